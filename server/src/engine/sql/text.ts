// text(): binds, escaped colons and percent signs, as SQLAlchemy's compiler treats plain SQL.
import type { TextBind } from '../operations/expression';
import { declaredBinds, replaceBinds } from '../text/binds';
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

/** The text with its binds replaced and `\:` unescaped. */
export function compileText(
  compilation: Compilation,
  text: string,
  binds: readonly TextBind[],
  context: TextContext,
): string {
  const doubled = doublePercents(compilation, text);
  if (!doubled.includes(':')) return doubled;
  const declared = declaredBinds(text);
  return replaceBinds(doubled, (name) => {
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
}
