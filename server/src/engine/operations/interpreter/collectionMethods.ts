// Methods of list, tuple, set and dict.
import {
  isObject,
  native,
  opaque,
  type DictValue,
  type NativeCall,
  type SequenceValue,
  type Value,
  unknownReason,
} from '../values';
import { known } from './arguments';
import { hashKey } from './literals';
import type { Machine } from './machine';
import { equals } from './operators';
import { toRepr } from './representation';
import { sorted } from './sorting';
import { NotKnown, PythonError } from './signals';
import { unorderedItems } from './someOrder';

const SEQUENCE: Readonly<Record<string, (self: SequenceValue) => NativeCall>> = {
  append: (self) => (_, call) => change(self, () => [...limited(self), call.positional[0] ?? null]),
  extend: (self) => (machine, call) => {
    const other = call.positional[0] ?? null;
    const reason = unknownReason(other);
    if (reason !== undefined) self.unknown = reason;
    else self.items = [...self.items, ...machine.iterate(other, call.span)];
    return null;
  },
  insert: (self) => (_, call) => {
    const [at = null, value = null] = call.positional;
    if (typeof at !== 'bigint') throw new NotKnown('the position is not known');
    return change(self, () => self.items.toSpliced(Number(at), 0, value));
  },
  pop: (self) => (_, call) => {
    const [at = -1n] = call.positional;
    if (self.unknown !== undefined || typeof at !== 'bigint')
      return opaque(self.unknown ?? 'the position is not known');
    const index = at < 0n ? self.items.length + Number(at) : Number(at);
    const item = self.items[index];
    if (item === undefined)
      throw new PythonError(
        'IndexError',
        self.items.length === 0 ? 'pop from empty list' : 'pop index out of range',
      );
    self.items = self.items.toSpliced(index, 1);
    return item;
  },
  remove: (self) => (_, call) => {
    const index = self.items.findIndex((item) => equals(item, call.positional[0] ?? null) === true);
    if (index === -1) throw new PythonError('ValueError', 'list.remove(x): x not in list');
    return change(self, () => self.items.toSpliced(index, 1));
  },
  clear: (self) => () => change(self, () => []),
  copy: (self) => () => ({ ...self }),
  reverse: (self) => () => change(self, () => self.items.toReversed()),
  sort: (self) => (machine, call) => change(self, () => sorted(machine, self.items, call)),
  index: (self) => (_, call) => {
    const index = self.items.findIndex((item) => equals(item, call.positional[0] ?? null) === true);
    if (index === -1)
      throw new PythonError('ValueError', `${toRepr(call.positional[0] ?? null)} is not in ${self.kind}`);
    return BigInt(index);
  },
  count: (self) => (_, call) =>
    BigInt(self.items.filter((item) => equals(item, call.positional[0] ?? null) === true).length),
};

/** Lists longer than this are not followed: growing one step by step costs its length each time. */
const LONGEST = 20_000;

function limited(self: SequenceValue): readonly Value[] {
  if (self.items.length >= LONGEST) throw new NotKnown('the list is too long to follow');
  return self.items;
}

function change(self: SequenceValue, next: () => readonly Value[]): null {
  if (self.unknown === undefined) self.items = next();
  return null;
}

function asSet(machine: Machine, value: Value, span: { start: number; end: number }): readonly Value[] {
  const v = known(value);
  return isObject(v) && v.kind === 'set' ? v.items : machine.iterate(v, span);
}

const SET: Readonly<Record<string, (self: SequenceValue) => NativeCall>> = {
  add: (self) => (_, call) => {
    const item = call.positional[0] ?? null;
    const reason = unknownReason(item);
    if (reason !== undefined) self.unknown = reason;
    else if (!self.items.some((other) => hashKey(other) === hashKey(item)))
      self.items = [...limited(self), item];
    return null;
  },
  discard: (self) => (_, call) =>
    change(self, () => self.items.filter((item) => hashKey(item) !== hashKey(call.positional[0] ?? null))),
  remove: (self) => (_, call) => {
    const key = hashKey(known(call.positional[0] ?? null));
    if (!self.items.some((item) => hashKey(item) === key)) {
      throw new PythonError('KeyError', toRepr(call.positional[0] ?? null));
    }
    return change(self, () => self.items.filter((item) => hashKey(item) !== key));
  },
  update: (self) => (machine, call) => {
    const seen = new Set(self.items.map(hashKey));
    const added = asSet(machine, call.positional[0] ?? null, call.span).filter(
      (item) => !seen.has(hashKey(item)),
    );
    return change(self, () => [...self.items, ...added]);
  },
  union: (self) => (machine, call) => {
    const all = new Map(self.items.map((item) => [hashKey(item), item]));
    for (const other of call.positional)
      for (const item of asSet(machine, other, call.span)) all.set(hashKey(item), item);
    return { kind: 'set', items: [...all.values()] };
  },
  difference: (self) => (machine, call) => {
    const others = new Set(call.positional.flatMap((other) => asSet(machine, other, call.span).map(hashKey)));
    return { kind: 'set', items: self.items.filter((item) => !others.has(hashKey(item))) };
  },
  intersection: (self) => (machine, call) => {
    const others = call.positional.map((other) => new Set(asSet(machine, other, call.span).map(hashKey)));
    return {
      kind: 'set',
      items: self.items.filter((item) => others.every((other) => other.has(hashKey(item)))),
    };
  },
  issubset: (self) => (machine, call) => {
    const other = new Set(asSet(machine, call.positional[0] ?? null, call.span).map(hashKey));
    return self.items.every((item) => other.has(hashKey(item)));
  },
};

