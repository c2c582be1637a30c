// The command line is read as Alembic's argparse reads it.
import { describe, expect, it } from 'vitest';
import { parseArguments, parseGlobal, valueOf } from '../../server/src/cli/arguments';

const OPTIONS = {
  verbose: { names: ['-v', '--verbose'], takes: 'nothing', help: '' },
  indicate: { names: ['-i', '--indicate-current'], takes: 'nothing', help: '' },
  range: { names: ['-r', '--rev-range'], takes: 'value', help: '' },
  x: { names: ['-x'], takes: 'values', help: '' },
} as const;

const parse = (argv: readonly string[], positionals: readonly string[] = ['revision?']) =>
  parseArguments(argv, { options: OPTIONS, positionals });

describe('arguments', () => {
  it.each([
    ['a value behind the option', ['-r', 'a:b'], 'a:b'],
    ['a value attached to a short option', ['-ra:b'], 'a:b'],
    ['a value behind an equals sign', ['--rev-range=a:b'], 'a:b'],
    ['a shortened long option', ['--rev', 'a:b'], 'a:b'],
    ['a negative number as a value', ['-r', '-1'], '-1'],
    ['the last of several', ['-r', 'a', '-r', 'b'], 'b'],
  ])('takes %s', (_, argv, expected) => {
    expect(valueOf(parse(argv), 'range')).toBe(expected);
  });

  it('keeps every value of a repeatable option', () => {
    expect(parse(['-x', 'a=1', '-xb=2']).values.get('x')).toEqual(['a=1', 'b=2']);
  });

  it('splits short flags written together', () => {
    expect([...parse(['-vi']).flags]).toEqual(['verbose', 'indicate']);
  });

  it('takes -1 and +1 as positionals, between options too', () => {
    expect(parse(['-1', '-v']).positionals).toEqual(['-1']);
    expect(parse(['-v', '+1']).positionals).toEqual(['+1']);
  });

  it('takes everything behind -- as positional', () => {
    expect(parse(['--', '-v']).positionals).toEqual(['-v']);
  });

  it.each([
    ['an unknown option', ['--nope'], ['revision?'], 'unrecognized arguments: --nope'],
    ['a missing value', ['-r'], ['revision?'], 'argument -r: expected one argument'],
    ['an option where a value belongs', ['-r', '-v'], ['revision?'], 'argument -r: expected one argument'],
    ['a value for a flag', ['--verbose=1'], ['revision?'], 'argument --verbose: ignored explicit value'],
    ['a missing positional', [], ['revision'], 'the following arguments are required: revision'],
    ['a positional too many', ['a', 'b'], ['revision'], 'unrecognized arguments: b'],
  ])('refuses %s', (_, argv, positionals, message) => {
    expect(() => parse(argv, positionals)).toThrow(message);
  });

  it('stops the global part at the command', () => {
    const { parsed, rest } = parseGlobal(['-x', 'a=1', 'history', '-v'], OPTIONS);
    expect(parsed.values.get('x')).toEqual(['a=1']);
    expect(rest).toEqual(['history', '-v']);
  });
});
