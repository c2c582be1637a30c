// Requests about tables and columns at a point of the history: hover, completion, definition, references, hints, schema.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CompletionRequest,
  DefinitionRequest,
  HoverRequest,
  InlayHintRequest,
  ReferencesRequest,
  type CompletionItem,
  type Location,
  type Position,
} from 'vscode-languageserver/node';
import { LspClient } from './lspClient';
import { CONFIGURATION, ENVIRONMENT, FIRST, FIRST_PATH, revisionFile } from './shopFiles';

const SECOND_PATH = 'migrations/versions/b2.py';
const SECOND = revisionFile(
  'bbbb11112222',
  'aaaa11112222',
  'rename',
  "op.rename_table('item', 'product')\n    op.add_column('product', sa.Column('label', sa.Text))\n    op.create_index('ix_label', 'product', ['label'])",
  "op.drop_index('ix_label')\n    op.rename_table('product', 'item')",
);
const THIRD_PATH = 'migrations/versions/c3.py';

let client: LspClient;
afterEach(() => client.dispose());

/** Opens a third revision; `|` in the code is the cursor. */
async function open(code: string): Promise<Position> {
  const marked = revisionFile('cccc11112222', 'bbbb11112222', 'third', code);
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const text = marked.replace('|', '');
  await client.open(THIRD_PATH, text);
  return { line: before.length - 1, character: before.at(-1)!.length };
}

beforeEach(async () => {
  client = await LspClient.start({
    files: {
      'alembic.ini': CONFIGURATION,
      'migrations/env.py': ENVIRONMENT,
      [FIRST_PATH]: FIRST,
      [SECOND_PATH]: SECOND,
      [THIRD_PATH]: revisionFile('cccc11112222', 'bbbb11112222', 'third', 'pass'),
    },
  });
});

const at = (position: Position, path = THIRD_PATH) => ({ textDocument: { uri: client.uri(path) }, position });

async function labels(code: string): Promise<readonly string[]> {
  const answer = await client.connection.sendRequest(CompletionRequest.type, at(await open(code)));
  const items: readonly CompletionItem[] = Array.isArray(answer) ? answer : (answer?.items ?? []);
  return items.map(({ label }) => label);
}

const places = (answer: Location | readonly unknown[] | null): readonly string[] =>
  [answer ?? []].flat().map((location) => {
    const { uri, range } = location as Location;
    return `${uri.split('/').at(-1) ?? ''}:${range.start.line + 1}`;
  });

describe('completion', () => {
  it.each([
    ["op.drop_table('|')", ['product']],
    ["op.drop_column('product', '|')", ['id', 'label']],
    ["op.drop_column('product', column_name='la|')", ['id', 'label']],
    ["op.create_unique_constraint('uq', 'product', ['|'])", ['id', 'label']],
    ["op.drop_index('|', table_name='product')", ['ix_label']],
    ["op.drop_constraint('|', 'product')", ['item_pkey']],
    ["with op.batch_alter_table('product') as batch_op:\n        batch_op.drop_column('|')", ['id', 'label']],
    ["op.add_column('x', sa.Column('y', sa.Integer, sa.ForeignKey('product.|')))", ['id', 'label']],
    ["op.drop_column('product', '|", ['id', 'label']],
    ["op.create_table('|')", []],
  ])('%s', async (code, expected) => {
    expect(await labels(code)).toEqual(expected);
  });

  it('knows the directives, and those of a batch', async () => {
    const all = await labels('op.|');
    expect(all).toEqual(expect.arrayContaining(['add_column', 'execute', 'batch_alter_table']));
    expect(all).not.toContain('revision');
  });
});

describe('hover', () => {
  it('shows both dialects and the table', async () => {
    const answer = await client.connection.sendRequest(
      HoverRequest.type,
      at(await open("op.add_col|umn('product', sa.Column('at', sa.DateTime))")),
    );
    const { value } = answer?.contents as { value: string };
    expect(value).toContain('ALTER TABLE product ADD COLUMN at TIMESTAMP WITHOUT TIME ZONE');
    expect(value).toContain('On SQLite:');
    expect(value).toContain('ALTER TABLE product ADD COLUMN at DATETIME');
    expect(value).toMatch(/The table after it:\s+```sql\s+CREATE TABLE product/);
  });
});

describe('a table', () => {
  it('leads to where it was made, under another name', async () => {
    const answer = await client.connection.sendRequest(
      DefinitionRequest.type,
      at(await open("op.drop_column('prod|uct', 'label')")),
    );
    expect(places(answer as Location)).toEqual([`${FIRST_PATH.split('/').at(-1)!}:18`]);
  });

  it('has a story', async () => {
    const position = await open("op.drop_column('prod|uct', 'label')");
    const context = { includeDeclaration: true };
    const answer = await client.connection.sendRequest(ReferencesRequest.type, { ...at(position), context });
    expect(places(answer)).toEqual([
      `${FIRST_PATH.split('/').at(-1)!}:18`,
      'b2.py:17',
      'b2.py:18',
      'b2.py:19',
      'c3.py:17',
    ]);
  });

  it('and a column has one of its own', async () => {
    const position = await open("op.drop_column('product', 'la|bel')");
    const context = { includeDeclaration: true };
    const answer = await client.connection.sendRequest(ReferencesRequest.type, { ...at(position), context });
    expect(places(answer)).toEqual(['b2.py:18', 'c3.py:17']);
  });
});

describe('inlay hints', () => {
  const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
  const hints = async () => {
    const textDocument = { uri: client.uri(THIRD_PATH) };
    const answer = await client.connection.sendRequest(InlayHintRequest.type, { textDocument, range: whole });
    return (answer ?? []).map(({ label }) => label);
  };

  it('tell the lock, but not of a table that the revision makes', async () => {
    await open(
      "op.create_table('t', sa.Column('a', sa.Integer))\n    op.add_column('t', sa.Column('b', sa.Integer))\n    op.create_index('i', 'product', ['id'])|",
    );
    expect(await hints()).toEqual(['SHARE, reads every row']);
  });

  it('are off when the settings say so', async () => {
    await open("op.create_index('i', 'product', ['id'])|");
    await client.configure({ inlayHints: { locks: false } });
    expect(await hints()).toEqual([]);
  });
});

describe('retort/schemaText', () => {
  it('is the schema before and after a revision', async () => {
    const projectId = await client.projectId();
    const text = async (side: 'before' | 'after') =>
      (await client.ask('retort/schemaText', { projectId, revision: 'bbbb11112222', side })).text;
    expect(await text('before')).toMatch(/^CREATE TABLE item/);
    expect(await text('after')).toMatch(/^CREATE TABLE product[\s\S]*CREATE INDEX ix_label/);
    const gone = await client.ask('retort/schemaText', { projectId, revision: 'x', side: 'after' });
    expect(gone.text).toContain('no revision x');
  });
});
