// Fixes that make revisions behind the one they mend, as a client carries them out: what the client gets, what stands on disk
// then, and that the history still ends in one head, which is the last of them.
import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CreateFile,
  FileChangeType,
  TextDocumentEdit,
  type CodeAction,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { RevisionsAnswer } from '../../server/src/lsp/protocol';
import { LspClient, rangeOf } from './lspClient';
import { BAD, BAD_PATH, revisionFile, SHOP } from './shopFiles';

let client: LspClient;
afterEach(() => client.dispose());

const EXPAND = 'Add it nullable here, fill it and set NOT NULL in two revisions behind';
const SPLIT = 'Move the data, and what follows it, into a revision of its own behind this one';
const MIXED = revisionFile(
  'bbbb33334444',
  'aaaa11112222',
  'price of an item',
  "op.add_column('item', sa.Column('price', sa.Integer()))\n    op.execute('UPDATE item SET price = 1')",
  "op.drop_column('item', 'price')",
);

async function actionAt(text: string, part: string, title: string): Promise<CodeAction | undefined> {
  const answer = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: client.uri(BAD_PATH) },
    range: rangeOf(text, part),
    context: { diagnostics: [] },
  });
  return (answer ?? []).find((action): action is CodeAction => 'edit' in action && action.title === title);
}

/** Carries an action out as VS Code does: in its order, a file that is there already or another version ends it. */
async function carryOut(action: CodeAction | undefined, text: string, version: number): Promise<string[]> {
  const made = new Map<string, string>();
  for (const change of action?.edit?.documentChanges ?? []) {
    if (CreateFile.is(change)) {
      const isThere = made.has(change.uri) || existsSync(URI.parse(change.uri).fsPath);
      if (isThere && change.options?.overwrite !== true) throw new Error(`${change.uri} exists`);
      made.set(change.uri, '');
      continue;
    }
    if (!TextDocumentEdit.is(change)) throw new Error('neither an edit nor a file');
    const { uri, version: wanted } = change.textDocument;
    const edits = change.edits.filter((edit) => 'newText' in edit);
    const isOpen = uri === client.uri(BAD_PATH);
    if (wanted !== (isOpen ? version : null)) throw new Error(`another version of ${uri}`);
    const before = isOpen ? text : made.get(uri);
    if (before === undefined) throw new Error(`${uri} was not made`);
    const after = TextDocument.applyEdits(TextDocument.create(uri, 'python', 1, before), edits);
    if (isOpen) await client.change(BAD_PATH, [{ text: after }]);
    else made.set(uri, after);
  }
  const paths = [...made.keys()].map((uri) => URI.parse(uri).fsPath.slice(client.folder.length + 1));
  [...made.values()].forEach((content, at) => client.write(paths[at] ?? '', content));
  const isKnown = async (): Promise<boolean> =>
    (await revisions()).revisions.filter(({ uri }) => made.has(uri)).length === made.size;
  await client.changedOnDisk(paths, FileChangeType.Created);
  // The edit of the open file is told as well, before or after the files.
  for (let change = client.nextChange(); !(await isKnown()); change = client.nextChange()) await change;
  return paths;
}

async function revisions(): Promise<RevisionsAnswer> {
  return await client.ask('retort/revisions', { projectId: await client.projectId(), current: undefined });
}

/** Every revision with those it stands on, and the heads. */
async function history(): Promise<readonly string[]> {
  const { revisions: all, heads } = await revisions();
  return [
    ...all.map(({ revision, downRevisions }) => `${revision} < ${downRevisions.join()}`),
    `heads ${heads.join()}`,
  ];
}

const idIn = (path: string): string =>
  /^revision = ['"](.*)['"]$/m.exec(readFileSync(`${client.folder}/${path}`, 'utf8'))?.[1] ?? '';

describe('expand, backfill and contract', () => {
  it('are one revision and two files behind it', async () => {
    client = await LspClient.start({ files: SHOP });
    await client.open(BAD_PATH, BAD);
    const made = await carryOut(await actionAt(BAD, 'nullable=False', EXPAND), BAD, 1);
    const [backfill = '', contract = ''] = made.map(idIn);
    expect(made).toEqual([
      `migrations/versions/${backfill}_add_a_name_backfill.py`,
      `migrations/versions/${contract}_add_a_name_contract.py`,
    ]);
    expect(await history()).toEqual([
      `${contract} < ${backfill}`,
      `${backfill} < bbbb33334444`,
      'bbbb33334444 < aaaa11112222',
      'aaaa11112222 < ',
      `heads ${contract}`,
    ]);
    for (const path of [BAD_PATH, ...made]) {
      const codes = (await client.diagnostics(path)).map(({ code }) => code);
      expect(codes).not.toContain('not-null-without-default');
      expect(codes).not.toContain('set-not-null-existing');
      expect(codes).not.toContain('docstring-mismatch');
    }
  });

  it('are not carried out over a text that was typed on, or over a file that came into being', async () => {
    client = await LspClient.start({ files: SHOP });
    await client.open(BAD_PATH, BAD);
    const action = await actionAt(BAD, 'nullable=False', EXPAND);
    await expect(carryOut(action, BAD, 2)).rejects.toThrow('another version');
    const [file] = (action?.edit?.documentChanges ?? []).filter((change) => CreateFile.is(change));
    client.write(URI.parse(file?.uri ?? '').fsPath.slice(client.folder.length + 1), 'revision = "x"\n');
    await expect(carryOut(action, BAD, 1)).rejects.toThrow('exists');
  });

  it('are not offered once a revision stands on it', async () => {
    const child = revisionFile('cccc55556666', 'bbbb33334444', 'the next one', 'pass');
    client = await LspClient.start({
      files: { ...SHOP, 'migrations/versions/cccc55556666_next.py': child },
    });
    await client.open(BAD_PATH, BAD);
    expect(await actionAt(BAD, 'nullable=False', EXPAND)).toBeUndefined();
  });
});

describe('schema and data', () => {
  it('are divided into the revision and one behind it', async () => {
    client = await LspClient.start({ files: { ...SHOP, [BAD_PATH]: MIXED } });
    await client.open(BAD_PATH, MIXED);
    const made = await carryOut(await actionAt(MIXED, 'UPDATE', SPLIT), MIXED, 1);
    const [data = ''] = made.map(idIn);
    expect(made).toHaveLength(1);
    expect(await history()).toEqual([
      `${data} < bbbb33334444`,
      'bbbb33334444 < aaaa11112222',
      'aaaa11112222 < ',
      `heads ${data}`,
    ]);
    for (const path of [BAD_PATH, ...made]) {
      const codes = (await client.diagnostics(path)).map(({ code }) => code);
      expect(codes).not.toContain('schema-and-data-mixed');
      expect(codes).not.toContain('docstring-mismatch');
    }
  });
});
