// Truth, equality, arithmetic and comparison of values as Python defines them. An unknown operand gives an unknown result.
import { combine, compareSql, isSqlOperand } from '../sqlalchemy/operators';
import { characters } from './characters';
import { isObject, opaque, textOf, type Value, unknownReason } from '../values';
import { arithmetic, type PythonNumber } from './arithmetic';
import { formatPercent } from './formatting';
import { typeName } from './typeNames';
import { hashKey } from './literals';
import { NotKnown, PythonError } from './signals';

const LONGEST_TEXT = 2_000_000;
const MOST_ITEMS = 200_000;

/** bool(value); undefined when that is not known. */
export function truth(value: Value): boolean | undefined {
  if (!isObject(value)) return Boolean(value);
  if (unknownReason(value) !== undefined) return undefined;
  switch (value.kind) {
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.length > 0;
    case 'dict':
      return value.entries.size > 0;
    case 'finalName':
      return value.text !== '';
    case 'enumMember':
      return value.class.enumKind === 'plain' ? true : truth(value.value);
    case 'data':
      return dataTruth(value.literal);
    case 'iterator':
      return value.typeName === 'range' ? value.items.length > 0 : true;
    case 'instance':
      return value.class.members.has('__bool__') || value.class.members.has('__len__') ? undefined : true;
    case 'expression':
    case 'column':
    case 'statement':
    case 'columns':
      return undefined;
    default:
      return true;
  }
}

function dataTruth(literal: {
  readonly type: string;
  readonly value?: string;
  readonly text?: string;
}): boolean | undefined {
  if (literal.type === 'bytes') return literal.value !== '';
  if (literal.type === 'decimal') return /[1-9N]/i.test((literal.text ?? '').replace(/e.*/i, ''));
  if (literal.type === 'timedelta') return undefined;
  return true;
}

/** a == b; undefined when that is not known. */
export function equals(a: Value, b: Value): boolean | undefined {
  if (a === b && (!isObject(a) || a.kind !== 'opaque')) return true;
  if (unknownReason(a) !== undefined || unknownReason(b) !== undefined) return undefined;
  const textA = textOf(a);
  const textB = textOf(b);
  if (textA !== undefined && textB !== undefined) return textA === textB;
  if (isNumber(a) && isNumber(b))
    return Number(a) === Number(b) && (typeof a !== 'bigint' || typeof b !== 'bigint' || a === b);
  if (!isObject(a) || !isObject(b)) {
    const other = isObject(a) ? a : isObject(b) ? b : undefined;
    if (other?.kind === 'enumMember' && other.class.enumKind !== 'plain') {
      return equals(isObject(a) ? other.value : a, isObject(a) ? b : other.value);
    }
    if (other?.kind === 'instance' || (other?.kind === 'data' && other.literal.type === 'decimal'))
      return undefined;
    return false;
  }
  if (a.kind !== b.kind) return a.kind === 'instance' || b.kind === 'instance' ? undefined : false;
  if ((a.kind === 'list' || a.kind === 'tuple') && 'items' in b) {
    if (a.items.length !== b.items.length) return false;
    let sure: boolean | undefined = true;
    for (const [index, item] of a.items.entries()) {
      const same = equals(item, b.items[index] ?? null);
      if (same === false) return false;
      if (same === undefined) sure = undefined;
    }
    return sure;
  }
  if (a.kind === 'set' && b.kind === 'set') {
    const keys = new Set(b.items.map(hashKey));
    return a.items.length === b.items.length && a.items.every((item) => keys.has(hashKey(item)));
  }
  if (a.kind === 'dict' && b.kind === 'dict') {
    if (a.entries.size !== b.entries.size) return false;
    for (const [key, [, value]] of a.entries) {
      const other = b.entries.get(key);
      if (other === undefined) return false;
      const same = equals(value, other[1]);
      if (same !== true) return same;
    }
    return true;
  }
  if (a.kind === 'data' && b.kind === 'data') {
    if (a.literal.type === 'decimal' || a.literal.type === 'datetime')
      return hashKey(a) === hashKey(b) ? true : undefined;
    return hashKey(a) === hashKey(b);
  }
  if (a.kind === 'module' && b.kind === 'module') return a.name === b.name;
  return a.kind === 'instance' ? undefined : false;
}

