// Methods of str.
import { isObject, list, native, textOf, type CallArguments, type NativeCall, type Value } from '../values';
import { characters } from './characters';
import { known, text as textArgument } from './arguments';
import { formatBraces } from './formatting';
import { getItem } from './items';
import { toRepr } from './representation';
import { NotKnown, PythonError } from './signals';

const LONGEST = 2_000_000;
const BLANKS = /[\s\u001c-\u001f\u0085]/u;

const first = (call: CallArguments): Value => call.positional[0] ?? null;

function stripSet(call: CallArguments): ((character: string) => boolean) | undefined {
  const value = known(first(call));
  if (value === null) return undefined;
  const characters = new Set(textArgument(value, 'the characters to strip'));
  return (character) => characters.has(character);
}

function strip(text: string, call: CallArguments, left: boolean, right: boolean): string {
  const test = stripSet(call) ?? ((character: string) => BLANKS.test(character));
  const all = characters(text);
  let start = 0;
  let end = all.length;
  while (left && start < end && test(all[start] ?? '')) start++;
  while (right && end > start && test(all[end - 1] ?? '')) end--;
  return all.slice(start, end).join('');
}

function split(text: string, call: CallArguments): Value {
  const separator = known(first(call) ?? call.keywords.get('sep') ?? null);
  const limitValue = call.positional[1] ?? call.keywords.get('maxsplit') ?? -1n;
  const limit = typeof limitValue === 'bigint' ? Number(limitValue) : -1;
  if (separator === null) {
    const words = text.split(/[\s\u001c-\u001f\u0085]+/u).filter((word) => word !== '');
    if (limit < 0 || words.length <= limit + 1) return list(words);
    throw new NotKnown('split() with maxsplit and no separator is not supported');
  }
  const by = textArgument(separator, 'the separator');
  if (by === '') throw new PythonError('ValueError', 'empty separator');
  const parts = text.split(by);
  if (limit < 0 || parts.length <= limit + 1) return list(parts);
  return list([...parts.slice(0, limit), parts.slice(limit).join(by)]);
}

function join(text: string): NativeCall {
  return (machine, call) => {
    const items = machine.iterate(known(first(call)), call.span);
    const parts = items.map((item, index) => {
      const part = textOf(known(item));
      if (part === undefined) {
        throw new PythonError(
          'TypeError',
          `sequence item ${index}: expected str instance, ${item === null ? 'NoneType' : typeof item === 'bigint' ? 'int' : 'object'} found`,
        );
      }
      return part;
    });
    const size = parts.reduce((sum, part) => sum + part.length + text.length, 0);
    if (size > LONGEST) throw new NotKnown('the text is too long to follow');
    return parts.join(text);
  };
}

function replace(text: string, call: CallArguments): string {
  const [from = null, to = null, count = -1n] = call.positional;
  const search = textArgument(from, 'the text to replace');
  const replacement = textArgument(to, 'the replacement');
  if (search === '') throw new NotKnown('replacing the empty text is not supported');
  const parts = text.split(search);
  if (text.length + parts.length * replacement.length > LONGEST)
    throw new NotKnown('the text is too long to follow');
  const limit = typeof count === 'bigint' && count >= 0n ? Number(count) : parts.length;
  return parts
    .slice(1)
    .reduce((result, part, index) => result + (index < limit ? replacement : search) + part, parts[0] ?? '');
}

function affix(text: string, call: CallArguments, test: (part: string) => boolean): boolean {
  const value = known(first(call));
  if (call.positional.length > 1) throw new NotKnown('startswith() with positions is not supported');
  if (isObject(value) && value.kind === 'tuple')
    return value.items.some((item) => test(textArgument(item, 'the prefix')));
  return test(textArgument(value, `the part of ${text.length} characters`));
}

const titleCase = (text: string): string =>
  text.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());

function pad(text: string, call: CallArguments, place: (missing: number, fill: string) => string): string {
  const width = known(first(call));
  const fill =
    call.positional[1] === undefined ? ' ' : textArgument(call.positional[1], 'the fill character');
  if (typeof width !== 'bigint' || width > 10_000n) throw new NotKnown('the width is not known');
  return place(Math.max(0, Number(width) - characters(text).length), fill);
}

