// One happy path for every request, on real files and over a real connection.
import { afterEach, describe, expect, it } from 'vitest';
import {
  CodeActionRequest,
  CodeLensRequest,
  DefinitionRequest,
  HoverRequest,
  TextDocumentEdit,
  type CodeAction,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { LspClient, rangeOf, show } from './lspClient';
import { BAD, BAD_PATH, FIRST_PATH, SHOP } from './shopFiles';

let client: LspClient;
afterEach(() => client.dispose());

async function open(): Promise<void> {
  client = await LspClient.start({ files: SHOP });
  await client.open(BAD_PATH, BAD);
}

async function fixesOf(
  path: string,
  [diagnostic]: readonly Diagnostic[],
  only?: string[],
): Promise<CodeAction[]> {
  const answer = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: client.uri(path) },
    range: diagnostic!.range,
    context: { diagnostics: [diagnostic!], ...(only === undefined ? {} : { only }) },
  });
  return (answer ?? []).filter((action): action is CodeAction => 'edit' in action);
}

/** The text after an action, as a client applies it; refused when the version is another one. */
function applied(action: CodeAction, path: string, text: string, version: number): string {
  const uri = client.uri(path);
  const changes = (action.edit?.documentChanges ?? []).filter((change) => TextDocumentEdit.is(change));
  for (const { textDocument } of changes) {
    if (textDocument.uri === uri && textDocument.version !== version) return 'refused';
  }
  const edits = changes
    .filter(({ textDocument }) => textDocument.uri === uri)
    .flatMap((change) => change.edits);
  return TextDocument.applyEdits(TextDocument.create(uri, 'python', version, text), edits as TextEdit[]);
}

describe('diagnostics', () => {
  it('stand exactly on the column that cannot be added', async () => {
    await open();
    const found = await client.diagnostics(BAD_PATH);
    expect(found.map(({ range, code, severity }) => [show(range), code, severity])).toEqual([
      [show(rangeOf(BAD, "sa.Column('name', sa.String(50), nullable=False)")), 'not-null-without-default', 1],
    ]);
    expect(found[0]?.message).toContain('server_default');
  });

  it('follow what is typed, and say "unchanged" for what did not change', async () => {
    await open();
    const range = rangeOf(BAD, 'nullable=False');
    await client.change(BAD_PATH, [{ range, text: 'nullable=True' }]);
    expect(await client.diagnostics(BAD_PATH)).toEqual([]);
    const ask = async (previousResultId?: string) =>
      await client.connection.sendRequest<{ kind: string; resultId: string }>('textDocument/diagnostic', {
        textDocument: { uri: client.uri(BAD_PATH) },
        previousResultId,
      });
    const first = await ask();
    expect(first.kind).toBe('full');
    expect((await ask(first.resultId)).kind).toBe('unchanged');
  });

  it('are those of the settings', async () => {
    await open();
    await client.configure({ lint: { rules: { 'not-null-without-default': 'hint' } } });
    expect((await client.diagnostics(BAD_PATH)).map(({ severity }) => severity)).toEqual([4]);
    await client.configure({ lint: { rules: { 'not-null-without-default': 'off', nonsense: 7 } } });
    expect(await client.diagnostics(BAD_PATH)).toEqual([]);
  });
});

describe('code actions', () => {
  it('mend the finding, and one of them is preferred', async () => {
    await open();
    const diagnostics = await client.diagnostics(BAD_PATH);
    const actions = await fixesOf(BAD_PATH, diagnostics);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter(({ isPreferred }) => isPreferred === true).length).toBe(1);
    const preferred = actions.find(({ isPreferred }) => isPreferred)!;
    const text = applied(preferred, BAD_PATH, BAD, 1);
    expect(text).not.toBe('refused');
    await client.change(BAD_PATH, [{ text }]);
    expect(await client.diagnostics(BAD_PATH)).toEqual([]);
  });

  it('carry the version, so that an edit made for an older text is refused', async () => {
    await open();
    const version = await client.change(BAD_PATH, [{ range: rangeOf(BAD, '"""add'), text: '\n"""add' }]);
    const actions = await fixesOf(BAD_PATH, await client.diagnostics(BAD_PATH));
    expect(applied(actions[0]!, BAD_PATH, `\n${BAD}`, version + 1)).toBe('refused');
    expect(applied(actions[0]!, BAD_PATH, `\n${BAD}`, version)).not.toBe('refused');
  });

  it('are left out when another kind is asked for', async () => {
    await open();
    const diagnostics = await client.diagnostics(BAD_PATH);
    expect(await fixesOf(BAD_PATH, diagnostics, ['refactor'])).toEqual([]);
  });
});

