// Statements with a body: logical lines -> blocks by indentation -> syntax.ts. A damaged header keeps its body, a
// missing body is empty; statements without a body are buildStatements.ts.
import { type BuildContext } from './buildContext';
import { buildWhole, type ExpressionForm } from './expressionFromTokens';
import { buildParameters } from './buildParameters';
import { buildSimpleStatements, tokensSpan } from './buildStatements';
import { isIdentifier, isTarget } from './legality';
import type { LogicalLine } from './lines';
import type { Argument, ExceptHandler, Expression, FunctionDefinition, Statement, WithItem } from './syntax';
import { findText, splitTop } from './tokenSearch';
import type { Token } from './tokens';

// CPython reads no deeper indentation.
const MAX_INDENTS = 100;
// Each `elif` is one level of the tree.
const MAX_CHAIN = 500;

/** A header taken apart at its colon; without a colon everything belongs to the head. */
interface Header {
  readonly line: LogicalLine;
  readonly head: readonly Token[];
  readonly start: number;
  /** Just behind the colon, or the end of the line when there is none. */
  readonly colonEnd: number;
  readonly body: readonly Statement[];
  /** End of the last thing that belongs to the statement. */
  readonly end: number;
}

/** Reads the lines of a file from first to last, block by block. */
export class BlockReader {
  readonly #context: BuildContext;
  readonly #lines: readonly LogicalLine[];
  #at = 0;
  #depth = 0;

  constructor(context: BuildContext, lines: readonly LogicalLine[]) {
    this.#context = context;
    this.#lines = lines;
  }

