// Arithmetic on Python's numbers: integers without limit, floats, and bool as an integer.
import type { Value } from '../values';
import { NotKnown, PythonError } from './signals';
import { typeName } from './typeNames';

/** A bool, int or float. */
export type PythonNumber = boolean | bigint | number;

/** `a op b`; throws TypeError and ZeroDivisionError as Python does. */
export function arithmetic(operator: string, a: PythonNumber, b: PythonNumber): Value {
  const x = typeof a === 'boolean' ? BigInt(a) : a;
  const y = typeof b === 'boolean' ? BigInt(b) : b;
  if (typeof a === 'boolean' && typeof b === 'boolean' && '&|^'.includes(operator)) {
    return operator === '&' ? a && b : operator === '|' ? a || b : a !== b;
  }
  if (typeof x === 'bigint' && typeof y === 'bigint' && operator !== '/')
    return integerArithmetic(operator, x, y);
  const left = Number(x);
  const right = Number(y);
  if (right === 0 && (operator === '/' || operator === '//' || operator === '%')) {
    throw new PythonError(
      'ZeroDivisionError',
      typeof x === 'bigint' && typeof y === 'bigint' ? 'division by zero' : 'float division by zero',
    );
  }
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '//':
      return Math.floor(left / right);
    case '%':
      return left - right * Math.floor(left / right);
    case '**':
      return left ** right;
    default:
      throw new PythonError(
        'TypeError',
        `unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`,
      );
  }
}

function integerArithmetic(operator: string, x: bigint, y: bigint): Value {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      if (bits(x) + bits(y) > 20_000) throw new NotKnown('the number is too large to follow');
      return x * y;
    case '//':
    case '%': {
      if (y === 0n) throw new PythonError('ZeroDivisionError', 'integer division or modulo by zero');
      const remainder = x % y;
      const adjust = remainder !== 0n && remainder < 0n !== y < 0n;
      if (operator === '%') return adjust ? remainder + y : remainder;
      return adjust ? x / y - 1n : x / y;
    }
    case '**':
      if (y < 0n) return Number(x) ** Number(y);
      if (BigInt(bits(x)) * y > 20_000n) throw new NotKnown('the number is too large to follow');
      return x ** y;
    case '<<':
      if (y > 20_000n || y < 0n) throw new NotKnown('the number is too large to follow');
      return x << y;
    case '>>':
      if (y < 0n) throw new PythonError('ValueError', 'negative shift count');
      return x >> y;
    case '&':
      return x & y;
    case '|':
      return x | y;
    case '^':
      return x ^ y;
    default:
      throw new NotKnown(`the operator ${operator} is not supported`);
  }
}

const bits = (value: bigint): number => value.toString(16).length * 4;
