// Version folders that nobody would make on purpose: huge ones, odd files, odd characters. Read whole, or told apart by name.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { buildGraph, readHeader, TEMPLATE_ENVIRONMENT, Workspace } from '../../server/src/engine/index';
import { readRevisionFiles, type RevisionFile } from '../../server/src/files/revisionFiles';
import { temporaryFolder } from './temporaryFolder';

const HEAD = 'revision = "a1"\ndown_revision = None\n\n\ndef upgrade():\n    pass\n';

function read(folder: string): readonly RevisionFile[] {
  const places = {
    versionLocations: [join(folder, 'v')],
    recursiveVersionLocations: false,
    sourceless: false,
  };
  return Array.from(readRevisionFiles(places));
}

/** The snapshot that the editor and the command line would make of the folder. */
function workspaceOf(folder: string): Workspace {
  const files = read(folder).flatMap(({ path, text }) => (text === undefined ? [] : [{ path, text }]));
  return Workspace.create(files, { dialect: 'postgresql', environment: TEMPLATE_ENVIRONMENT, rules: {} });
}

/** Ids and parents of the one file in the folder. */
function head(text: string): readonly (string | undefined)[] {
  const { revision, downRevisions } = readHeader('v/note.py', text);
  return [revision?.value, ...downRevisions.map(({ value }) => value)];
}

describe('odd files', () => {
  test.runIf(process.platform !== 'win32')('a socket with the name of a revision', async () => {
    const folder = temporaryFolder({ 'v/a.py': HEAD });
    const server = createServer().listen(join(folder, 'v/x.py'));
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    expect(read(folder).map(({ problem }) => problem)).toEqual([undefined, 'it is not a regular file']);
    expect(workspaceOf(folder).graph.heads).toEqual(['a1']);
  });

  test('a file of 5 MB is read, one byte more is not', () => {
    const filler = (length: number): string => `${HEAD}# ${'x'.repeat(length - HEAD.length - 2)}`;
    const size = 5 * 1024 * 1024;
    const folder = temporaryFolder({ 'v/a.py': filler(size), 'v/b.py': filler(size + 1) });
    expect(read(folder).map(({ problem }) => problem)).toEqual([
      undefined,
      'it has 5242881 bytes; files above 5 MB are not read',
    ]);
    const workspace = workspaceOf(folder);
    expect(workspace.graph.heads).toEqual(['a1']);
    expect(workspace.lint(join(folder, 'v/a.py')).map(({ ruleId }) => ruleId)).toContain('missing-downgrade');
  });

  test('a file of a million lines', () => {
    const folder = temporaryFolder({ 'v/a.py': HEAD + '\n'.repeat(1_000_000) + 'x = 1\n' });
    const workspace = workspaceOf(folder);
    expect(workspace.graph.heads).toEqual(['a1']);
    expect(workspace.lint(join(folder, 'v/a.py')).map(({ ruleId }) => ruleId)).toContain('missing-downgrade');
  });

  test.each([
    ['before the head', (deep: string) => `x = ${deep}\n${HEAD}`],
    ['behind it', (deep: string) => `${HEAD}\nx = ${deep}\n`],
    ['never closed, behind it', (deep: string) => `${HEAD}\nx = ${deep.slice(0, 10_000)}\n`],
  ])('ten thousand brackets %s leave the head readable', (_, text) => {
    const folder = temporaryFolder({ 'v/a.py': text('['.repeat(10_000) + ']'.repeat(10_000)) });
    expect(workspaceOf(folder).graph.heads).toEqual(['a1']);
  });
});

describe('odd characters', () => {
  test('a lone CR ends a line, as for Python', () => {
    expect(head('"""m"""\rrevision = "a1"\rdown_revision = "b2"\r')).toEqual(['a1', 'b2']);
    expect(head('# a comment\rrevision = "a1"\rdown_revision = None')).toEqual(['a1']);
  });

  test.each(['\u2028', '\u2029', '\u0085'])('%j ends no line', (character) => {
    expect(head(`# a comment${character}revision = "a1"\ndown_revision = None\n`)).toEqual([undefined]);
    expect(head(`revision = "a1"\ndown_revision = "x${character}y"\n`)).toEqual(['a1', `x${character}y`]);
  });

  test('ids that look alike are not the same', () => {
    // Latin, Cyrillic, full width, and one accent written in two ways.
    const ids = ['abc1', '\u0430bc1', '\uff41bc1', '\u00e9bc1', 'e\u0301bc1'];
    const headers = ids.map((id, index) =>
      readHeader(`v/${index}.py`, `revision = "${id}"\ndown_revision = None\n`),
    );
    const graph = buildGraph(headers);
    expect(graph.revisions.map(({ revision }) => revision)).toEqual(ids);
    expect(graph.problems).toEqual([]);
    const child = readHeader('v/9.py', 'revision = "d1"\ndown_revision = "\u0430\u0430"\n');
    const [problem] = buildGraph([...headers, child]).problems;
    expect([problem?.kind, problem?.revisions.at(-1)]).toEqual(['missing-parent', '\u0430\u0430']);
  });
});

test('a folder of twenty thousand empty files', () => {
  const folder = temporaryFolder({ 'v/a.py': HEAD });
  for (let index = 0; index < 20_000; index++) writeFileSync(join(folder, `v/note_${index}.py`), '');
  mkdirSync(join(folder, 'v/sub'));
  const start = performance.now();
  const workspace = workspaceOf(folder);
  expect(workspace.graph.heads).toEqual(['a1']);
  expect(workspace.paths).toHaveLength(20_001);
  // Empty files with names that are no ids: Alembic cannot load one of them, and each says so.
  expect(workspace.graph.problems.length).toBeGreaterThan(0);
  console.log(`20,001 files read and tied together in ${Math.round(performance.now() - start)} ms`);
});
