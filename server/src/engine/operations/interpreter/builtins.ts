// Python's builtin names.
import {
  isObject,
  list,
  native,
  opaque,
  textOf,
  tuple,
  type CallArguments,
  type NativeCall,
  type Value,
  unknownReason,
} from '../values';
import { characters } from './characters';
import { known } from './arguments';
import { makeSet } from './expressions';
import { hashKey } from './literals';
import type { Machine } from './machine';
import { ordering, truth } from './operators';
import { actOutside } from './outside';
import { typeName } from './typeNames';
import { toRepr, toText } from './representation';
import { NotKnown, PythonError } from './signals';
import { inSomeOrder, unorderedItems } from './someOrder';
import { sorted } from './sorting';
import { formatValue } from './formatting';

const MOST_ITEMS = 200_000;
const first = (call: { positional: readonly Value[] }): Value => call.positional[0] ?? null;

function iterator(typeNameOf: string, items: readonly Value[]): Value {
  return { kind: 'iterator', typeName: typeNameOf, items, position: 0 };
}

/** The items of any collection; sets in whatever order, for callers that do not depend on it. */
function unordered(machine: Machine, value: Value, span: { start: number; end: number }): readonly Value[] {
  return unorderedItems(value) ?? machine.iterate(known(value), span);
}

/** list() and tuple(): of a set they have its items in an order that is not known. */
function sequence(kind: 'list' | 'tuple'): NativeCall {
  return (machine, call) => {
    if (call.positional.length === 0) return { kind, items: [] };
    const items = unorderedItems(first(call));
    return items === undefined
      ? { kind, items: [...machine.iterate(known(first(call)), call.span)] }
      : inSomeOrder(kind, items);
  };
}

const range: NativeCall = (_, call) => {
  const numbers = call.positional.map((value) => {
    const v = known(value);
    if (typeof v !== 'bigint')
      throw new PythonError('TypeError', `'${typeName(v)}' object cannot be interpreted as an integer`);
    return Number(v);
  });
  const [a = 0, b, step = 1] = numbers;
  const start = b === undefined ? 0 : a;
  const end = b ?? a;
  if (step === 0) throw new PythonError('ValueError', 'range() arg 3 must not be zero');
  if (Math.abs((end - start) / step) > MOST_ITEMS) throw new NotKnown('the range is too long to follow');
  const items: bigint[] = [];
  for (let i = start; step > 0 ? i < end : i > end; i += step) items.push(BigInt(i));
  return iterator('range', items);
};

function length(value: Value): bigint {
  const v = known(value);
  const text = textOf(v);
  if (text !== undefined) return BigInt(characters(text).length);
  if (isObject(v)) {
    if (v.kind === 'list' || v.kind === 'tuple' || v.kind === 'set') return BigInt(v.items.length);
    if (v.kind === 'iterator') return BigInt(v.items.length);
    if (v.kind === 'dict') return BigInt(v.entries.size);
    if (v.kind === 'data' && v.literal.type === 'bytes') return BigInt(v.literal.value.length);
    throw new NotKnown('the length is not known');
  }
  throw new PythonError('TypeError', `object of type '${typeName(v)}' has no len()`);
}

function integer(value: Value): Value {
  const v = known(value);
  if (typeof v === 'boolean') return BigInt(v);
  if (typeof v === 'bigint') return v;
  if (typeof v === 'number') return BigInt(Math.trunc(v));
  const text = textOf(v)?.trim().replaceAll('_', '');
  if (text !== undefined) {
    if (/^[-+]?\d+$/.test(text)) return BigInt(text.replace(/^\+/, ''));
    throw new PythonError('ValueError', `invalid literal for int() with base 10: ${toRepr(v)}`);
  }
  throw new NotKnown('the integer is not known');
}