  /** All statements of the file. */
  readFile(): readonly Statement[] {
    const statements: Statement[] = [];
    while (this.#at < this.#lines.length) this.#block(-1, statements);
    return statements;
  }

  /** Reads the block that starts at the current line and is deeper than `outer`. */
  #block(outer: number, into: Statement[]): void {
    const first = this.#lines[this.#at];
    const indent = first?.indent ?? 0;
    if (outer < 0 && indent > 0) this.#context.fault = true;
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
      if (line.indent <= outer) break;
      // A line between two levels is out of place; it stays in the block that surrounds it.
      if (line.indent !== indent || line.plainIndent !== first?.plainIndent) this.#context.fault = true;
      this.#statement(line, into);
    }
  }

  #statement(line: LogicalLine, into: Statement[]): void {
    const word = headerWord(line.tokens);
    switch (word) {
      case 'if':
      case 'while':
        into.push(this.#conditional(word));
        return;
      case 'for':
        into.push(this.#for());
        return;
      case 'with':
        into.push(this.#with());
        return;
      case 'try':
        into.push(this.#try());
        return;
      case 'def':
      case 'class':
      case '@':
        this.#definition(into);
        return;
      case 'match':
        if (this.#isMatch(line)) {
          into.push(this.#match());
          return;
        }
        break;
      case 'elif':
      case 'else':
      case 'except':
      case 'finally':
        this.#strayClause(into);
        return;
      default:
        break;
    }
    this.#at++;
    if (line.fault) this.#context.fault = true;
    if (line.tooDeep) {
      into.push({ kind: 'brokenStatement', span: tokensSpan(line.tokens), parts: [] });
    } else {
      for (const statement of buildSimpleStatements(this.#context, line.tokens, line.fault))
        into.push(statement);
    }
  }

  /** Reads the header at the current line and its body, on the same line or below. */
  #header(): Header {
    const line = this.#lines[this.#at++];
    if (line === undefined) throw new RangeError('No line left: callers look before they read.');
    if (line.fault) this.#context.fault = true;
    const tokens = line.tooDeep ? line.tokens.slice(0, 2) : line.tokens;
    const { start, end } = tokensSpan(line.tokens);
    const colon = findText(tokens, 0, tokens.length, ':');
    const mark = tokens[colon];
    if (mark === undefined) this.#context.fault = true;
    const head = mark === undefined ? tokens : tokens.slice(0, colon);
    const rest = mark === undefined ? [] : tokens.slice(colon + 1);
    const body = rest.length > 0 ? buildSimpleStatements(this.#context, rest, line.fault) : this.#body(line);
    const last = this.#lines[this.#at - 1]?.tokens.at(-1);
    return { line, head, start, colonEnd: mark?.end ?? end, body, end: last?.end ?? end };
  }

  #body({ indent, plainIndent }: LogicalLine): Statement[] {
    const next = this.#lines[this.#at];
    if (next !== undefined && next.plainIndent <= plainIndent) this.#context.fault = true;
    if (next === undefined || next.indent <= indent) {
      this.#context.fault = true;
      return [];
    }
    if (this.#depth < MAX_INDENTS) {
      this.#depth++;
      const body: Statement[] = [];
      this.#block(indent, body);
      this.#depth--;
      return body;
    }
    this.#context.fault = true;
    let end = tokensSpan(next.tokens).end;
    for (let line: LogicalLine | undefined = next; line !== undefined && line.indent > indent;) {
      end = tokensSpan(line.tokens).end;
      line = this.#lines[++this.#at];
    }
    return [{ kind: 'brokenStatement', span: { start: tokensSpan(next.tokens).start, end }, parts: [] }];
  }

  /** The clause that continues a statement at this indentation, if the current line is one. */
  #clause(indent: number, ...words: readonly string[]): string | undefined {
    const line = this.#lines[this.#at];
    const word = line?.tokens[0]?.text ?? '';
    return line?.indent === indent && words.includes(word) ? word : undefined;
  }

  #orElse(indent: number): { readonly body: readonly Statement[]; readonly end: number } {
    if (this.#clause(indent, 'else') === undefined) return { body: [], end: 0 };
    const header = this.#header();
    if (header.head.length !== 1) this.#context.fault = true;
    return header;
  }

  /** `if` with its `elif`s, or `while`. The chain is read in a loop, as it may be long. */
  #conditional(kind: 'if' | 'while'): Statement {
    const first = this.#header();
    const { indent } = first.line;
    const chained: Header[] = [];
    while (kind === 'if' && this.#clause(indent, 'elif') !== undefined) chained.push(this.#header());
    let { body: orElse, end } = this.#orElse(indent);
    if (chained.length > MAX_CHAIN) {
      this.#context.fault = true;
      end = Math.max(end, chained.at(-1)?.end ?? 0);
      return { kind: 'brokenStatement', span: { start: first.start, end }, parts: [] };
    }
    const build = (header: Header): Statement => {
      end = Math.max(end, header.end);
      const test = this.#expression(header, 'named', 1);
      return { kind, span: { start: header.start, end }, test, body: header.body, orElse };
    };
    for (const header of chained.reverse()) orElse = [build(header)];
    return build(first);
  }

  /** The expression in a header from one token on. What was not understood wholly is broken. */
  #expression(header: Header, form: ExpressionForm, from: number, to = header.head.length): Expression {
    const at = header.head[from - 1]?.end ?? header.colonEnd;
    return buildWhole(this.#context, header.head.slice(from, to), at, form, header.line.fault);
  }

  #for(): Statement {
    const header = this.#header();
    const first = header.head[0]?.text === 'async' ? 2 : 1;
    const word = findText(header.head, first, header.head.length, 'in');
    const end = word < 0 ? header.head.length : word;
    const target = this.#expression(header, 'list', first, end);
    if (!isTarget(target)) this.#context.fault = true;
    const iterable = this.#expression(header, 'list', end + 1);
    const orElse = this.#orElse(header.line.indent);
    return {
      kind: 'for',
      span: { start: header.start, end: Math.max(header.end, orElse.end) },
      isAsync: first === 2,
      target,
      iterable,
      body: header.body,
      orElse: orElse.body,
    };
  }

  #with(): Statement {
    const header = this.#header();
    const first = header.head[0]?.text === 'async' ? 2 : 1;
    const items = splitItems(header.head, first).map((run) => this.#withItem(header, run));
    if (items.length === 0) this.#context.fault = true;
    const span = { start: header.start, end: header.end };
    return { kind: 'with', span, isAsync: first === 2, items, body: header.body };
  }

  #withItem(header: Header, run: readonly Token[]): WithItem {
    const as = findText(run, 0, run.length, 'as');
    const span = tokensSpan(run);
    const part = (tokens: readonly Token[], at: number): Expression =>
      buildWhole(this.#context, tokens, at, 'single', header.line.fault);
    if (as < 0) return { span, context: part(run, span.start), target: undefined };
    const target = part(run.slice(as + 1), span.end);
    if (!isTarget(target)) this.#context.fault = true;
    return { span, context: part(run.slice(0, as), span.start), target };
  }

  #try(): Statement {
    const header = this.#header();
    const { indent } = header.line;
    const handlers: ExceptHandler[] = [];
    let end = header.end;
    if (header.head.length !== 1) this.#context.fault = true;
    while (this.#clause(indent, 'except') !== undefined) {
      const clause = this.#header();
      handlers.push(this.#handler(clause));
      end = clause.end;
    }
    const orElse = this.#orElse(indent);
    let finallyBody: readonly Statement[] = [];
    end = Math.max(end, orElse.end);
    const hasFinally = this.#clause(indent, 'finally') !== undefined;
    if (hasFinally) {
      const clause = this.#header();
      if (clause.head.length !== 1) this.#context.fault = true;
      finallyBody = clause.body;
      end = clause.end;
    } else if (handlers.length === 0) this.#context.fault = true;
    const span = { start: header.start, end };
    return { kind: 'try', span, body: header.body, handlers, orElse: orElse.body, finally: finallyBody };
  }

  #handler(header: Header): ExceptHandler {
    const span = { start: header.start, end: header.end };
    const first = header.head[1]?.text === '*' ? 2 : 1;
    if (header.head.length <= first) return { span, type: undefined, name: undefined, body: header.body };
    const as = findText(header.head, first, header.head.length, 'as');
    const type = this.#expression(header, 'list', first, as < 0 ? header.head.length : as);
    const name = as < 0 ? undefined : header.head[as + 1]?.text;
    if (as >= 0 && (header.head.length !== as + 2 || !isIdentifier(header.head[as + 1])))
      this.#context.fault = true;
    return { span, type, name, body: header.body };
  }

  /** `def` or `class` with its decorators; decorators of nothing are broken statements. */
  #definition(into: Statement[]): void {
    const decorators: Expression[] = [];
    const indent = this.#lines[this.#at]?.indent ?? 0;
    let start: number | undefined;
    for (;;) {
      const line = this.#lines[this.#at];
      if (line?.indent !== indent || line.tokens[0]?.text !== '@') break;
      start ??= line.tokens[0].start;
      this.#at++;
      decorators.push(this.#decorator(line));
    }
    const line = this.#lines[this.#at];
    const word = line?.indent === indent ? headerWord(line.tokens) : undefined;
    if (word === 'def') into.push(this.#function(decorators, start));
    else if (word === 'class') into.push(this.#class(decorators, start));
    else {
      for (const decorator of decorators) {
        this.#context.fault = true;
        const part: Statement = { kind: 'expressionStatement', span: decorator.span, expression: decorator };
        into.push({ kind: 'brokenStatement', span: decorator.span, parts: [part] });
      }
    }
  }

  #decorator(line: LogicalLine): Expression {
    const tokens = line.tooDeep ? [] : line.tokens.slice(1);
    return buildWhole(this.#context, tokens, line.tokens[0]?.end ?? 0, 'named', line.fault);
  }

  #function(decorators: readonly Expression[], start: number | undefined): FunctionDefinition {
    const header = this.#header();
    const { head, colonEnd } = header;
    const isAsync = head[0]?.text === 'async';
    const nameIndex = isAsync ? 2 : 1;
    const name = this.#definedName(header, nameIndex);
    const open = findOpen(head, nameIndex + 1);
    const close = closingIndex(head, open);
    if (open < 0 || close < 0 || !areTypeParametersLegal(head, nameIndex + 1)) this.#context.fault = true;
    const arrow = close < 0 ? undefined : head[close + 1];
    const parameters =
      open < 0
        ? []
        : buildParameters(
            this.#context,
            head.slice(open + 1, close < 0 ? undefined : close),
            header.line.fault,
          );
    if (arrow !== undefined && arrow.text !== '->') this.#context.fault = true;
    return {
      kind: 'function',
      span: { start: start ?? header.start, end: header.end },
      ...name,
      isAsync,
      decorators,
      parameters,
      returns: arrow?.text === '->' ? this.#expression(header, 'single', close + 2) : undefined,
      headerEnd: colonEnd,
      body: header.body,
    };
  }

  #definedName(header: Header, index: number): Pick<FunctionDefinition, 'name' | 'nameSpan'> {
    const token = header.head[index];
    if (token?.kind === 'name' && !isIdentifier(token)) this.#context.fault = true;
    if (token?.kind === 'name') return { name: token.text, nameSpan: { start: token.start, end: token.end } };
    this.#context.fault = true;
    const at = header.head[index - 1]?.end ?? header.start;
    return { name: '', nameSpan: { start: at, end: at } };
  }

  #class(decorators: readonly Expression[], start: number | undefined): Statement {
    const header = this.#header();
    const { head } = header;
    const name = this.#definedName(header, 1);
    const open = findOpen(head, 2);
    const close = closingIndex(head, open);
    if (open >= 0 ? close !== head.length - 1 : head.length > 2 && head[2]?.text !== '[')
      this.#context.fault = true;
    return {
      kind: 'class',
      span: { start: start ?? header.start, end: header.end },
      ...name,
      decorators,
      arguments:
        open < 0 ? [] : this.#arguments(head, open, close < 0 ? head.length - 1 : close, header.line.fault),
      body: header.body,
    };
  }

  /** The arguments of a class are read as those of a call. */
  #arguments(head: readonly Token[], open: number, close: number, isDamaged: boolean): readonly Argument[] {
    const callee = head[open - 1];
    if (close <= open + 1 || callee === undefined) return [];
    const name: Token = { ...callee, kind: 'name', text: 'c'.repeat(callee.end - callee.start) };
    const call = buildWhole(
      this.#context,
      [name, ...head.slice(open, close + 1)],
      callee.end,
      'single',
      isDamaged,
    );
    if (call.kind === 'call') return call.arguments;
    const [guess] = call.kind === 'brokenExpression' ? call.parts : [];
    return (guess?.kind === 'call' ? guess.arguments : []).map((argument) => ({
      ...argument,
      value: { kind: 'brokenExpression', span: argument.value.span, parts: [argument.value] },
    }));
  }

  /** `match` is a word only in front of a subject and a colon at the end of the line, with cases below. */
  #isMatch(line: LogicalLine): boolean {
    const next = this.#lines[this.#at + 1];
    if (next?.tokens[0]?.text !== 'case' || next.indent <= line.indent) return false;
    return line.tokens.length > 2 && line.tokens.at(-1)?.text === ':';
  }

  #match(): Statement {
    const line = this.#lines[this.#at++];
    const tokens = line?.tokens ?? [];
    const header = headerOnly(line);
    if (line?.fault === true) this.#context.fault = true;
    const subject = this.#expression(header, 'list', 1);
    const cases: (readonly Statement[])[] = [];
    const guards: (Expression | undefined)[] = [];
    let { end } = tokensSpan(tokens);
    const indent = this.#lines[this.#at]?.indent ?? 0;
    while (this.#clause(indent, 'case') !== undefined) {
      const clause = this.#header();
      const guard = findText(clause.head, 1, clause.head.length, 'if');
      cases.push(clause.body);
      guards.push(guard < 0 ? undefined : this.#expression(clause, 'named', guard + 1));
      end = clause.end;
    }
    return { kind: 'match', span: { start: header.start, end }, subject, cases, guards };
  }

  /** An `else` or the like of nothing: broken, its body stays. */
  #strayClause(into: Statement[]): void {
    const header = this.#header();
    this.#context.fault = true;
    into.push({ kind: 'brokenStatement', span: { start: header.start, end: header.colonEnd }, parts: [] });
    for (const statement of header.body) into.push(statement);
  }
}

