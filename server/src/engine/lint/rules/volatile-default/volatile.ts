// Which function of a default is volatile. Functions that are not listed are not guessed about.
import type { ServerDefault } from '../../../operations/definition';
import type { SqlExpression } from '../../../operations/expression';

/** provolatile = 'v' in pg_proc, and those of uuid-ossp and pgcrypto. */
const VOLATILE: ReadonlySet<string> = new Set(
  (
    'random random_normal gen_random_uuid uuidv4 uuidv7 uuid_generate_v1 uuid_generate_v1mc uuid_generate_v4 ' +
    'clock_timestamp timeofday nextval setval currval lastval gen_random_bytes gen_salt'
  ).split(' '),
);

export function volatileFunction(value: ServerDefault | undefined): string | undefined {
  return value?.kind === 'expression' ? inExpression(value.expression) : undefined;
}

function inExpression(expression: SqlExpression): string | undefined {
  switch (expression.kind) {
    case 'text':
      return inText(expression.text);
    case 'function': {
      const name = expression.names.at(-1)?.toLowerCase() ?? '';
      return VOLATILE.has(name) ? name : firstOf(expression.arguments);
    }
    case 'binary':
      return inExpression(expression.left) ?? inExpression(expression.right);
    case 'cast':
      return inExpression(expression.operand);
    default:
      return undefined;
  }
}

function firstOf(expressions: readonly SqlExpression[]): string | undefined {
  for (const expression of expressions) {
    const found = inExpression(expression);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Calls outside string literals. */
function inText(text: string): string | undefined {
  const code = text.replace(/'(?:[^']|'')*'/g, "''");
  for (const match of code.matchAll(/(?<!\w)([a-z_]\w*)\s*\(/gi)) {
    const name = (match[1] ?? '').toLowerCase();
    if (VOLATILE.has(name)) return name;
  }
  return undefined;
}
