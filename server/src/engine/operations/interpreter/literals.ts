// Between values and Literal: what an operation may carry as plain data.
import type { Literal } from '../literal';
import { isObject, type Value } from '../values';
import { NotKnown } from './signals';

const DEEPEST = 40;
const MOST = 200_000;

/** The value as plain data; throws NotKnown when it is not known or is no data. */
export function toLiteral(value: Value): Literal {
  return convert(value, 0, { left: MOST });
}

/** As toLiteral, undefined instead of throwing. */
export function tryLiteral(value: Value): Literal | undefined {
  try {
    return toLiteral(value);
  } catch (error) {
    if (error instanceof NotKnown) return undefined;
    throw error;
  }
}

function convert(value: Value, depth: number, budget: { left: number }): Literal {
  if (depth > DEEPEST || --budget.left < 0) throw new NotKnown('the data is too large to follow');
  if (!isObject(value)) return value;
  const next = (item: Value): Literal => convert(item, depth + 1, budget);
  switch (value.kind) {
    case 'data':
      return value.literal;
    case 'finalName':
      return value.text;
    case 'list':
    case 'tuple':
    case 'set':
      if (value.unknown !== undefined) throw new NotKnown(value.unknown);
      return { type: value.kind, items: value.items.map(next) };
    case 'dict':
      if (value.unknown !== undefined) throw new NotKnown(value.unknown);
      return { type: 'dict', entries: [...value.entries.values()].map(([k, v]) => [next(k), next(v)]) };
    case 'enumMember':
      return { type: 'enumMember', enumName: value.class.name, name: value.name, value: next(value.value) };
    case 'opaque':
      throw new NotKnown(value.reason);
    default:
      throw new NotKnown(`a ${value.kind} is not plain data`);
  }
}

/** The value of plain data. */
export function fromLiteral(literal: Literal): Value {
  if (typeof literal !== 'object' || literal === null) return literal;
  switch (literal.type) {
    case 'list':
    case 'tuple':
    case 'set':
      return { kind: literal.type, items: literal.items.map(fromLiteral) };
    case 'dict': {
      const entries = new Map<string, readonly [Value, Value]>();
      for (const [key, value] of literal.entries) {
        const k = fromLiteral(key);
        entries.set(hashKey(k), [k, fromLiteral(value)]);
      }
      return { kind: 'dict', entries };
    }
    case 'enumMember':
      return fromLiteral(literal.value);
    default:
      return { kind: 'data', literal };
  }
}

const identities = new WeakMap<object, number>();
const counter = { next: 0 };

/** A text equal for values that Python treats as the same dict key; throws NotKnown for an unknown value. */
export function hashKey(value: Value): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return `n${value ? 1 : 0}`;
  if (typeof value === 'bigint' || typeof value === 'number') return `n${value.toString()}`;
  if (typeof value === 'string') return `s${value}`;
  switch (value.kind) {
    case 'opaque':
      throw new NotKnown(value.reason);
    case 'finalName':
      return `s${value.text}`;
    case 'tuple':
      return `t(${value.items
        .map(hashKey)
        .map((key) => `${key.length}:${key}`)
        .join(',')})`;
    case 'data':
      return `d${JSON.stringify(value.literal, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part))}`;
    case 'enumMember':
      if (value.class.enumKind !== 'plain' && !isObject(value.value)) return hashKey(value.value);
      return `e${value.class.name}.${value.name}`;
    default: {
      let identity = identities.get(value);
      if (identity === undefined) identities.set(value, (identity = counter.next++));
      return `o${identity}`;
    }
  }
}
