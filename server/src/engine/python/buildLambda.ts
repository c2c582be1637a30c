// Lambdas: their parameters stand flat in Lezer's tree.
import { type BuildContext } from './buildContext';
import { build, buildOr } from './buildExpressions';
import { operands, spanOf, splitCommas, textOf } from './rawNodes';
import { areParametersLegal } from './legality';
import type { RawNode } from './rawTree';
import type { Expression, Parameter } from './syntax';

/** Builds a `lambda`; `/` between its parameters leaves no trace. */
export function buildLambda(context: BuildContext, node: RawNode): Expression {
  const list = node.children.find((child) => child.name === 'ParamList');
  const body = operands(node.children).filter((child) => child !== list)[0];
  const parameters: Parameter[] = [];
  let afterStar = false;
  for (const group of splitCommas(list?.children ?? [])) {
    const first = group[0];
    const name = group.find((child) => child.name === 'VariableName');
    if (first?.name === '*') afterStar = true;
    if (first === undefined || name === undefined) continue;
    const assign = group.findIndex((child) => child.name === 'AssignOp');
    const value = assign < 0 ? undefined : operands(group.slice(assign + 1))[0];
    parameters.push({
      span: { start: first.start, end: group.at(-1)?.end ?? first.end },
      name: textOf(context.source, name),
      form: formOf(first.name, afterStar),
      annotation: undefined,
      defaultValue: value === undefined ? undefined : build(context, value),
    });
  }
  if (!areParametersLegal(parameters)) context.fault = true;
  return { kind: 'lambda', span: spanOf(node), parameters, body: buildOr(context, body, node.end) };
}

function formOf(mark: string, afterStar: boolean): Parameter['form'] {
  if (mark === '*') return 'star';
  if (mark === '**') return 'doubleStar';
  return afterStar ? 'keywordOnly' : 'positional';
}
