// The type that SQLAlchemy gives to an expression, for the columns of a subquery that are made of it.
import type { SqlExpression } from '../expression';
import type { SqlType } from '../sqlType';
import { hasOwnType } from './ownFunctions';

const COUNTING = new Set(['count', 'rank', 'dense_rank']);
const OF_ARGUMENT = new Set(['max', 'min', 'sum', 'coalesce']);

/** undefined is NullType; a type that is not followed says so. */
export function resultType(expression: SqlExpression): SqlType | undefined {
  switch (expression.kind) {
    case 'column':
    case 'bind':
      return expression.type;
    case 'cast':
      return expression.type;
    case 'label':
    case 'over':
    case 'filter':
      return resultType(expression.operand);
    case 'function': {
      const name = expression.names.length === 1 ? (expression.names[0] ?? '').toLowerCase() : '';
      const [first] = expression.arguments;
      if (expression.type !== undefined) return expression.type;
      if (COUNTING.has(name)) return integer(expression);
      if (OF_ARGUMENT.has(name) && first?.kind === 'column' && first.type !== undefined) return first.type;
      if (!hasOwnType(expression.names)) return undefined;
      break;
    }
    default:
  }
  const reason = 'the type of this column of the subquery is not known';
  return { kind: 'unknownType', name: 'unknown', reason, span: expression.span };
}

function integer({ span }: SqlExpression): SqlType {
  return { kind: 'type', module: 'sqlalchemy', name: 'Integer', arguments: {}, variants: {}, span };
}