describe('code lenses', () => {
  it('stand over upgrade() and downgrade() and name the revision', async () => {
    await open();
    const lenses = await client.connection.sendRequest(CodeLensRequest.type, {
      textDocument: { uri: client.uri(BAD_PATH) },
    });
    const projectId = await client.projectId();
    expect(lenses?.map(({ range, command }) => [show(range), command?.title, command?.command])).toEqual([
      [show(rangeOf(BAD, 'upgrade')), 'Upgrade to here', 'retort.upgradeToThis'],
      [show(rangeOf(BAD, 'upgrade')), 'SQL', 'retort.previewSql'],
      [show(rangeOf(BAD, 'upgrade')), 'Verify', 'retort.verifyRevision'],
      [show(rangeOf(BAD, 'downgrade')), 'Downgrade below', 'retort.downgradeBelow'],
      [show(rangeOf(BAD, 'downgrade')), 'SQL', 'retort.previewDowngradeSql'],
    ]);
    expect(lenses?.[0]?.command?.arguments).toEqual([{ projectId, revision: 'bbbb33334444' }]);
  });

  it('follow where the database stands', async () => {
    await open();
    const projectId = await client.projectId();
    const titles = async (path: string, current: readonly string[] | undefined) => {
      await client.ask('retort/revisions', { projectId, current });
      const textDocument = { uri: client.uri(path) };
      const lenses = await client.connection.sendRequest(CodeLensRequest.type, { textDocument });
      return lenses?.map(({ command }) => command?.title);
    };
    expect(await titles(BAD_PATH, [])).toEqual(['Upgrade to here', 'SQL', 'Verify', 'SQL']);
    expect(await titles(BAD_PATH, ['bbbb33334444'])).toEqual([
      'Current',
      'SQL',
      'Verify',
      'Downgrade below',
      'SQL',
    ]);
    expect((await titles(FIRST_PATH, ['bbbb33334444']))?.[0]).toBe('Downgrade to here');
    expect((await titles(FIRST_PATH, undefined))?.[0]).toBe('Upgrade to here');
  });

  it('are asked for again when the database moved', async () => {
    await open();
    const projectId = await client.projectId();
    // Twice: the first may be the one that follows the first reading.
    for (const row of ['aaaa11112222', 'bbbb33334444']) {
      const refreshed = client.nextLensRefresh();
      await client.ask('retort/revisions', { projectId, current: [row] });
      await refreshed;
    }
  });

  it('can be switched off', async () => {
    await open();
    await client.configure({ codeLens: false });
    const textDocument = { uri: client.uri(BAD_PATH) };
    expect(await client.connection.sendRequest(CodeLensRequest.type, { textDocument })).toEqual([]);
  });
});

describe('a revision id', () => {
  const inDownRevision = () => ({
    textDocument: { uri: client.uri(BAD_PATH) },
    position: rangeOf(BAD, "'aaaa11112222'").start,
  });

  it('says on hover what it is', async () => {
    await open();
    const hover = await client.connection.sendRequest(HoverRequest.type, inDownRevision());
    expect(hover?.contents).toEqual({
      kind: 'markdown',
      value:
        '**create item**\n\nRevision: aaaa11112222 (base)\n\nCreated: 2026\\-01\\-01 00\\:00\\:00\n\n' +
        'Revises: base\n\nFollowed by: bbbb33334444 \\(add a name\\)',
    });
  });

  it('leads to the file that declares it', async () => {
    await open();
    const target = await client.connection.sendRequest(DefinitionRequest.type, inDownRevision());
    expect(target).toMatchObject({ uri: client.uri(FIRST_PATH) });
  });
});

