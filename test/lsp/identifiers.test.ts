// The requests over revision ids on a real connection: one happy path each, and what must not go wrong at the edges.
import { afterEach, describe, expect, it } from 'vitest';
import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CompletionRequest,
  DocumentSymbolRequest,
  HoverRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameFile,
  RenameRequest,
  TextDocumentEdit,
  WorkspaceSymbolRequest,
  type CompletionList,
  type DocumentSymbol,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { LspClient, rangeOf, show } from './lspClient';
import { BAD, BAD_PATH, FIRST, FIRST_PATH, revisionFile, SHOP } from './shopFiles';

const NEXT_PATH = 'migrations/versions/cccc55556666_next.py';
const NEXT = revisionFile('cccc55556666', 'bbbb33334444', 'next step', 'pass');
const SIDE_PATH = 'migrations/versions/dddd77778888_side.py';
const SIDE = revisionFile('dddd77778888', 'aaaa11112222', 'side step', 'pass');

let client: LspClient;
afterEach(() => client.dispose());

async function open(more: Readonly<Record<string, string>> = {}): Promise<void> {
  client = await LspClient.start({ files: { ...SHOP, ...more } });
  await client.open(BAD_PATH, BAD);
}

const at = (path: string, text: string, part: string) => {
  const { line, character } = rangeOf(text, part).start;
  return { textDocument: { uri: client.uri(path) }, position: { line, character: character + 3 } };
};
/** The id of the parent in the variable of the second revision. */
const PARENT = "'aaaa11112222'";
const name = (uri: string) => uri.split('/').at(-1)?.slice(0, 4) ?? '';

describe('references', () => {
  it('are in variables and docstrings, with and without the declaration', async () => {
    await open();
    const ask = async (includeDeclaration: boolean) => {
      const params = { ...at(BAD_PATH, BAD, PARENT), context: { includeDeclaration } };
      const found = (await client.connection.sendRequest(ReferencesRequest.type, params)) ?? [];
      return found.map(({ uri, range }) => `${name(uri)} ${show(range)}`);
    };
    expect(await ask(true)).toEqual([
      'aaaa 10:12-10:24',
      'aaaa 2:13-2:25',
      'bbbb 10:17-10:29',
      'bbbb 3:9-3:21',
    ]);
    expect(await ask(false)).toEqual(['aaaa 2:13-2:25', 'bbbb 10:17-10:29', 'bbbb 3:9-3:21']);
  });
});

describe('rename', () => {
  const rename = (newName: string, part = PARENT) =>
    client.connection.sendRequest(RenameRequest.type, { ...at(BAD_PATH, BAD, part), newName });
  const textEdits = (edit: WorkspaceEdit | null) =>
    (edit?.documentChanges ?? []).filter((change) => TextDocumentEdit.is(change));

  it('is offered for the id without its quotes', async () => {
    await open();
    const answer = await client.connection.sendRequest(PrepareRenameRequest.type, at(BAD_PATH, BAD, PARENT));
    expect(answer).toEqual({
      range: { start: { line: 10, character: 17 }, end: { line: 10, character: 29 } },
      placeholder: 'aaaa11112222',
    });
    const elsewhere = await client.connection.sendRequest(
      PrepareRenameRequest.type,
      at(BAD_PATH, BAD, 'op.add_column'),
    );
    expect(elsewhere).toBeNull();
  });

  it('edits all files with their versions and renames the file of the revision', async () => {
    await open();
    await client.change(BAD_PATH, [{ text: `${BAD}\n` }]);
    const edit = await rename('eeee99990000');
    expect(
      textEdits(edit).map(({ textDocument, edits }) => [
        name(textDocument.uri),
        textDocument.version,
        edits.length,
      ]),
    ).toEqual([
      ['aaaa', null, 2],
      ['bbbb', 2, 2],
    ]);
    expect((edit?.documentChanges ?? []).filter((change) => RenameFile.is(change))).toEqual([
      {
        kind: 'rename',
        oldUri: client.uri(FIRST_PATH),
        newUri: client.uri(FIRST_PATH.replace('aaaa11112222', 'eeee99990000')),
      },
    ]);
    expect(client.questions).toEqual([]);
  });

  it('asks first when the database has the revision', async () => {
    await open();
    const projectId = await client.projectId();
    await client.ask('retort/revisions', { projectId, current: ['aaaa11112222'] });
    expect(await rename('eeee99990000')).not.toBeNull();
    expect(client.questions).toHaveLength(1);
    expect(client.questions[0]).toContain('alembic_version');
    client.isConfirming = false;
    await expect(rename('eeee99990000')).rejects.toThrow('keeps its name');
  });

  it('says why it is refused', async () => {
    await open();
    await expect(rename('bbbb33334444')).rejects.toThrow('bbbb33334444 is present already');
    await expect(rename('a-b')).rejects.toThrow('not allowed in revision identifier');
  });
});

