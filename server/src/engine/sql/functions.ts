// func.x(): which functions SQLAlchemy writes in its own way.
import type { SqlExpression } from '../operations/expression';
import { BARE, hasOwnType, REGISTERED, SPECIAL } from '../operations/sqlalchemy/ownFunctions';
import type { Compilation } from './compilation';
import { quote } from './identifiers';
import { UnknownText } from './signals';

const WITH_REGCONFIG = new Set([
  'to_tsvector',
  'to_tsquery',
  'plainto_tsquery',
  'phraseto_tsquery',
  'websearch_to_tsquery',
  'ts_headline',
]);

function quoteIllegal(compilation: Compilation, name: string): string {
  return /^[A-Za-z0-9_$]+$/.test(name) ? name : quote(compilation, name);
}

/** The call as SQL. `compileArgument` prints one argument. */
export function compileFunction(
  compilation: Compilation,
  expression: Extract<SqlExpression, { kind: 'function' }>,
  compileArgument: (argument: SqlExpression) => string,
): string {
  const name = expression.names.at(-1) ?? '';
  const packages = expression.names.slice(0, -1).map((part) => quoteIllegal(compilation, part));
  const lower = name.toLowerCase();
  const isRegistered = packages.length === 0;
  if (!isRegistered && hasOwnType([name]))
    throw new UnknownText(`the text of ${expression.names.join('.')}() is not rendered`, expression.span);
  if (isRegistered && (SPECIAL.has(lower) || WITH_REGCONFIG.has(lower))) {
    throw new UnknownText(`the text of func.${name}() is not rendered`, expression.span);
  }
  const own = isRegistered ? compilation.dialect.functionTexts[lower] : undefined;
  const args = expression.arguments.map(compileArgument);
  if (lower === 'char_length' && compilation.dialect.name === 'sqlite') {
    throw new UnknownText('SQLAlchemy prints a placeholder here on SQLite', expression.span);
  }
  if (own !== undefined) return own.replace('()', `(${args.join(', ')})`);
  if (isRegistered && BARE.includes(lower)) {
    const bare = lower === 'sysdate' ? lower : lower.toUpperCase();
    return args.length === 0 ? bare : `${bare}(${args.join(', ')})`;
  }
  if (isRegistered && name === 'substring' && compilation.dialect.name === 'postgresql') {
    const [value = '', start, length, ...rest] = args;
    if (start === undefined || rest.length > 0)
      throw new UnknownText('these arguments of func.substring() are not rendered', expression.span);
    return `SUBSTRING(${value} FROM ${start}${length === undefined ? '' : ` FOR ${length}`})`;
  }
  if (isRegistered && lower === 'count' && args.length === 0) return 'count(*)';
  const printed = isRegistered && REGISTERED.has(lower) ? lower : quoteIllegal(compilation, name);
  return `${[...packages, printed].join('.')}(${args.join(', ')})`;
}