const view = (typeName: string, items: readonly Value[]): Value => ({
  kind: 'iterator',
  typeName,
  items,
  position: 0,
});

const DICT: Readonly<Record<string, (self: DictValue) => NativeCall>> = {
  get: (self) => (_, call) => {
    const [key = null, fallback = null] = call.positional;
    const reason = unknownReason(key);
    if (reason !== undefined) return opaque(reason);
    const entry = self.entries.get(hashKey(key));
    if (entry === undefined && self.partial !== undefined) return opaque(self.partial);
    return entry === undefined ? fallback : entry[1];
  },
  items: (self) => () =>
    view(
      'dict_items',
      [...self.entries.values()].map(([key, value]) => ({ kind: 'tuple', items: [key, value] })),
    ),
  keys: (self) => () =>
    view(
      'dict_keys',
      [...self.entries.values()].map(([key]) => key),
    ),
  values: (self) => () =>
    view(
      'dict_values',
      [...self.entries.values()].map(([, value]) => value),
    ),
  copy: (self) => () => ({ kind: 'dict', entries: new Map(self.entries) }),
  clear: (self) => () => {
    self.entries.clear();
    return null;
  },
  setdefault: (self) => (_, call) => {
    const [key = null, value = null] = call.positional;
    const hash = hashKey(known(key));
    const entry = self.entries.get(hash);
    if (entry !== undefined) return entry[1];
    self.entries.set(hash, [key, value]);
    return value;
  },
  pop: (self) => (_, call) => {
    const [key = null, fallback] = call.positional;
    const hash = hashKey(known(key));
    const entry = self.entries.get(hash);
    self.entries.delete(hash);
    if (entry !== undefined) return entry[1];
    if (fallback === undefined) throw new PythonError('KeyError', toRepr(key));
    return fallback;
  },
  update: (self) => (machine, call) => {
    for (const other of call.positional) {
      const reason = unknownReason(other);
      if (reason !== undefined) self.unknown = reason;
      else if (isObject(other) && other.kind === 'dict')
        for (const [key, entry] of other.entries) self.entries.set(key, entry);
      else {
        for (const pair of machine.iterate(other, call.span)) {
          const [key = null, value = null] = machine.iterate(pair, call.span);
          self.entries.set(hashKey(known(key)), [key, value]);
        }
      }
    }
    for (const [key, value] of call.keywords) self.entries.set(hashKey(key), [key, value]);
    return null;
  },
};

const TUPLE_METHODS = new Set(['index', 'count']);
const SHARED_SET_METHODS = new Set(['clear', 'copy']);

/** A method that is not followed and may change the collection: what it holds is not known after it. */
function unsupported(self: SequenceValue | DictValue, name: string): Value {
  return native(name, () => {
    self.unknown = `.${name}() of a ${self.kind} is not supported`;
    throw new NotKnown(self.unknown);
  });
}

/** A method of a collection; undefined when Python has none of that name. */
export function collectionMethod(self: SequenceValue | DictValue, name: string): Value | undefined {
  if (self.kind === 'dict') {
    const method = Object.hasOwn(DICT, name) ? DICT[name] : undefined;
    if (method === undefined) {
      return name === 'fromkeys' || name === 'popitem' ? unsupported(self, name) : undefined;
    }
    return native(name, (machine, call) =>
      self.unknown === undefined ? method(self)(machine, call) : opaque(self.unknown),
    );
  }
  const table = self.kind === 'set' && Object.hasOwn(SET, name) ? SET : SEQUENCE;
  if (self.kind === 'tuple' && !TUPLE_METHODS.has(name)) return undefined;
  if (self.kind === 'set' && table === SEQUENCE && !SHARED_SET_METHODS.has(name)) {
    return unsupported(self, name);
  }
  const method = Object.hasOwn(table, name) ? table[name] : undefined;
  if (method === undefined) return undefined;
  return native(name, (machine, call) => {
    if (self.unknown === undefined) return method(self)(machine, call);
    const items = unorderedItems(self);
    if (items === undefined) return opaque(self.unknown);
    if (name === 'sort') {
      self.items = sorted(machine, items, call, true);
      delete self.unknown;
      return null;
    }
    self.unknown = `.${name}() of a list whose order is not known is not followed`;
    return opaque(self.unknown);
  });
}
