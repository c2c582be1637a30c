// Every key of a TOML file with the text that stands at the places said, whatever else is in the file.
import { describe, expect, it } from 'vitest';
import { readTomlPlaces } from '../../../server/src/engine/lint/configuration/tomlPlaces';
import { readTomlText } from '../../../server/src/engine/lint/configuration/tomlText';

/** `path = value` in the order of the file, as the places say; headers as they are written. */
function said(text: string): readonly string[] {
  const at = ({ start, end }: { readonly start: number; readonly end: number }): string =>
    text.slice(start, end);
  return readTomlPlaces(text).keys.map(({ path, form, value, span }) =>
    value === undefined ? at(span) : `${form} ${path.join('/')} = ${at(value)}`,
  );
}

describe('readTomlPlaces', () => {
  it.each([
    ['a key and a comment', '[tool.alembic] # x\nkey = "a # b" # c\n', ['line tool/alembic/key = "a # b"']],
    ['blanks in a header', '[ tool . "alembic" ]\r\nkey=1\r\n', ['line tool/alembic/key = 1']],
    ['dotted keys', '[tool]\nalembic.key = true', ['line tool/alembic/key = true']],
    [
      'an array over lines',
      '[tool.alembic]\nkey = [\n  "a", # ]\n  ["b"],\n]\nother = 1',
      ['line tool/alembic/key = [\n  "a", # ]\n  ["b"],\n]', 'line tool/alembic/other = 1'],
    ],
    [
      'a string over lines that looks like tables',
      '[tool.alembic]\nkey = """\n[tool.other]\nkey = 2\n"""\nother = \'\'\'a\n"""\'\'\'\n',
      [
        'line tool/alembic/key = """\n[tool.other]\nkey = 2\n"""',
        "line tool/alembic/other = '''a\n\"\"\"'''",
      ],
    ],
    [
      'a table in braces',
      '[tool]\nalembic = { key = 1, other = [{ a = 2 }] }',
      [
        'inline tool/alembic/key = 1',
        'inline tool/alembic/other/a = 2',
        'inline tool/alembic/other = [{ a = 2 }]',
        'line tool/alembic = { key = 1, other = [{ a = 2 }] }',
      ],
    ],
    [
      'lines that are no TOML',
      '[tool.alembic\nkey 1 = 2\n= 3\n]]\nother = 1979-05-27 07:32:00\n"last',
      ['line tool/alembic/other = 1979-05-27 07:32:00'],
    ],
  ])('%s', (_, text, expected) => {
    expect(said(text).filter((line) => !line.startsWith('['))).toEqual(expected);
  });

  it('knows comments wherever they stand, and none within strings', () => {
    const { comments } = readTomlPlaces('# one\r\n[a] # two\nb = [ # three\n "# no" ] # four\nc = "# no"');
    expect(comments.map(({ text }) => text)).toEqual(['# one', '# two', '# three', '# four']);
  });

  it('ends on what is never closed and on what is deeper than anybody writes', () => {
    for (const piece of ['[', '{', 'a={', 'a=[', '"""', "'", 'a.', '#', '=', 'a = [\n', '[[', '\\', 'a="\\'])
      expect(readTomlPlaces(piece.repeat(20_000)).keys.length).toBeLessThanOrEqual(20_000);
  });
});

describe('readTomlText', () => {
  it('has the lines below the header alone', () => {
    const text =
      'top = 1\n[tool]\nalembic.a = 1\n[tool.alembic]\nb = [\n 1,\n]\n"c" = { d = 1 }\ne.f = 1\n' +
      '[[tool.alembic.post_write_hooks]]\ng = 1\n[tool.alembic.x]\nh = 1\n';
    const { table, entries } = readTomlText(text);
    expect(text.slice(table?.start, table?.end)).toBe('[tool.alembic]');
    expect(entries.map(({ key, value }) => [key, value])).toEqual([
      ['b', '[\n 1,\n]'],
      ['c', '{ d = 1 }'],
    ]);
  });
});