function extreme(direction: 1 | -1): NativeCall {
  return (machine, call) => {
    const items = call.positional.length === 1 ? unordered(machine, first(call), call.span) : call.positional;
    if (call.keywords.size > 0 || items.length === 0)
      throw new NotKnown('min() and max() with parameters are not supported');
    return items.reduce((best, item) => {
      const order = ordering(known(item), known(best));
      if (order === undefined) throw new NotKnown('the order of the values is not known');
      return order * direction > 0 ? item : best;
    });
  };
}

/** The class that all dialects of a database derive from. */
const DIALECT_CLASS = /^sqlalchemy\.dialects\.(\w+)\.base\.(?:MySQL|PG|SQLite|Oracle|MS)Dialect$/;

function isInstance(machine: Machine, value: Value, type: Value): boolean | undefined {
  if (unknownReason(value) !== undefined) return undefined;
  if (!isObject(type)) return undefined;
  if (type.kind === 'opaque' && isObject(value) && value.kind === 'dialect') {
    const dialect = DIALECT_CLASS.exec(type.path ?? '')?.[1];
    return dialect === undefined ? undefined : dialect === machine.dialect;
  }
  if (type.kind === 'tuple') {
    const each = type.items.map((item) => isInstance(machine, value, item));
    return each.includes(true) ? true : each.includes(undefined) ? undefined : false;
  }
  if (type.kind === 'class') {
    if (!isObject(value) || (value.kind !== 'instance' && value.kind !== 'enumMember')) return false;
    return value.class === type ? true : value.class.bases.length === 0 ? false : undefined;
  }
  if (type.kind !== 'native') return undefined;
  switch (type.name) {
    case 'str':
      return textOf(value) !== undefined;
    case 'int':
      return typeof value === 'bigint' || typeof value === 'boolean';
    case 'float':
      return typeof value === 'number';
    case 'bool':
      return typeof value === 'boolean';
    case 'list':
    case 'tuple':
    case 'dict':
    case 'set':
      return isObject(value) && value.kind === type.name;
    default:
      return undefined;
  }
}

/** exit() ends Python itself, so what follows does not run. */
function leave(machine: Machine, call: CallArguments): Value {
  actOutside(machine, 'exit', call);
  return null;
}