describe('hover', () => {
  it('names the neighbours with their messages, and what the database has', async () => {
    await open({ [NEXT_PATH]: NEXT });
    const projectId = await client.projectId();
    await client.ask('retort/revisions', { projectId, current: ['aaaa11112222'] });
    const params = at(BAD_PATH, BAD, "'bbbb33334444'");
    const answer = await client.connection.sendRequest(HoverRequest.type, params);
    const { value } = answer?.contents as { value: string };
    expect(value).toContain('**add a name**');
    expect(value).toContain('Revises: aaaa11112222 \\(create item\\)');
    expect(value).toContain('Followed by: cccc55556666 \\(next step\\)');
    expect(value).toContain('Pending');
  });
});

describe('call hierarchy', () => {
  it('leads up to the children and down to the parents', async () => {
    await open({ [NEXT_PATH]: NEXT, [SIDE_PATH]: SIDE });
    const [item] =
      (await client.connection.sendRequest(
        CallHierarchyPrepareRequest.type,
        at(BAD_PATH, BAD, "'bbbb33334444'"),
      )) ?? [];
    expect(item).toMatchObject({ name: 'add a name', detail: 'bbbb33334444', uri: client.uri(BAD_PATH) });
    const { connection } = client;
    const up = (await connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item: item! })) ?? [];
    expect(up.map(({ from, fromRanges }) => [from.detail, ...fromRanges.map(show)])).toEqual([
      ['cccc55556666', '10:17-10:29'],
    ]);
    const down =
      (await connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item: item! })) ?? [];
    expect(down.map(({ to, fromRanges }) => [to.detail, ...fromRanges.map(show)])).toEqual([
      ['aaaa11112222', '10:17-10:29'],
    ]);
    const base = down[0]!.to;
    const all = (await connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item: base })) ?? [];
    expect(all.map(({ from }) => from.detail)).toEqual(['bbbb33334444', 'dddd77778888']);
  });
});

describe('symbols', () => {
  it('of the workspace are found by message and by id', async () => {
    await open();
    const ask = async (query: string) => {
      const found = (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query })) ?? [];
      return found.map(
        (symbol) => `${symbol.name} | ${symbol.containerName ?? ''} | ${name(symbol.location.uri)}`,
      );
    };
    expect(await ask('#a name')).toEqual(['add a name | bbbb33334444 | bbbb']);
    expect(await ask('aaaa11')).toEqual(['aaaa11112222 | create item | aaaa']);
    expect(await ask('')).toHaveLength(2);
  });

  it('of a file are the revision, its functions and their operations', async () => {
    await open();
    const [root] = (await client.connection.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri: client.uri(BAD_PATH) },
    })) as DocumentSymbol[];
    expect(root?.detail).toBe('bbbb33334444');
    expect(root?.children?.map((child) => [child.name, child.children?.map((one) => one.name)])).toEqual([
      ['upgrade', ['add_column']],
      ['downgrade', ['drop_column']],
    ]);
  });
});

