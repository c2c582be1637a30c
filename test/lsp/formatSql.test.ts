// Laying out a SQL string: only where PostgreSQL's parser reads the result as the same statements, and only that string.
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TextDocumentEdit } from 'vscode-languageserver';
import { sqlStringAt, writePythonString } from '../../server/src/engine/index';
import { parseModule } from '../../server/src/engine/python/parse';
import { buildDatabaseBundles } from '../support/build';
import { LspClient, rangeOf } from './lspClient';
import { BAD_PATH, revisionFile, SHOP } from './shopFiles';

let client: LspClient;
beforeAll(buildDatabaseBundles, 60_000);

/** The file after laying out the string that holds `SELECT` or whatever `at` says; or why it is left alone. */
async function format(body: string, at = 'op.execute("', options = {}): Promise<string> {
  const text = revisionFile('bbbb11112222', 'aaaa11112222', 'sql', body);
  client = await LspClient.start({ files: { ...SHOP, [BAD_PATH]: text } });
  await client.open(BAD_PATH, text);
  const answer = await client.ask('retort/formatSql', {
    uri: client.uri(BAD_PATH),
    position: rangeOf(text, at).end,
    keywordCase: 'preserve',
    indent: 2,
    ...options,
  });
  if (answer.edit === undefined) return answer.problem ?? 'unchanged';
  const [change] = answer.edit.documentChanges as TextDocumentEdit[];
  const [edit] = change?.edits ?? [];
  return (edit as { newText: string }).newText;
}

describe('a SQL string', () => {
  afterEach(() => client.dispose());

  it('is laid out in a block of its own', async () => {
    expect(
      await format(
        'op.execute("UPDATE item SET name = \'a  b\', price = :price WHERE id IN (SELECT id::int FROM item)")',
      ),
    ).toBe(
      [
        '"""',
        '        UPDATE item',
        '        SET',
        "          name = 'a  b',",
        '          price = :price',
        '        WHERE',
        '          id IN (',
        '            SELECT',
        '              id::int',
        '            FROM',
        '              item',
        '          )',
        '    """',
      ].join('\n'),
    );
  });

  it('gets its keywords in the case that was asked for', async () => {
    const text = await format('op.execute("select id from item")', 'op.execute("', { keywordCase: 'upper' });
    expect(text).toContain('SELECT');
    expect(text).toContain('FROM');
  });

  it('keeps comments', async () => {
    expect(await format('op.execute("""SELECT 1 -- one\n, 2 /* two */""")', 'op.execute("""')).toMatch(
      /-- one[\s\S]*\/\* two \*\//,
    );
  });

  it('may have binds of any letters, which SQLAlchemy takes', async () => {
    const text = await format('op.execute("UPDATE item SET price = :größe WHERE id = 1")');
    expect(text).toContain('price = :größe\n');
  });

  it('is left alone where a literal would gain white space', async () => {
    expect(await format('op.execute("""SELECT \'a\nb\', 2 FROM item""")', 'op.execute("""')).toBe(
      'the formatted text would not mean the same',
    );
  });

  it('is left alone where PostgreSQL does not read it', async () => {
    expect(await format('op.execute("SELEC 1")')).toContain('PostgreSQL’s parser does not read it');
  });

  it('is left alone when it is too hard', async () => {
    expect(await format(`op.execute("SELECT ${'1+'.repeat(8000)}1")`)).toContain('operators in a row');
  });

  it.each([
    ['op.execute(f"SELECT {1}")', 'op.execute(f"'],
    ['op.drop_table("item")', 'op.drop_table("'],
    ['op.execute("SELECT 1"  # why\n    " + 2")', 'op.execute("'],
  ])('has to be one: %s', async (body, at) => {
    expect(await format(body, at)).toBe(
      'put the cursor into a string that is given to execute() or text(), and that is no f-string',
    );
  });
});

describe('a Python string that is written', () => {
  it.each(['plain', "it's", 'say "so"', `both ' and "`, 'a\\b', 'two\nlines"', 'ends with """', 'a\r\nb\tc'])(
    'is read back as %j',
    (value) => {
      const source = `op.execute(${writePythonString(value)})\n`;
      const found = sqlStringAt(parseModule(source), source, source.indexOf('(') + 3);
      expect(found?.value).toBe(value);
    },
  );
});