function isNumber(value: Value): value is PythonNumber {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
}

/** `a op b` for arithmetic, bit and sequence operators. */
export function binary(operator: string, a: Value, b: Value): Value {
  if (isSqlOperand(a) || isSqlOperand(b)) return combine(operator, a, b);
  if (operator === '%') {
    const template = textOf(a);
    if (template !== undefined) return limitText(formatPercent(template, b));
  }
  const reason = unknownReason(a) ?? unknownReason(b);
  if (reason !== undefined) return opaque(reason);
  if (isNumber(a) && isNumber(b)) return arithmetic(operator, a, b);
  const textA = textOf(a);
  const textB = textOf(b);
  if (operator === '+') {
    if (textA !== undefined && textB !== undefined) return limitText(textA + textB);
    if (
      isObject(a) &&
      isObject(b) &&
      a.kind === b.kind &&
      (a.kind === 'list' || a.kind === 'tuple') &&
      'items' in b
    ) {
      return limitItems(a.kind, [...a.items, ...b.items]);
    }
    if (textA !== undefined) {
      throw new PythonError('TypeError', `can only concatenate str (not "${typeName(b)}") to str`);
    }
  }
  if (operator === '*') {
    const count = typeof a === 'bigint' ? a : typeof b === 'bigint' ? b : undefined;
    const sequence = typeof a === 'bigint' ? b : a;
    const text = textOf(sequence);
    if (count !== undefined && text !== undefined) return repeatText(text, count);
    if (
      count !== undefined &&
      isObject(sequence) &&
      (sequence.kind === 'list' || sequence.kind === 'tuple')
    ) {
      const times = count < 0n ? 0 : Number(count);
      if (times * sequence.items.length > MOST_ITEMS) throw new NotKnown('the list is too long to follow');
      return { kind: sequence.kind, items: Array.from({ length: times }, () => sequence.items).flat() };
    }
  }
  if (isObject(a) && isObject(b) && a.kind === 'set' && b.kind === 'set')
    return setOperation(operator, a.items, b.items);
  if (operator === '|' && isObject(a) && isObject(b) && a.kind === 'dict' && b.kind === 'dict') {
    return { kind: 'dict', entries: new Map([...a.entries, ...b.entries]) };
  }
  if (!isObject(a) && !isObject(b)) {
    throw new PythonError(
      'TypeError',
      `unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`,
    );
  }
  return opaque(`the result of ${typeName(a)} ${operator} ${typeName(b)} is not known`);
}

function limitText(text: string): string {
  if (text.length > LONGEST_TEXT) throw new NotKnown('the text is too long to follow');
  return text;
}

function limitItems(kind: 'list' | 'tuple', items: Value[]): Value {
  if (items.length > MOST_ITEMS) throw new NotKnown('the list is too long to follow');
  return { kind, items };
}

function repeatText(text: string, count: bigint): string {
  const times = count < 0n ? 0 : Number(count);
  if (times * text.length > LONGEST_TEXT) throw new NotKnown('the text is too long to follow');
  return text.repeat(times);
}

function setOperation(operator: string, a: readonly Value[], b: readonly Value[]): Value {
  const inA = new Set(a.map(hashKey));
  const inB = new Set(b.map(hashKey));
  const onlyA = a.filter((item) => !inB.has(hashKey(item)));
  const onlyB = b.filter((item) => !inA.has(hashKey(item)));
  if (operator === '-') return { kind: 'set', items: onlyA };
  if (operator === '|') return { kind: 'set', items: [...a, ...onlyB] };
  if (operator === '&') return { kind: 'set', items: a.filter((item) => inB.has(hashKey(item))) };
  if (operator === '^') return { kind: 'set', items: [...onlyA, ...onlyB] };
  throw new PythonError('TypeError', `unsupported operand type(s) for ${operator}: 'set' and 'set'`);
}