describe('completion', () => {
  it('offers the heads first, with message and state, inside the quotes', async () => {
    await open({ [SIDE_PATH]: SIDE });
    const path = 'migrations/versions/eeee.py';
    client.write(path, NEXT);
    const text = NEXT.replace("down_revision = 'bbbb33334444'", "down_revision = ''");
    const created = client.nextChange();
    await client.changedOnDisk([path]);
    await created;
    await client.open(path, text);
    const projectId = await client.projectId();
    await client.ask('retort/revisions', { projectId, current: ['aaaa11112222'] });
    const { line, character } = rangeOf(text, "= ''").start;
    const position = { line, character: character + 3 };
    const answer = (await client.connection.sendRequest(CompletionRequest.type, {
      textDocument: { uri: client.uri(path) },
      position,
    })) as CompletionList;
    const sorted = [...answer.items].sort((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
    expect(sorted.map(({ label, detail }) => `${label}: ${detail ?? ''}`)).toEqual([
      'bbbb33334444: add a name · head · pending',
      'dddd77778888: side step · head · pending',
      'aaaa11112222: create item · applied',
    ]);
    expect(answer.items[0]?.textEdit).toMatchObject({ range: { start: position, end: position } });
  });
});

describe('rebase', () => {
  it('moves the branch of a head and says what the database has of it', async () => {
    await open({ [SIDE_PATH]: SIDE });
    const projectId = await client.projectId();
    await client.ask('retort/revisions', { projectId, current: ['dddd77778888'] });
    const question = { projectId, revision: 'dddd77778888', onto: 'bbbb33334444' };
    const answer = await client.ask('retort/planRebase', question);
    expect(answer).toMatchObject({
      start: 'dddd77778888',
      onto: 'bbbb33334444',
      isApplied: true,
      isOntoApplied: false,
    });
    const changes = (answer.edit?.documentChanges ?? []).filter((change) => TextDocumentEdit.is(change));
    expect(
      changes.flatMap(({ edits }) => edits.map((edit) => ('newText' in edit ? edit.newText : ''))),
    ).toEqual(["'bbbb33334444'", ' bbbb33334444']);
  });

  it('is refused with the reason', async () => {
    await open();
    const projectId = await client.projectId();
    const question = { projectId, revision: 'aaaa11112222', onto: 'bbbb33334444' };
    expect((await client.ask('retort/planRebase', question)).problem).toContain('cycle');
    expect((await client.ask('retort/planRebase', { ...question, projectId: 'gone' })).problem).toContain(
      'project',
    );
  });
});

describe('the way back from a run', () => {
  it('answers the commands with the rows after each, and none for revisions that no file has', async () => {
    await open();
    const projectId = await client.projectId();
    const ask = async (now: string[], before: string[]) =>
      (await client.ask('retort/wayBack', { projectId, now, before })).moves;
    expect(await ask(['bbbb33334444'], ['aaaa11112222'])).toEqual([
      { command: 'downgrade', target: 'aaaa11112222', rows: ['aaaa11112222'] },
    ]);
    expect(await ask([], ['aaaa11112222'])).toMatchObject([{ command: 'upgrade', target: 'aaaa11112222' }]);
    expect(await ask(['bbbb33334444'], ['gone'])).toBeNull();
  });
});

describe('rename by id, as the command asks for it', () => {
  it('answers text edits, the files to rename and whether the database has it', async () => {
    await open();
    const projectId = await client.projectId();
    await client.ask('retort/revisions', { projectId, current: ['aaaa11112222'] });
    const question = { projectId, revision: 'aaaa11112222', newName: 'eeee99990000' };
    const answer = await client.ask('retort/planRename', question);
    expect(answer).toMatchObject({
      isApplied: true,
      renames: [
        {
          from: client.uri(FIRST_PATH),
          to: client.uri(FIRST_PATH.replace('aaaa11112222', 'eeee99990000')),
        },
      ],
    });
    expect(answer.edit?.documentChanges).toHaveLength(2);
    const taken = await client.ask('retort/planRename', { ...question, newName: 'bbbb33334444' });
    expect(taken.problem).toContain('present already');
  });
});

describe('several heads', () => {
  it('bring the commands that leave one', async () => {
    await open({ [SIDE_PATH]: SIDE });
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: client.uri(BAD_PATH) },
      range: rangeOf(BAD, "'bbbb33334444'"),
      context: { diagnostics: [] },
    });
    const commands = (actions ?? []).flatMap((action) =>
      typeof action.command === 'object' ? [action.command.command] : [],
    );
    expect(commands).toEqual(['retort.mergeHeads', 'retort.rebase']);
  });
});

describe('a parent that is gone', () => {
  const ORPHAN_PATH = 'migrations/versions/0009_orphan.py';
  const ORPHAN = "revision = 'eeee99990000'\ndown_revision = ('aaaa11112222', 'gone99990000')\n";

  it('is brought back from git by a command', async () => {
    await open({ [ORPHAN_PATH]: ORPHAN });
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: client.uri(ORPHAN_PATH) },
      range: rangeOf(ORPHAN, "'gone99990000'"),
      context: { diagnostics: [] },
    });
    const commands = (actions ?? []).flatMap((action) =>
      typeof action.command === 'object' ? [action.command] : [],
    );
    const projectId = await client.projectId();
    expect(commands).toEqual([
      {
        title: 'Restore gone99990000 from git...',
        command: 'retort.restoreRevision',
        arguments: [{ projectId, revision: 'gone99990000' }],
      },
    ]);
  });
});

describe('a file of no project', () => {
  it('gets empty answers', async () => {
    await open({ 'other.py': FIRST });
    const params = at('other.py', FIRST, "'aaaa11112222'");
    const { connection } = client;
    expect(await connection.sendRequest(PrepareRenameRequest.type, params)).toBeNull();
    expect(await connection.sendRequest(CallHierarchyPrepareRequest.type, params)).toBeNull();
    expect(await connection.sendRequest(CompletionRequest.type, params)).toMatchObject({ items: [] });
    expect(await connection.sendRequest(DocumentSymbolRequest.type, params)).toEqual([]);
    expect(client.log).toEqual([]);
  });
});
