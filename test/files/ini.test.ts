// alembic.ini as Python's configparser reads it. The expected words are those of CPython's configparser.
import { describe, expect, test } from 'vitest';
import { iniValue, parseIni } from '../../server/src/files/ini';

function read(text: string, option: string): string | undefined {
  const file = parseIni(text, 'alembic.ini', { here: '/project' });
  if (file.kind !== 'ini') return `${file.exception}: ${file.message} @${String(file.line)}`;
  const value = iniValue(file, 'alembic', option);
  return typeof value === 'object' ? `${value.exception}: ${value.message} @${String(value.line)}` : value;
}

describe('values', () => {
  const cases: [title: string, text: string, option: string, expected: string | undefined][] = [
    ['a value', '[alembic]\nscript_location = migrations\n', 'script_location', 'migrations'],
    ['a colon as the delimiter', '[alembic]\na: b = c\n', 'a', 'b = c'],
    ['keys ignore case', '[alembic]\nScript_Location=x\n', 'SCRIPT_LOCATION', 'x'],
    ['here', '[alembic]\na = %(here)s/m\n', 'a', '/project/m'],
    ['a doubled percent sign', '[alembic]\na = p%%40\n', 'a', 'p%40'],
    ['another option', '[alembic]\nb = 1\na = %(B)s2\n', 'a', '12'],
    ['the default section', '[DEFAULT]\na = 1\n[alembic]\n', 'a', '1'],
    ['several lines', '[alembic]\na = x\n  y\n\n  z\nb = 1\n', 'a', 'x\ny\n\nz'],
    ['a comment between lines of a value', '[alembic]\na = x\n  # no\n  y\n', 'a', 'x\ny'],
    ['no inline comments', '[alembic]\na = x ; y # z\n', 'a', 'x ; y # z'],
    ['an option that is not there', '[alembic]\na = x\n', 'b', undefined],
    ['carriage returns', '[alembic]\r\na = x\r\n', 'a', 'x'],
  ];
  test.each(cases)('%s', (_, text, option, expected) => {
    expect(read(text, option)).toBe(expected);
  });
});

describe('refusals', () => {
  const cases: [title: string, text: string, expected: string][] = [
    [
      'a single percent sign',
      '[alembic]\na = p%40\n',
      "configparser.InterpolationSyntaxError: '%' must be followed by '%' or '(', found: '%40' @1",
    ],
    [
      'an unknown reference',
      '[alembic]\na = %(nope)s\n',
      "configparser.InterpolationMissingOptionError: Bad value substitution: option 'a' in section 'alembic' contains " +
        "an interpolation key 'nope' which is not a valid option name. Raw value: '%(nope)s' @1",
    ],
    [
      'a reference to itself',
      '[alembic]\na = %(a)s\n',
      "configparser.InterpolationDepthError: Recursion limit exceeded in value substitution: option 'a' in section " +
        "'alembic' contains an interpolation key which cannot be substituted in 10 steps. Raw value: '%(a)s' @1",
    ],
    [
      'an option twice',
      '[alembic]\na = 1\nA = 2\n',
      "configparser.DuplicateOptionError: While reading from 'alembic.ini' [line  3]: option 'a' in section 'alembic' already exists @2",
    ],
    [
      'a section twice',
      '[alembic]\n[alembic]\n',
      "configparser.DuplicateSectionError: While reading from 'alembic.ini' [line  2]: section 'alembic' already exists @1",
    ],
    [
      'a line without a delimiter',
      '[alembic]\nnonsense\n',
      "configparser.ParsingError: Source contains parsing errors: 'alembic.ini'\n\t[line  2]: 'nonsense\\n' @1",
    ],
    [
      'a byte order mark',
      '\ufeff[alembic]\n',
      "configparser.MissingSectionHeaderError: File contains no section headers.\nfile: 'alembic.ini', line: 1\n'\\ufeff[alembic]\\n' @0",
    ],
  ];
  test.each(cases)('%s', (_, text, expected) => {
    expect(read(text, 'a')).toBe(expected);
  });

  test('a very long line is read in no time', () => {
    const text = `[alembic]\n${' '.repeat(10)}${'a '.repeat(200_000)}\n`;
    expect(read(text, 'a')).toContain('ParsingError');
  });
});