const BUILTINS: Readonly<Record<string, NativeCall>> = {
  str: (_, call) => (call.positional.length === 0 ? '' : toText(known(first(call)))),
  repr: (_, call) => toRepr(known(first(call))),
  format: (_, call) => formatValue(known(first(call)), textOf(call.positional[1] ?? '') ?? ''),
  int: (_, call) => {
    if (call.positional.length > 1) throw new NotKnown('int() with a base is not supported');
    return call.positional.length === 0 ? 0n : integer(first(call));
  },
  float: (_, call) => {
    const value = known(first(call));
    if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
    const text = textOf(value);
    if (text !== undefined && /^[-+]?(\d+(?:\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(text.trim()))
      return Number(text);
    throw new NotKnown('the number is not known');
  },
  bool: (_, call) => {
    const decided = truth(first(call));
    if (decided === undefined)
      throw new NotKnown(unknownReason(first(call)) ?? 'the truth of the value is not known');
    return decided;
  },
  list: sequence('list'),
  tuple: sequence('tuple'),
  set: (machine, call) =>
    call.positional.length === 0 ? makeSet([]) : makeSet(unordered(machine, first(call), call.span)),
  frozenset: (machine, call) =>
    call.positional.length === 0 ? makeSet([]) : makeSet(unordered(machine, first(call), call.span)),
  dict: (machine, call) => {
    const entries = new Map<string, readonly [Value, Value]>();
    const source = known(first(call));
    if (isObject(source) && source.kind === 'dict')
      for (const [key, entry] of source.entries) entries.set(key, entry);
    else if (source !== null) {
      for (const pair of machine.iterate(source, call.span)) {
        const [key = null, value = null] = machine.iterate(known(pair), call.span);
        entries.set(hashKey(key), [key, value]);
      }
    }
    for (const [key, value] of call.keywords) entries.set(hashKey(key), [key, value]);
    return { kind: 'dict', entries };
  },
  len: (_, call) => length(first(call)),
  range,
  enumerate: (machine, call) => {
    const start = call.positional[1] ?? call.keywords.get('start') ?? 0n;
    if (typeof start !== 'bigint') throw new NotKnown('the start of enumerate() is not known');
    const items = machine.iterate(known(first(call)), call.span);
    return iterator(
      'enumerate',
      items.map((item, index) => tuple([start + BigInt(index), item])),
    );
  },
  zip: (machine, call) => {
    const columns = call.positional.map((value) => machine.iterate(known(value), call.span));
    const count = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.length));
    return iterator(
      'zip',
      Array.from({ length: count }, (_, row) => tuple(columns.map((column) => column[row] ?? null))),
    );
  },
  reversed: (machine, call) =>
    iterator('reversed', machine.iterate(known(first(call)), call.span).toReversed()),
  sorted: (machine, call) =>
    list(
      sorted(
        machine,
        unordered(machine, first(call), call.span),
        call,
        unorderedItems(first(call)) !== undefined,
      ),
    ),
  map: (machine, call) => {
    const [callee = null, ...sources] = call.positional;
    const columns = sources.map((value) => machine.iterate(known(value), call.span));
    const count = columns.length === 0 ? 0 : Math.min(...columns.map((column) => column.length));
    const rows = Array.from({ length: count }, (_, row) => columns.map((column) => column[row] ?? null));
    return iterator(
      'map',
      rows.map((row) => machine.call(callee, row, call.span)),
    );
  },
  filter: (machine, call) => {
    const [callee = null, source = null] = call.positional;
    const items = machine.iterate(known(source), call.span);
    return iterator(
      'filter',
      items.filter((item) => decide(callee === null ? item : machine.call(callee, [item], call.span))),
    );
  },
  any: (machine, call) => unordered(machine, first(call), call.span).some(decide),
  all: (machine, call) => unordered(machine, first(call), call.span).every(decide),
  sum: (machine, call) =>
    unordered(machine, first(call), call.span).reduce<Value>((sum, item) => {
      const value = known(item);
      if (typeof sum === 'bigint' && typeof value === 'bigint') return sum + value;
      if (typeof value === 'bigint' || typeof value === 'number') return Number(sum) + Number(value);
      throw new NotKnown('the sum is not known');
    }, 0n),
  min: extreme(-1),
  max: extreme(1),
  abs: (_, call) => {
    const value = known(first(call));
    if (typeof value === 'bigint') return value < 0n ? -value : value;
    if (typeof value === 'number') return Math.abs(value);
    throw new NotKnown('the number is not known');
  },
  ord: (_, call) => BigInt((textOf(known(first(call))) ?? '').codePointAt(0) ?? 0),
  chr: (_, call) => {
    const value = known(first(call));
    if (typeof value !== 'bigint' || value < 0n || value > 0x10ffffn)
      throw new NotKnown('the character is not known');
    return String.fromCodePoint(Number(value));
  },
  next: (_, call) => {
    const source = known(first(call));
    if (!isObject(source) || source.kind !== 'iterator') throw new NotKnown('the next item is not known');
    const item = source.items[source.position++];
    if (item !== undefined) return item;
    const fallback = call.positional[1];
    if (fallback === undefined) throw new PythonError('StopIteration', '');
    return fallback;
  },
  iter: (machine, call) => iterator('iterator', machine.iterate(known(first(call)), call.span)),
  isinstance: (machine, call) => {
    const [value = null, type = null] = call.positional;
    const result = isInstance(machine, value, type);
    return result ?? opaque(unknownReason(value) ?? 'the type of the value is not known');
  },
  hasattr: (machine, call) => {
    const [object = null, name = null] = call.positional;
    if (unknownReason(object) !== undefined) return opaque(unknownReason(object) ?? '');
    try {
      const value = machine.attribute(object, textOf(name) ?? '', call.span);
      return unknownReason(value) === undefined ? true : opaque(unknownReason(value) ?? '');
    } catch (error) {
      if (error instanceof PythonError && error.type === 'AttributeError') return false;
      throw error;
    }
  },
  getattr: (machine, call) => {
    const [object = null, name = null, fallback] = call.positional;
    try {
      return machine.attribute(object, textOf(known(name)) ?? '', call.span);
    } catch (error) {
      if (fallback !== undefined && error instanceof PythonError && error.type === 'AttributeError')
        return fallback;
      throw error;
    }
  },
  callable: (_, call) => {
    const value = known(first(call));
    return (
      isObject(value) && ['function', 'native', 'class', 'boundMethod', 'typeClass'].includes(value.kind)
    );
  },
  print: () => null,
  id: () => opaque('the identity of an object is only known when it runs'),
  round: (_, call) => {
    const value = known(first(call));
    if (typeof value === 'bigint' && call.positional.length === 1) return value;
    throw new NotKnown('round() is not supported');
  },
  object: () => opaque('a plain object is not known'),
  staticmethod: (_, call) => withBinding(first(call), 'static'),
  classmethod: (_, call) => withBinding(first(call), 'class'),
  property: () => opaque('properties are not followed'),
  super: () => opaque('super() is not followed'),
  type: (_, call) => {
    const value = known(first(call));
    if (isObject(value) && (value.kind === 'instance' || value.kind === 'enumMember')) return value.class;
    throw new NotKnown('the type of the value is not known');
  },
  globals: () => opaque('globals() is not followed', 'globals()'),
  locals: () => opaque('locals() is not followed', 'locals()'),
  open: (machine, call) => {
    actOutside(machine, 'open', call);
    return opaque('the contents of files are only known when it runs', 'open()', 'harmless');
  },
  input: (machine, call) => {
    actOutside(machine, 'input', call);
    return opaque('what is typed in is only known when it runs', 'input()', 'harmless');
  },
  exit: leave,
  quit: leave,
  bytes: () => opaque('bytes() is not supported', 'bytes()', 'harmless'),
  hash: () => opaque('hash() is only known when it runs', 'hash()', 'harmless'),
  __import__: () => opaque('imports at run time are not followed'),
  exec: () => {
    throw new NotKnown('code made at run time is not followed');
  },
  eval: () => {
    throw new NotKnown('code made at run time is not followed');
  },
};

