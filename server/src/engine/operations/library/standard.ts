// The parts of Python's standard library that revisions use for data and text.
import { dedent } from './dedent';
import { dateMember } from './dates';
import { toLiteral, fromLiteral } from '../interpreter/literals';
import { text as textArgument, known } from '../interpreter/arguments';
import { actOutside } from '../interpreter/outside';
import { NotKnown, PythonError } from '../interpreter/signals';
import { isObject, native, opaque, textOf, type NativeCall, type Value } from '../values';
import { jsonText, parseJson } from './json';

const UUID =
  /^\{?(?:urn:uuid:)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

const uuid: NativeCall = (_, call) => {
  const number = call.keywords.get('int');
  const source = call.positional[0] ?? call.keywords.get('hex') ?? null;
  const digits =
    typeof number === 'bigint'
      ? number.toString(16).padStart(32, '0')
      : textArgument(source, 'the UUID').toLowerCase();
  const match = UUID.exec(digits);
  if (match === null) throw new PythonError('ValueError', 'badly formed hexadecimal UUID string');
  return { kind: 'data', literal: { type: 'uuid', text: match.slice(1).join('-') } };
};

const decimal: NativeCall = (_, call) => {
  const value = known(call.positional[0] ?? 0n);
  if (typeof value === 'bigint')
    return { kind: 'data', literal: { type: 'decimal', text: value.toString() } };
  const digits = textOf(value)?.trim().replaceAll('_', '');
  if (digits === undefined || !/^[-+]?(\d+(?:\.\d*)?|\.\d+)$/.test(digits))
    throw new NotKnown('the Decimal is not plain');
  const normal = digits
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/^(-?)0+(?=\d)/, '$1')
    .replace(/\.$/, '');
  return { kind: 'data', literal: { type: 'decimal', text: normal } };
};

/** Decorators and helpers that give back what they are given. */
const returnFirst: NativeCall = (_, call) => call.positional[0] ?? null;

/** @contextmanager: the function gives an object for `with`, and runs only there. */
function generatorContext(value: Value): Value {
  if (!isObject(value) || value.kind !== 'function')
    throw new NotKnown('what contextlib.contextmanager() is given is no function of the file');
  return {
    kind: 'native',
    name: value.name,
    hasEffect: true,
    call: (_, call) => ({ kind: 'generatorContext', function: value, call }),
  };
}

const MEMBERS: Readonly<Record<string, NativeCall>> = {
  'textwrap.dedent': (_, call) => dedent(textArgument(call.positional[0] ?? null, 'the text')),
  'uuid.UUID': uuid,
  'decimal.Decimal': decimal,
  'json.dumps': (_, call) => jsonText(toLiteral(known(call.positional[0] ?? null)), call.keywords),
  'json.loads': (_, call) =>
    fromLiteral(parseJson(textArgument(call.positional[0] ?? null, 'the JSON text'))),
  'enum.Enum': () => opaque('enums made by a call are not followed'),
  'enum.auto': () => opaque('the value of auto()', 'enum.auto()', 'harmless'),
  'enum.unique': returnFirst,
  'typing.cast': (_, call) => call.positional[1] ?? null,
  'functools.cache': returnFirst,
  'functools.wraps': () => native('wraps', returnFirst),
  'copy.copy': returnFirst,
  'contextlib.suppress': () => {
    throw new NotKnown('which exceptions occur is only known when it runs');
  },
  'contextlib.contextmanager': (_, call) => generatorContext(known(call.positional[0] ?? null)),
  'contextlib.nullcontext': (_, call) => ({ kind: 'contextManager', value: call.positional[0] ?? null }),
  'warnings.catch_warnings': () => ({ kind: 'contextManager', value: null }),
  'importlib.import_module': (machine, call) => {
    const name = textArgument(
      call.positional[0] ?? call.keywords.get('name') ?? null,
      'the name of the module',
    );
    if (name.startsWith('.')) throw new NotKnown('relative modules are not imported by name here');
    const module = machine.importModule(name);
    // A module that cannot be read may do anything while it is imported.
    if (isObject(module) && module.kind === 'opaque') actOutside(machine, 'importlib.import_module', call);
    return module;
  },
  'itertools.chain': (machine, call) => ({
    kind: 'iterator',
    typeName: 'chain',
    items: call.positional.flatMap((value) => machine.iterate(known(value), call.span)),
    position: 0,
  }),
};

const ENUM_BASES = new Set(['Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag']);
const natives = new Map<string, Value>();

/** A member of a standard module; undefined when it is only known when it runs. */
export function standardMember(module: string, name: string): Value | undefined {
  if (module === 'typing' && name === 'TYPE_CHECKING') return false;
  if (module === 'datetime') return dateMember(name);
  const path = `${module}.${name}`;
  const cached = natives.get(path);
  if (cached !== undefined) return cached;
  let value: Value | undefined;
  if (module === 'enum' && ENUM_BASES.has(name))
    value = native(name, () => opaque('enums made by a call are not followed'));
  else if (path === 'collections.OrderedDict' || path === 'collections.defaultdict') value = undefined;
  else if (Object.hasOwn(MEMBERS, path)) value = native(name, MEMBERS[path] ?? returnFirst);
  if (value !== undefined) natives.set(path, value);
  return value;
}