function headerOnly(line: LogicalLine | undefined): Header {
  if (line === undefined) throw new RangeError('No line left: callers look before they read.');
  const { start, end } = tokensSpan(line.tokens);
  return { line, head: line.tokens.slice(0, -1), start, colonEnd: end, body: [], end };
}

/** The word that decides how a line is read; `async` counts as the word behind it. */
function headerWord(tokens: readonly Token[]): string | undefined {
  const [first, second] = tokens;
  if (first?.kind !== 'name') return first?.text === '@' ? '@' : undefined;
  if (first.text === 'async') return second?.kind === 'name' ? second.text : undefined;
  return first.text;
}

/** The items of a `with`, whose parentheses around all of them only group. */
function splitItems(head: readonly Token[], first: number): readonly (readonly Token[])[] {
  if (head[first]?.text === '(' && closingIndex(head, first) === head.length - 1) {
    const inner = head.slice(first + 1, -1);
    const runs = splitTop(inner, 0, inner.length, ',');
    const isItems = runs.every((run) => run.length > 0 && !isExpressionOnly(run));
    if (isItems && (runs.length > 1 || findText(inner, 0, inner.length, 'as') >= 0)) return runs;
  }
  return splitTop(head, first, head.length, ',');
}

/** True for what can stand in parentheses, but not as an item of its own: `yield x`, `*x`, `x := y`, `x for x in y`. */
function isExpressionOnly(run: readonly Token[]): boolean {
  return (
    run[0]?.text === '*' ||
    run[0]?.text === 'yield' ||
    findText(run, 0, run.length, ':=') >= 0 ||
    findText(run, 0, run.length, 'for') >= 0
  );
}