/** One link of a comparison chain. */
export function compare(operator: string, a: Value, b: Value): Value {
  if (operator === 'is' || operator === 'is not') return identity(a, b, operator === 'is');
  if (operator === 'in' || operator === 'not in') {
    const found = contains(b, a);
    return found === undefined
      ? opaque(unknownReason(b) ?? unknownReason(a) ?? 'membership is not known')
      : found === (operator === 'in');
  }
  if (isSqlOperand(a) || isSqlOperand(b)) return compareSql(operator, a, b);
  if (operator === '==' || operator === '!=') {
    const same = equals(a, b);
    if (same === undefined)
      return opaque(unknownReason(a) ?? unknownReason(b) ?? 'the comparison is not known');
    return same === (operator === '==');
  }
  const reason = unknownReason(a) ?? unknownReason(b);
  if (reason !== undefined) return opaque(reason);
  const order = ordering(a, b);
  if (order === undefined) return opaque('the order of the two values is not known');
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

/** Kinds whose values are made anew here at each access, where Python keeps one object. */
const MADE_ANEW: ReadonlySet<string> = new Set([
  ...['columns', 'column', 'expression', 'statement', 'join', 'type'],
  ...['bind', 'dialect', 'migrationContext', 'alembicContext', 'inspector'],
]);

function identity(a: Value, b: Value, positive: boolean): Value {
  if (unknownReason(a) !== undefined && !(isObject(a) && a.kind !== 'opaque'))
    return opaque(unknownReason(a) ?? '');
  if (unknownReason(b) !== undefined && !(isObject(b) && b.kind !== 'opaque'))
    return opaque(unknownReason(b) ?? '');
  if (a === null || b === null || typeof a === 'boolean' || typeof b === 'boolean')
    return (a === b) === positive;
  if (isObject(a) && isObject(b)) {
    if (a !== b && a.kind === b.kind && MADE_ANEW.has(a.kind))
      return opaque(`whether two values of this kind are the same is not known`);
    return (a === b || (a.kind === 'module' && equals(a, b) === true)) === positive;
  }
  return opaque('identity of plain values is not known');
}

/** Python's order of two values: negative, zero or positive; undefined when it is not known. */
export function ordering(a: Value, b: Value): number | undefined {
  if (isNumber(a) && isNumber(b)) return a < b ? -1 : a > b ? 1 : 0;
  const textA = textOf(a);
  const textB = textOf(b);
  if (textA !== undefined && textB !== undefined) return compareCodePoints(textA, textB);
  if (
    isObject(a) &&
    isObject(b) &&
    (a.kind === 'list' || a.kind === 'tuple') &&
    a.kind === b.kind &&
    'items' in b
  ) {
    for (const [index, item] of a.items.entries()) {
      const other = b.items[index];
      if (other === undefined) return 1;
      if (equals(item, other) === true) continue;
      return ordering(item, other);
    }
    return a.items.length - b.items.length;
  }
  if (!isObject(a) && !isObject(b)) {
    throw new PythonError(
      'TypeError',
      `'<' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
    );
  }
  return undefined;
}

function compareCodePoints(a: string, b: string): number {
  const left = characters(a);
  const right = characters(b);
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}

/** `item in container`; undefined when that is not known. */
export function contains(container: Value, item: Value): boolean | undefined {
  if (unknownReason(container) !== undefined || unknownReason(item) !== undefined) return undefined;
  const text = textOf(container);
  const part = textOf(item);
  if (text !== undefined) {
    if (part === undefined) {
      throw new PythonError(
        'TypeError',
        `'in <string>' requires string as left operand, not ${typeName(item)}`,
      );
    }
    return text.includes(part);
  }
  if (!isObject(container))
    throw new PythonError('TypeError', `argument of type '${typeName(container)}' is not iterable`);
  switch (container.kind) {
    case 'dict':
      return container.entries.has(hashKey(item));
    case 'list':
    case 'tuple':
    case 'set':
    case 'iterator': {
      let sure: boolean | undefined = false;
      for (const candidate of container.items) {
        const same = equals(candidate, item);
        if (same === true) return true;
        if (same === undefined) sure = undefined;
      }
      return sure;
    }
    case 'columns':
      return part === undefined ? undefined : container.table.columns.some((column) => column.key === part);
    case 'class':
      return isObject(item) && item.kind === 'enumMember' ? item.class === container : undefined;
    default:
      return undefined;
  }
}
