// Comprehensions and generators, whose clauses stand flat in Lezer's tree.
import type { Span } from '../text/span';
import { brokenAt, type BuildContext } from './buildContext';
import { build, buildElement, buildNamed, buildOr } from './buildExpressions';
import { isTarget } from './legality';
import { groupSpan, operands, splitCommas } from './rawNodes';
import type { RawNode } from './rawTree';
import type { Comprehension, ComprehensionClause, Expression } from './syntax';

/** Builds a comprehension from the nodes between its brackets; a generator as only argument has none. */
export function buildComprehension(
  context: BuildContext,
  children: readonly RawNode[],
  span: Span,
  form: Comprehension['form'],
): Expression {
  const starts = children.flatMap((child, index) => {
    if (child.name !== 'for') return [];
    return [children[index - 1]?.name === 'async' ? index - 1 : index];
  });
  const head = children.slice(0, starts[0] ?? 0);
  const [first, second] = operands(head);
  const clauses = starts.map((start, index) =>
    buildClause(context, children.slice(start, starts[index + 1] ?? children.length)),
  );
  if (form === 'dict') {
    const key = buildOr(context, first, span.start);
    return { kind: 'comprehension', span, form, key, element: buildOr(context, second, span.start), clauses };
  }
  const element =
    head[1]?.name === 'AssignOp'
      ? buildNamed(context, head, groupSpan(head))
      : buildElement(context, head, groupSpan(head));
  return { kind: 'comprehension', span, form, key: undefined, element, clauses };
}

/** `[async] for targets in iterable [if condition]...` */
function buildClause(context: BuildContext, children: readonly RawNode[]): ComprehensionClause {
  const isAsync = children[0]?.name === 'async';
  const forIndex = isAsync ? 1 : 0;
  const inIndex = children.findIndex((child) => child.name === 'in');
  const targets = children.slice(forIndex + 1, inIndex < 0 ? children.length : inIndex);
  const at = children[forIndex]?.end ?? 0;
  const after = inIndex < 0 ? [] : operands(children.slice(inIndex + 1));
  return {
    isAsync,
    target: checkTarget(context, buildTargets(context, targets, at)),
    iterable: buildOr(context, after[0], at),
    conditions: after.slice(1).map((node) => build(context, node)),
  };
}

/** Builds `a`, `a, b` or `a,` without brackets. */
export function buildTargets(context: BuildContext, children: readonly RawNode[], at: number): Expression {
  const groups = splitCommas(children);
  const built = groups.map((group) => buildElement(context, group, groupSpan(group)));
  const [only] = built;
  if (only === undefined) return brokenAt(context, { start: at, end: at });
  if (built.length === 1 && children.at(-1)?.name !== ',') return only;
  return { kind: 'tuple', span: groupSpan(children), elements: built };
}

/** Marks a fault when the expression cannot be assigned to. */
function checkTarget(context: BuildContext, expression: Expression): Expression {
  if (!isTarget(expression)) context.fault = true;
  return expression;
}