describe('an operation', () => {
  const hoverAt = async (path: string, text: string, part: string) => {
    const textDocument = { uri: client.uri(path) };
    const position = rangeOf(text, part).start;
    return await client.connection.sendRequest(HoverRequest.type, { textDocument, position });
  };

  it('says on hover which SQL it prints and which lock that takes', async () => {
    await open();
    const hover = await hoverAt(BAD_PATH, BAD, 'op.add_column');
    const { value } = hover?.contents as { value: string };
    expect(value).toMatch(
      /^```sql\nALTER TABLE item ADD COLUMN [^`]+;\n```\n\nTakes ACCESS EXCLUSIVE \\\(blocks/,
    );
    expect(hover?.range).toEqual(rangeOf(BAD, /op\.add_column\(.*\)/.exec(BAD)?.[0] ?? ''));
  });

  it('says nothing outside the functions', async () => {
    await open();
    expect(await hoverAt(BAD_PATH, BAD, 'import')).toBeNull();
  });
});

describe('hover', () => {
  it('gives no link, command or HTML of a docstring a chance', async () => {
    const hostile = BAD.replace('add a name', '[x](command:evil) <img src=x> **b** `c` http://a.b').replace(
      "down_revision = 'aaaa11112222'",
      "down_revision = 'aaaa11112222'",
    );
    client = await LspClient.start({ files: { ...SHOP, [BAD_PATH]: hostile } });
    const hover = await client.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: client.uri(BAD_PATH) },
      position: rangeOf(hostile, "'bbbb33334444'").start,
    });
    const { value } = hover?.contents as { value: string };
    expect(value).toContain('\\[x\\]\\(command\\:evil\\)');
    expect(value).not.toMatch(/[^\\]\[|<img|http:\/\//);
  });
});

describe('retort/revisions', () => {
  it('lists heads first, with what the version rows mean', async () => {
    await open();
    const projectId = await client.projectId();
    const unknown = await client.ask('retort/revisions', { projectId, current: undefined });
    expect(unknown.revisions.map(({ revision, state }) => [revision, state])).toEqual([
      ['bbbb33334444', 'unknown'],
      ['aaaa11112222', 'unknown'],
    ]);
    const known = await client.ask('retort/revisions', { projectId, current: ['aaaa11112222', 'gone'] });
    expect(known.revisions.map(({ revision, state, isCurrent }) => [revision, state, isCurrent])).toEqual([
      ['bbbb33334444', 'pending', false],
      ['aaaa11112222', 'applied', true],
    ]);
    expect(known.missing).toEqual(['gone']);
    expect(known.heads).toEqual(['bbbb33334444']);
    expect(known.problems).toEqual([]);
    expect(known.revisions[0]).toMatchObject({
      message: 'add a name',
      isHead: true,
      uri: client.uri(BAD_PATH),
    });
  });
});

describe('retort/graph', () => {
  it('says where each revision stands, what leads where, and what the database has', async () => {
    await open();
    const projectId = await client.projectId();
    const question = { projectId, current: ['aaaa11112222', 'gone'] };
    const { rows, lines, width, missing } = await client.ask('retort/graph', question);
    expect(rows.map(({ revision, lane, state, isCurrent }) => [revision, lane, state, isCurrent])).toEqual([
      ['bbbb33334444', 0, 'pending', false],
      ['aaaa11112222', 0, 'applied', true],
    ]);
    expect(rows[1]).toMatchObject({ message: 'create item', date: '2026-01-01 00:00:00', isBase: true });
    expect([lines, width, missing]).toEqual([[{ child: 0, parent: 1, lane: 0, kind: 'down' }], 1, ['gone']]);
    const { svg } = await client.ask('retort/graphSvg', question);
    expect(svg).toMatch(/^<svg [\s\S]*create item[\s\S]*<\/svg>\n$/);
  });

  it('is empty for a project that is not there', async () => {
    await open();
    const question = { projectId: 'nowhere', current: undefined };
    expect((await client.ask('retort/graph', question)).rows).toEqual([]);
    expect((await client.ask('retort/graphSvg', question)).svg).toBe('');
  });

  it('follows what is typed', async () => {
    await open();
    await client.change(BAD_PATH, [
      { range: rangeOf(BAD, "down_revision = 'aaaa11112222'"), text: "down_revision = 'zzzz'" },
    ]);
    const projectId = await client.projectId();
    const { rows, lines } = await client.ask('retort/graph', { projectId, current: undefined });
    expect(rows.map(({ revision, state, missing }) => [revision, state, missing])).toContainEqual([
      'bbbb33334444',
      'unknown',
      ['zzzz'],
    ]);
    expect(lines).toEqual([]);
  });
});

describe('retort/previewSql', () => {
  it('renders what is typed, in both directions', async () => {
    await open();
    const projectId = await client.projectId();
    const question = { projectId, revision: 'bbbb33334444' };
    expect(await client.ask('retort/previewSql', { ...question, direction: 'upgrade' })).toEqual({
      sql: 'ALTER TABLE item ADD COLUMN name VARCHAR(50) NOT NULL;',
      unresolved: [],
    });
    await client.change(BAD_PATH, [{ range: rangeOf(BAD, 'String(50)'), text: 'String(80)' }]);
    expect((await client.ask('retort/previewSql', { ...question, direction: 'upgrade' })).sql).toContain(
      'VARCHAR(80)',
    );
    expect((await client.ask('retort/previewSql', { ...question, direction: 'downgrade' })).sql).toBe(
      'ALTER TABLE item DROP COLUMN name;',
    );
  });

  it('says what is not known and where', async () => {
    await open();
    await client.change(BAD_PATH, [
      { range: rangeOf(BAD, "op.add_column('item'"), text: 'op.add_column(open("x").read()' },
    ]);
    const projectId = await client.projectId();
    const answer = await client.ask('retort/previewSql', {
      projectId,
      revision: 'bbbb33334444',
      direction: 'upgrade',
    });
    expect(answer.unresolved.map(({ line }) => line)).toEqual([rangeOf(BAD, 'op.add_column').start.line + 1]);
  });
});