/** `@staticmethod` and `@classmethod`. */
function withBinding(value: Value, binding: 'static' | 'class'): Value {
  if (isObject(value) && value.kind === 'function') return { ...value, binding };
  return opaque(`a ${binding} method of something else than a function is not followed`);
}

function decide(value: Value): boolean {
  const decided = truth(value);
  if (decided === undefined) throw new NotKnown(unknownReason(value) ?? 'the condition is not known');
  return decided;
}

const EXCEPTIONS = new Set(
  'ArithmeticError AssertionError AttributeError BaseException Exception FileNotFoundError ImportError IndexError KeyError LookupError ModuleNotFoundError NameError NotImplementedError OSError OverflowError RuntimeError StopIteration SystemExit TypeError UnicodeDecodeError UserWarning ValueError Warning DeprecationWarning ZeroDivisionError'.split(
    ' ',
  ),
);

const HAS_EFFECT = new Set(['exec', 'eval']);

/** The value of a builtin name; undefined when Python has none. */
export function builtin(name: string): Value | undefined {
  if (name === '__name__') return 'revision';
  if (name === '__file__')
    return opaque('the path of the file is only known when it runs', '__file__', 'harmless');
  if (name === 'NotImplemented') return { kind: 'notImplemented' };
  if (EXCEPTIONS.has(name)) return { kind: 'exceptionClass', name };
  const call = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  if (call === undefined) return undefined;
  return cached(name, call);
}

const natives = new Map<string, Value>();

/** Builtins are the same object each time, so that `is` and enum bases work. */
function cached(name: string, call: NativeCall): Value {
  let value = natives.get(name);
  if (value === undefined) {
    value = HAS_EFFECT.has(name) ? { kind: 'native', name, call, hasEffect: true } : native(name, call);
    natives.set(name, value);
  }
  return value;
}
