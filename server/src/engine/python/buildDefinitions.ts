// `def` and `class`: what their headers say. Their bodies are read in buildBlocks.ts.
import type { BuildContext } from './buildContext';
import { buildParameters } from './buildParameters';
import { buildWhole } from './expressionFromTokens';
import { areTypeParametersLegal, closingIndex, findOpen, type Header } from './headers';
import { isIdentifier } from './legality';
import type { Argument, ClassDefinition, Expression, FunctionDefinition } from './syntax';
import type { Token } from './tokens';

/** Builds a `def` from its header; `start` is the start of its first decorator. */
export function buildFunction(
  context: BuildContext,
  header: Header,
  decorators: readonly Expression[],
  start: number | undefined,
): FunctionDefinition {
  const { head, colonEnd } = header;
  const isAsync = head[0]?.text === 'async';
  const nameIndex = isAsync ? 2 : 1;
  const name = definedName(context, header, nameIndex);
  const open = findOpen(head, nameIndex + 1);
  const close = closingIndex(head, open);
  if (open < 0 || close < 0 || !areTypeParametersLegal(head, nameIndex + 1)) context.fault = true;
  const arrow = close < 0 ? undefined : head[close + 1];
  const parameters =
    open < 0
      ? []
      : buildParameters(context, head.slice(open + 1, close < 0 ? undefined : close), header.line.fault);
  if (arrow !== undefined && arrow.text !== '->') context.fault = true;
  return {
    kind: 'function',
    span: { start: start ?? header.start, end: header.end },
    ...name,
    isAsync,
    decorators,
    parameters,
    returns:
      arrow?.text === '->'
        ? buildWhole(context, head.slice(close + 2), arrow.end, 'single', header.line.fault)
        : undefined,
    headerEnd: colonEnd,
    body: header.body,
  };
}

function definedName(
  context: BuildContext,
  header: Header,
  index: number,
): Pick<FunctionDefinition, 'name' | 'nameSpan'> {
  const token = header.head[index];
  if (token?.kind === 'name' && !isIdentifier(token)) context.fault = true;
  if (token?.kind === 'name') return { name: token.text, nameSpan: { start: token.start, end: token.end } };
  context.fault = true;
  const at = header.head[index - 1]?.end ?? header.start;
  return { name: '', nameSpan: { start: at, end: at } };
}

/** Builds a `class` from its header; `start` is the start of its first decorator. */
export function buildClass(
  context: BuildContext,
  header: Header,
  decorators: readonly Expression[],
  start: number | undefined,
): ClassDefinition {
  const { head } = header;
  const name = definedName(context, header, 1);
  const open = findOpen(head, 2);
  const close = closingIndex(head, open);
  if (!areTypeParametersLegal(head, 2)) context.fault = true;
  if (open >= 0 ? close !== head.length - 1 : head.length > 2 && head[2]?.text !== '[') context.fault = true;
  return {
    kind: 'class',
    span: { start: start ?? header.start, end: header.end },
    ...name,
    decorators,
    arguments:
      open < 0 ? [] : buildBases(context, head, open, close < 0 ? head.length - 1 : close, header.line.fault),
    body: header.body,
  };
}

/** The arguments of a class are read as those of a call. */
function buildBases(
  context: BuildContext,
  head: readonly Token[],
  open: number,
  close: number,
  isDamaged: boolean,
): readonly Argument[] {
  const callee = head[open - 1];
  if (close <= open + 1 || callee === undefined) return [];
  const name: Token = { ...callee, kind: 'name', text: 'c'.repeat(callee.end - callee.start) };
  const call = buildWhole(context, [name, ...head.slice(open, close + 1)], callee.end, 'single', isDamaged);
  if (call.kind === 'call') return call.arguments;
  const [guess] = call.kind === 'brokenExpression' ? call.parts : [];
  return (guess?.kind === 'call' ? guess.arguments : []).map((argument) => ({
    ...argument,
    value: { kind: 'brokenExpression', span: argument.value.span, parts: [argument.value] },
  }));
}