const METHODS: Readonly<Record<string, (text: string) => NativeCall>> = {
  lower: (text) => () => text.toLowerCase(),
  upper: (text) => () => text.toUpperCase(),
  casefold: (text) => () => text.toLowerCase(),
  capitalize: (text) => () => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase(),
  title: (text) => () => titleCase(text),
  strip: (text) => (_, call) => strip(text, call, true, true),
  lstrip: (text) => (_, call) => strip(text, call, true, false),
  rstrip: (text) => (_, call) => strip(text, call, false, true),
  split: (text) => (_, call) => split(text, call),
  rsplit: (text) => (_, call) => {
    if (call.positional.length < 2) return split(text, call);
    const by = textArgument(first(call), 'the separator');
    const limit = call.positional[1];
    const parts = text.split(by);
    if (typeof limit !== 'bigint') throw new NotKnown('the limit is not known');
    const keep = parts.length - Number(limit);
    return list(keep <= 1 ? parts : [parts.slice(0, keep).join(by), ...parts.slice(keep)]);
  },
  splitlines: (text) => (_, call) => {
    const parts = text.split(/\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/u);
    if (call.positional.length + call.keywords.size > 0)
      throw new NotKnown('splitlines() with keepends is not supported');
    if (parts.at(-1) === '') parts.pop();
    return list(parts);
  },
  join,
  replace: (text) => (_, call) => replace(text, call),
  startswith: (text) => (_, call) => affix(text, call, (part) => text.startsWith(part)),
  endswith: (text) => (_, call) => affix(text, call, (part) => text.endsWith(part)),
  removeprefix: (text) => (_, call) => {
    const prefix = textArgument(first(call), 'the prefix');
    return text.startsWith(prefix) ? text.slice(prefix.length) : text;
  },
  removesuffix: (text) => (_, call) => {
    const suffix = textArgument(first(call), 'the suffix');
    return suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
  },
  find: (text) => (_, call) => {
    const at = text.indexOf(textArgument(first(call), 'the text to find'));
    return BigInt(at < 0 ? at : characters(text.slice(0, at)).length);
  },
  count: (text) => (_, call) => BigInt(text.split(textArgument(first(call), 'the text to count')).length - 1),
  format: (text) => (machine, call) =>
    formatBraces(text, call.positional, call.keywords, {
      attribute: (value, name) => machine.attribute(value, name, call.span),
      item: (value, key) => getItem(machine, value, key, call.span),
    }),
  format_map: (text) => (machine, call) => {
    const map = known(first(call));
    if (!isObject(map) || map.kind !== 'dict') throw new NotKnown('format_map() needs a dict');
    const named = new Map([...map.entries.values()].map(([key, value]) => [textOf(key) ?? '', value]));
    return formatBraces(text, [], named, {
      attribute: (value, name) => machine.attribute(value, name, call.span),
      item: (value, key) => getItem(machine, value, key, call.span),
    });
  },
  zfill: (text) => (_, call) =>
    pad(text, { ...call, positional: [first(call)] }, (missing) => {
      const sign = /^[-+]/.exec(text)?.[0] ?? '';
      return sign + '0'.repeat(missing) + text.slice(sign.length);
    }),
  ljust: (text) => (_, call) => pad(text, call, (missing, fill) => text + fill.repeat(missing)),
  rjust: (text) => (_, call) => pad(text, call, (missing, fill) => fill.repeat(missing) + text),
  isdigit: (text) => () => /^\d+$/u.test(text),
  isupper: (text) => () => text !== text.toLowerCase() && text === text.toUpperCase(),
  islower: (text) => () => text !== text.toUpperCase() && text === text.toLowerCase(),
  isidentifier: (text) => () => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text),
  partition: (text) => (_, call) => {
    const by = textArgument(first(call), 'the separator');
    const at = text.indexOf(by);
    const items = at < 0 ? [text, '', ''] : [text.slice(0, at), by, text.slice(at + by.length)];
    return { kind: 'tuple', items };
  },
  encode: (text) => (_, call) => {
    if (
      call.positional.some(
        (value) => !['utf-8', 'utf8', 'ascii'].includes(String(textOf(value)).toLowerCase()),
      )
    ) {
      throw new NotKnown('only the encoding utf-8 is supported');
    }
    return { kind: 'data', literal: { type: 'bytes', value: utf8(text) } };
  },
  __repr__: (text) => () => toRepr(text),
};

/** UTF-8 with one character per byte. */
export function utf8(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

/** A method of a str; undefined when Python has none of that name. */
export function stringMethod(text: string, name: string): Value | undefined {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method !== undefined) return native(name, method(text));
  if (!OTHER_METHODS.has(name)) return undefined;
  return native(name, () => {
    throw new NotKnown(`str.${name}() is not supported`);
  });
}

const OTHER_METHODS = new Set(
  'center expandtabs index isalnum isalpha isascii isdecimal isnumeric isprintable isspace istitle maketrans rfind rindex rpartition swapcase translate'.split(
    ' ',
  ),
);
