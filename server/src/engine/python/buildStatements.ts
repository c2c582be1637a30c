// Statements without a body: tokens -> syntax.ts. Expressions are built from Lezer's tree in buildExpressions.ts,
// statements with a body in buildBlocks.ts.
import type { Span } from '../text/span';
import { brokenAt, type BuildContext } from './buildContext';
import { buildFromTokens } from './expressionFromTokens';
import { isIdentifier, isSingleTarget, isTarget } from './legality';
import type { Expression, ImportedName, Statement } from './syntax';
import { findText, findTop, splitTop } from './tokenSearch';
import type { Token } from './tokens';

const UPDATE_OPERATORS = new Set('+= -= *= /= //= %= @= &= |= ^= >>= <<= **='.split(' '));

/** The span from the first to the last token. */
export function tokensSpan(tokens: readonly Token[]): Span {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

/** Builds the statements of a line that are separated by `;`. `fault` is true when the line is known to be damaged. */
export function buildSimpleStatements(
  context: BuildContext,
  tokens: readonly Token[],
  fault: boolean,
): Statement[] {
  return splitTop(tokens, 0, tokens.length, ';').flatMap((run) => {
    if (run.length > 0) return [buildGuarded(context, run, fault)];
    // Nothing stands between two semicolons.
    context.fault = true;
    return [];
  });
}

/** A statement that was not understood wholly is broken, with what was understood as its part. */
function buildGuarded(context: BuildContext, tokens: readonly Token[], lineFault: boolean): Statement {
  const before = context.fault;
  context.fault = lineFault;
  const statement = buildSimple(context, tokens);
  const { fault } = context;
  context.fault = before || fault;
  if (!fault) return statement;
  return { kind: 'brokenStatement', span: tokensSpan(tokens), parts: [statement] };
}

function buildSimple(context: BuildContext, tokens: readonly Token[]): Statement {
  const first = tokens[0];
  const span = tokensSpan(tokens);
  const rest = tokens.slice(1);
  if (first?.kind !== 'name') return buildAssignment(context, tokens, span);
  switch (first.text) {
    case 'pass':
    case 'break':
    case 'continue':
      if (rest.length > 0) context.fault = true;
      return { kind: first.text, span };
    case 'return':
      return { kind: 'return', span, value: optional(context, rest, first.end) };
    case 'raise':
      return buildRaise(context, rest, span, first.end);
    case 'import':
      return { kind: 'import', span, names: importedNames(context, rest, true) };
    case 'from':
      return buildImportFrom(context, rest, span);
    case 'del':
      return { kind: 'delete', span, targets: buildDeleted(context, rest, first.end) };
    case 'assert':
      return buildAssert(context, rest, span, first.end);
    case 'global':
    case 'nonlocal':
      return buildScope(context, first.text, rest, span);
    case 'type':
      if (rest[0]?.kind === 'name' && rest.length > 1) return buildTypeAlias(context, rest, span);
      return buildAssignment(context, tokens, span);
    default:
      return buildAssignment(context, tokens, span);
  }
}

function optional(context: BuildContext, tokens: readonly Token[], at: number): Expression | undefined {
  return tokens.length === 0 ? undefined : buildFromTokens(context, tokens, at, 'list');
}

function buildDeleted(context: BuildContext, tokens: readonly Token[], at: number): readonly Expression[] {
  const runs = splitTop(tokens, 0, tokens.length, ',');
  if (runs.length === 0) return [brokenAt(context, { start: at, end: at })];
  return runs.map((run) => checkedTarget(context, buildFromTokens(context, run, at, 'single'), isTarget));
}

function checkedTarget(
  context: BuildContext,
  target: Expression,
  isLegal: (expression: Expression) => boolean,
): Expression {
  if (!isLegal(target)) context.fault = true;
  return target;
}

function buildRaise(context: BuildContext, rest: readonly Token[], span: Span, at: number): Statement {
  const from = findText(rest, 0, rest.length, 'from');
  if (from < 0) return { kind: 'raise', span, exception: optional(context, rest, at), cause: undefined };
  const cause = buildFromTokens(context, rest.slice(from + 1), span.end, 'single');
  return {
    kind: 'raise',
    span,
    exception: buildFromTokens(context, rest.slice(0, from), at, 'single'),
    cause,
  };
}

function buildAssert(context: BuildContext, rest: readonly Token[], span: Span, at: number): Statement {
  const comma = findText(rest, 0, rest.length, ',');
  const test = buildFromTokens(context, comma < 0 ? rest : rest.slice(0, comma), at, 'single');
  const message = comma < 0 ? undefined : buildFromTokens(context, rest.slice(comma + 1), span.end, 'single');
  return { kind: 'assert', span, test, message };
}

function buildScope(
  context: BuildContext,
  kind: 'global' | 'nonlocal',
  rest: readonly Token[],
  span: Span,
): Statement {
  const runs = splitTop(rest, 0, rest.length, ',');
  if (runs.length === 0 || runs.some((run) => run.length !== 1 || run[0]?.kind !== 'name'))
    context.fault = true;
  return { kind, span, names: runs.flatMap((run) => (run[0]?.kind === 'name' ? [run[0].text] : [])) };
}

/** True for an empty list, or a comma at its end. */
function isListDamaged(tokens: readonly Token[], runs: readonly (readonly Token[])[]): boolean {
  return runs.length === 0 || tokens.at(-1)?.text === ',';
}

function buildTypeAlias(context: BuildContext, rest: readonly Token[], span: Span): Statement {
  const name = rest[0];
  const equals = findText(rest, 1, rest.length, '=');
  if (!isIdentifier(name)) context.fault = true;
  const nameSpan = name === undefined ? span : { start: name.start, end: name.end };
  const value = buildFromTokens(context, equals < 0 ? [] : rest.slice(equals + 1), span.end, 'single');
  return { kind: 'typeAlias', span, name: name?.text ?? '', nameSpan, value };
}

/** `a.b as c, d`: dotted names only where `dotted` allows. */
function importedNames(
  context: BuildContext,
  tokens: readonly Token[],
  dotted: boolean,
): readonly ImportedName[] {
  const runs = splitTop(tokens, 0, tokens.length, ',');
  if (isListDamaged(tokens, runs)) context.fault = true;
  return runs.flatMap((run) => {
    const as = run.findIndex((token) => token.text === 'as');
    const path = as < 0 ? run : run.slice(0, as);
    const alias = as < 0 ? undefined : run[as + 1];
    const valid = isDottedName(path) && (dotted || path.length === 1);
    if (!valid || (as >= 0 && (!isIdentifier(alias) || run.length !== as + 2))) context.fault = true;
    if (path.length === 0) return [];
    return [{ span: tokensSpan(run), name: path.map((token) => token.text).join(''), as: alias?.text }];
  });
}

function isDottedName(tokens: readonly Token[]): boolean {
  return (
    tokens.length % 2 === 1 &&
    tokens.every((token, index) => (index % 2 === 0 ? isIdentifier(token) : token.text === '.'))
  );
}

function buildImportFrom(context: BuildContext, rest: readonly Token[], span: Span): Statement {
  const word = rest.findIndex((token) => token.text === 'import');
  const source = word < 0 ? rest : rest.slice(0, word);
  let names = word < 0 ? [] : rest.slice(word + 1);
  let level = 0;
  let at = 0;
  for (let token = source[0]; token?.text === '.' || token?.text === '...'; token = source[++at]) {
    level += token.text.length;
  }
  const path = source.slice(at);
  if (path.length > 0 ? !isDottedName(path) : level === 0) context.fault = true;
  const module = path.map((token) => token.text).join('');
  const [first] = names;
  if (first?.text === '*' && names.length === 1) {
    const star = { span: { start: first.start, end: first.end }, name: '*', as: undefined };
    return { kind: 'importFrom', span, module, level, names: [star] };
  }
  if (first?.text === '(' && names.at(-1)?.text === ')') {
    names = names.slice(1, -1);
    // Only parentheses allow a comma at the end.
    if (names.length > 1 && names.at(-1)?.text === ',') names = names.slice(0, -1);
  }
  return { kind: 'importFrom', span, module, level, names: importedNames(context, names, false) };
}

function buildAssignment(context: BuildContext, tokens: readonly Token[], span: Span): Statement {
  const isSplit = (token: Token): boolean =>
    token.text === '=' || token.text === ':' || UPDATE_OPERATORS.has(token.text);
  const at = findTop(tokens, 0, tokens.length, isSplit);
  const mark = tokens[at];
  if (mark === undefined) {
    return {
      kind: 'expressionStatement',
      span,
      expression: buildFromTokens(context, tokens, span.start, 'value'),
    };
  }
  const left = tokens.slice(0, at);
  const right = tokens.slice(at + 1);
  if (mark.text === ':') return buildAnnotated(context, left, right, span, mark.end);
  if (mark.text !== '=') {
    const target = checkedTarget(
      context,
      buildFromTokens(context, left, span.start, 'single'),
      isSingleTarget,
    );
    const value = buildFromTokens(context, right, mark.end, 'value');
    return { kind: 'augmentedAssign', span, target, operator: mark.text.slice(0, -1), value };
  }
  const runs = [...splitTop(tokens, 0, tokens.length, '=')];
  if (tokens.at(-1)?.text === '=') runs.push([]);
  const targets = runs
    .slice(0, -1)
    .map((run) => checkedTarget(context, buildFromTokens(context, run, span.start, 'list'), isTarget));
  const value = buildFromTokens(context, runs.at(-1) ?? [], span.end, 'value');
  return { kind: 'assign', span, targets, value };
}

function buildAnnotated(
  context: BuildContext,
  left: readonly Token[],
  right: readonly Token[],
  span: Span,
  at: number,
): Statement {
  const equals = findText(right, 0, right.length, '=');
  const target = checkedTarget(context, buildFromTokens(context, left, span.start, 'single'), isSingleTarget);
  const annotation = buildFromTokens(context, equals < 0 ? right : right.slice(0, equals), at, 'single');
  const value = equals < 0 ? undefined : buildFromTokens(context, right.slice(equals + 1), span.end, 'value');
  return { kind: 'annotatedAssign', span, target, annotation, value };
}
