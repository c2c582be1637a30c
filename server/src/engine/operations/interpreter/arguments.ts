// Reading the arguments of known calls: one value becomes what a definition needs, or NotKnown / PythonError says why not.
import type { WrittenName } from '../definition';
import { isObject, textOf, unknownReason, type DictValue, type Value } from '../values';
import type { Machine } from './machine';
import { NotKnown, PythonError } from './signals';

/** The value itself when it is known; throws NotKnown with its reason otherwise. */
export function known(value: Value): Value {
  const reason = unknownReason(value);
  if (reason !== undefined) throw new NotKnown(reason);
  return value;
}

/** A str; `what` names the parameter in the reason when it is something else. */
export function text(value: Value, what: string): string {
  const result = textOf(known(value));
  if (result === undefined) throw new NotKnown(`${what} is not a string`);
  return result;
}

/** A str or None. */
export function optionalText(value: Value, what: string): string | undefined {
  return known(value) === null ? undefined : text(value, what);
}

/** A name as written: op.f() makes it final. */
export function writtenName(value: Value, what = 'the name'): WrittenName | undefined {
  if (known(value) === null) return undefined;
  return { text: text(value, what), isFinal: isObject(value) && value.kind === 'finalName' };
}

/** The truth of a flag that Python only tests; None is false. */
export function flag(value: Value, what: string): boolean {
  const v = known(value);
  if (v === null || v === false) return false;
  if (v === true) return true;
  if (typeof v === 'bigint' || typeof v === 'number' || typeof v === 'string') return Boolean(v);
  throw new NotKnown(`${what} is not True or False`);
}

/** A flag whose absence (None) matters. */
export function optionalFlag(value: Value, what: string): boolean | undefined {
  return known(value) === null ? undefined : flag(value, what);
}

/** The strings of an iterable; a str gives its characters, as in Python. */
export function textList(
  machine: Machine,
  value: Value,
  what: string,
  at: { start: number; end: number },
): string[] {
  return machine.iterate(known(value), at).map((item) => text(item, what));
}

/** A dict whose contents are known. */
export function dictionary(value: Value, what: string): DictValue {
  const v = known(value);
  if (isObject(v) && v.kind === 'dict') return v;
  throw new PythonError('TypeError', `${what} must be a dict`);
}
