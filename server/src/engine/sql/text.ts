// text(): binds, escaped colons and percent signs, as SQLAlchemy's compiler treats plain SQL.
import type { TextBind } from '../operations/expression';
import type { Span } from '../text/span';
import { optionValue, type Compilation } from './compilation';
import { renderLiteral } from './literals';
import { UnknownText } from './signals';

/** The driver's parameter style; what it decides is unknown where env.py hides it. */
export function paramstyle(compilation: Compilation): string {
  return optionValue(compilation.options.paramstyle, compilation.dialect.defaultParamstyle);
}

/** `%` becomes `%%` where the driver formats with percent signs. Online our own driver does not. */
export function doublePercents(compilation: Compilation, text: string): string {
  if (!text.includes('%') || compilation.options.mode === 'online') return text;
  const style = paramstyle(compilation);
  return style === 'pyformat' || style === 'format' ? text.replaceAll('%', '%%') : text;
}

/** The placeholder of a bind that is not printed as a literal. */
export function placeholder(compilation: Compilation, name: string): string {
  const style = paramstyle(compilation);
  if (style === 'named') return `:${name}`;
  if (style === 'pyformat') return `%(${name})s`;
  if (style === 'qmark') return '?';
  if (style === 'format') return '%s';
  throw new UnknownText(`placeholders of the parameter style "${style}" are not rendered`);
}

export interface TextContext {
  /** True where SQLAlchemy prints literals whatever env.py says (DDL); otherwise its literal_binds decides. */
  readonly alwaysLiteral: boolean;
  readonly span: Span;
}

// The two patterns of SQLAlchemy: what text() takes for a bind, and what the compiler replaces. They are not the same.
// They are made when a text has something for them, since classes of all letters take a millisecond to build.

/** The names text() takes for binds, in order, each once. */
function bindNames(text: string): readonly string[] {
  const declared = /(?<![:\p{L}\p{N}_\\]):([\p{L}\p{N}_]+)(?!:)/gu;
  return [...new Set([...text.matchAll(declared)].map((match) => match[1] ?? ''))];
}

/** The text with its binds replaced and `\:` unescaped. */
export function compileText(
  compilation: Compilation,
  text: string,
  binds: readonly TextBind[],
  context: TextContext,
): string {
  const doubled = doublePercents(compilation, text);
  if (!doubled.includes(':')) return doubled;
  const declared = new Set(bindNames(text));
  const compiled = /(?<![:\p{L}\p{N}_$\\]):([\p{L}\p{N}_$]+)(?![:\p{L}\p{N}_$])/gu;
  const replaced = doubled.replace(compiled, (_match, name: string) => {
    if (!declared.has(name)) return placeholder(compilation, name);
    const bind = binds.find((candidate) => candidate.name === name);
    if (compilation.options.mode === 'online' && !bind) {
      throw new UnknownText(`the SQL text has a bind ":${name}" without a value`, context.span);
    }
    const isLiteral =
      context.alwaysLiteral ||
      compilation.options.mode === 'online' ||
      optionValue(compilation.options.literalBinds, false);
    if (!isLiteral) return placeholder(compilation, name);
    if (!bind || bind.value === null) return 'NULL';
    return renderLiteral(compilation, bind.value, bind.type ?? 'inferred');
  });
  return replaced.replace(/\\(:[\p{L}\p{N}_$]*)(?![:\p{L}\p{N}_$])/gu, '$1');
}
