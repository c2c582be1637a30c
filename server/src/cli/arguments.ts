// Reads a command line the way Alembic's argparse does: global options before the command, long options may be
// shortened, `-1` is a value. What the options mean is the commands' business.
import { CommandFailure, EXIT } from './failure';

/** One option. `takes`: nothing, one value, or one value each time it is given. */
export interface OptionSpec {
  readonly names: readonly string[];
  readonly takes: 'nothing' | 'value' | 'values';
  /** Shown in help, in capitals: REV, FILE. */
  readonly value?: string;
  readonly help: string;
}

export interface ArgumentsSpec {
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Names of positional arguments; a trailing `...` means one or more, `?` none or one, `*` any number. */
  readonly positionals: readonly string[];
}

/** Parsed arguments: options by the key of their spec. */
export interface ParsedArguments {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

interface Draft {
  readonly flags: Set<string>;
  readonly values: Map<string, string[]>;
  readonly positionals: string[];
}

/** Reads options until the first positional: the global part. Returns what is left, the command first. */
export function parseGlobal(
  argv: readonly string[],
  options: ArgumentsSpec['options'],
): { readonly parsed: ParsedArguments; readonly rest: readonly string[] } {
  const draft: Draft = { flags: new Set(), values: new Map(), positionals: [] };
  let at = 0;
  while (at < argv.length && isOption(argv[at] ?? '')) at = readOption(argv, at, options, draft);
  return { parsed: draft, rest: argv.slice(at) };
}

/** Reads the arguments behind the command; positionals and options may be mixed. */
export function parseArguments(argv: readonly string[], spec: ArgumentsSpec): ParsedArguments {
  const draft: Draft = { flags: new Set(), values: new Map(), positionals: [] };
  let at = 0;
  while (at < argv.length) {
    const argument = argv[at] ?? '';
    if (argument === '--') {
      draft.positionals.push(...argv.slice(at + 1));
      break;
    }
    if (isOption(argument)) at = readOption(argv, at, spec.options, draft);
    else {
      draft.positionals.push(argument);
      at += 1;
    }
  }
  checkCount(draft.positionals, spec.positionals);
  return draft;
}

/** `-1` and `-` are values, as for argparse. */
function isOption(argument: string): boolean {
  return argument.startsWith('-') && argument !== '-' && !/^-\d+$/.test(argument);
}

function readOption(
  argv: readonly string[],
  at: number,
  options: ArgumentsSpec['options'],
  draft: Draft,
): number {
  const argument = argv[at] ?? '';
  const isLong = argument.startsWith('--');
  const equals = isLong ? argument.indexOf('=') : -1;
  const name = isLong ? (equals < 0 ? argument : argument.slice(0, equals)) : argument.slice(0, 2);
  const key = findOption(name, options);
  const spec = options[key];
  if (spec?.takes === 'nothing') {
    if (equals >= 0) throw usage(`argument ${name}: ignored explicit value`);
    draft.flags.add(key);
    if (isLong || argument.length === 2) return at + 1;
    return readOption(
      [...argv.slice(0, at), `-${argument.slice(2)}`, ...argv.slice(at + 1)],
      at,
      options,
      draft,
    );
  }
  const attached = isLong ? (equals < 0 ? undefined : argument.slice(equals + 1)) : argument.slice(2);
  const inline = attached === undefined || (attached === '' && !isLong) ? undefined : attached;
  const value = inline ?? argv[at + 1];
  if (value === undefined || (inline === undefined && isOption(value))) {
    throw usage(`argument ${name}: expected one argument`);
  }
  const earlier = spec?.takes === 'values' ? (draft.values.get(key) ?? []) : [];
  draft.values.set(key, [...earlier, value]);
  return at + (inline === undefined ? 2 : 1);
}

function findOption(name: string, options: ArgumentsSpec['options']): string {
  const entries = Object.entries(options);
  const exact = entries.find(([, spec]) => spec.names.includes(name));
  if (exact !== undefined) return exact[0];
  const starting = name.startsWith('--')
    ? entries.filter(([, spec]) => spec.names.some((candidate) => candidate.startsWith(name)))
    : [];
  const [only] = starting;
  if (only === undefined) throw usage(`unrecognized arguments: ${name}`);
  if (starting.length > 1) throw usage(`ambiguous option: ${name}`);
  return only[0];
}

function checkCount(given: readonly string[], names: readonly string[]): void {
  const required = names.filter((name) => !/[?*]$/.test(name));
  const isOpen = names.some((name) => name.endsWith('...') || name.endsWith('*'));
  const missing = required[given.length];
  if (missing !== undefined) {
    throw usage(`the following arguments are required: ${missing.replace('...', '')}`);
  }
  const extra = given[names.length];
  if (!isOpen && extra !== undefined) throw usage(`unrecognized arguments: ${extra}`);
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message, { nextStep: 'See `retort --help`.' });
}

/** The last value given for an option. */
export function valueOf(parsed: ParsedArguments, key: string): string | undefined {
  return parsed.values.get(key)?.at(-1);
}
