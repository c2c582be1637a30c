// Statements with a body: logical lines -> blocks by indentation -> syntax.ts. A damaged header keeps its body, a
// missing body is empty; statements without a body are buildStatements.ts.
import { brokenAt, type BuildContext } from './buildContext';
import { buildWhole, type ExpressionForm } from './expressionFromTokens';
import { buildClass, buildFunction } from './buildDefinitions';
import { buildSimpleStatements, tokensSpan } from './buildStatements';
import { headerOnly, headerWord, splitItems, type Header } from './headers';
import { isIdentifier, isTarget } from './legality';
import type { LogicalLine } from './lines';
import type { ExceptHandler, Expression, Statement, WithItem } from './syntax';
import { findText } from './tokenSearch';
import type { Token } from './tokens';

// CPython reads no deeper indentation.
const MAX_INDENTS = 100;
// Each `elif` is one level of the tree.
const MAX_CHAIN = 500;

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
    const target = this.#checkTarget(this.#expression(header, 'list', first, end));
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

  #checkTarget(target: Expression): Expression {
    return isTarget(target) ? target : brokenAt(this.#context, target.span, [target]);
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
    const target = this.#checkTarget(part(run.slice(as + 1), span.end));
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
    if (word === 'def') into.push(buildFunction(this.#context, this.#header(), decorators, start));
    else if (word === 'class') into.push(buildClass(this.#context, this.#header(), decorators, start));
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
    const subject = this.#expression(header, 'namedList', 1);
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