/** Index of the parenthesis that opens the parameters, behind type parameters if there are any. */
function findOpen(head: readonly Token[], from: number): number {
  const at = head[from]?.text === '[' ? closingIndex(head, from) + 1 : from;
  return at > 0 && head[at]?.text === '(' ? at : -1;
}

/** True when no type parameters stand at `from`, or `[name, *name: bound = default]`. */
function areTypeParametersLegal(head: readonly Token[], from: number): boolean {
  if (head[from]?.text !== '[') return true;
  const close = closingIndex(head, from);
  const after = head[close + 1];
  if (after !== undefined && after.text !== '(') return false;
  const runs = splitTop(head, from + 1, close, ',');
  return (
    runs.length > 0 &&
    runs.every((run) => {
      const rest = run[0]?.text === '*' || run[0]?.text === '**' ? run.slice(1) : run;
      const mark = rest[1];
      return isIdentifier(rest[0]) && (mark === undefined || mark.text === ':' || mark.text === '=');
    })
  );
}

/** Index of the bracket that closes the one at `open`, or -1. */
function closingIndex(head: readonly Token[], open: number): number {
  if (open < 0) return -1;
  let depth = 0;
  for (let i = open; i < head.length; i++) {
    const text = head[i]?.text ?? '';
    if (head[i]?.kind !== 'operator') continue;
    if (text === '(' || text === '[' || text === '{') depth++;
    else if (text === ')' || text === ']' || text === '}') depth--;
    if (depth === 0) return i;
  }
  return -1;
}
