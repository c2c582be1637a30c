// The session over time: several projects, changes on disk, bursts of them, broken input, and what must not crash it.
import { afterEach, describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  CodeActionRequest,
  FileChangeType,
  HoverRequest,
  LSPErrorCodes,
  WorkspaceDiagnosticRequest,
  type Diagnostic,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { LspClient, rangeOf } from './lspClient';
import {
  BAD,
  BAD_PATH,
  CONFIGURATION,
  ENVIRONMENT,
  FIRST,
  FIRST_PATH,
  revisionFile,
  SHOP,
} from './shopFiles';

let client: LspClient;
afterEach(() => client.dispose());

async function start(files: Readonly<Record<string, string>> = SHOP, isTrusted = true): Promise<void> {
  client = await LspClient.start({ files, isTrusted });
}

async function revisionIds(current?: readonly string[]): Promise<readonly string[]> {
  const projectId = await client.projectId();
  const { revisions } = await client.ask('retort/revisions', { projectId, current });
  return revisions.map(({ revision }) => revision);
}

const codes = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

describe('projects', () => {
  it('none: empty answers, no complaint', async () => {
    await start({ 'main.py': 'print(1)\n' });
    expect(await client.ask('retort/projects', {})).toEqual([]);
    expect(await client.diagnostics('main.py')).toEqual([]);
    expect(await client.ask('retort/revisions', { projectId: 'none', current: [] })).toMatchObject({
      revisions: [],
    });
    expect(client.log).toEqual([]);
  });

  it('two in one workspace are kept apart', async () => {
    const second = Object.fromEntries(Object.entries(SHOP).map(([path, text]) => [`second/${path}`, text]));
    await start({ ...SHOP, ...second, 'second/pyproject.toml': '[tool.retort]\ndatabase = "embedded"\n' });
    const projects = await client.ask('retort/projects', {});
    expect(projects.map(({ database }) => database ?? 'none')).toEqual(['none', 'embedded']);
    expect(projects.map(({ problem }) => problem === undefined)).toEqual([true, true]);
    expect(new Set(projects.map(({ id }) => id)).size).toBe(2);
  });

  it('one whose configuration is kept in a folder of its own is run from where its paths lead somewhere', async () => {
    const { 'alembic.ini': configuration = '', ...others } = SHOP;
    const moved = configuration.replace('%(here)s/', '');
    await start({ ...others, 'conf/alembic.ini': moved });
    const [project] = await client.ask('retort/projects', {});
    expect(project?.problem).toBeUndefined();
    expect(project?.folder).toBe(client.folder);
    expect(project?.configFile).toBe(`${client.folder}/conf/alembic.ini`);
    expect(await revisionIds()).toContain('aaaa11112222');
  });

  it('a broken alembic.ini says where and leaves the others alone', async () => {
    await start({ ...SHOP, 'other/alembic.ini': '[alembic]\nscript_location = %(here)s/gone\n' });
    const projects = await client.ask('retort/projects', {});
    const broken = projects.find(({ problem }) => problem !== undefined);
    expect(broken?.problem?.uri).toBe(client.uri('other/alembic.ini'));
    expect(broken?.problem?.line).toBe(2);
    const found = await client.diagnostics('other/alembic.ini');
    expect(found.map(({ range }) => range.start.line)).toEqual([1]);
    expect(found[0]?.message).toContain("Path doesn't exist");
    expect(codes(await client.diagnostics(BAD_PATH))).toEqual(['not-null-without-default']);
  });

  it('appear when their configuration does', async () => {
    await start({ [FIRST_PATH]: FIRST, [BAD_PATH]: BAD, 'migrations/env.py': ENVIRONMENT });
    expect(await client.ask('retort/projects', {})).toEqual([]);
    client.write('alembic.ini', CONFIGURATION);
    const change = client.nextChange();
    await client.changedOnDisk(['alembic.ini'], FileChangeType.Created);
    await change;
    expect(await revisionIds()).toEqual(['bbbb33334444', 'aaaa11112222']);
  });
});

describe('broken revision files', () => {
  it('leave the other files and the tree alone', async () => {
    await start({ ...SHOP, 'migrations/versions/broken.py': 'def upgrade(:\n  ((((' });
    expect(await revisionIds()).toEqual(['bbbb33334444', 'aaaa11112222']);
    const projectId = await client.projectId();
    const { problems } = await client.ask('retort/revisions', { projectId, current: undefined });
    expect(problems.map(({ uri }) => uri)).toContain(client.uri('migrations/versions/broken.py'));
    expect((await client.diagnostics('migrations/versions/broken.py')).length).toBeGreaterThan(0);
    expect(codes(await client.diagnostics(BAD_PATH))).toEqual(['not-null-without-default']);
  });

  it('with a missing parent say so on the line', async () => {
    const text = revisionFile('cccc55556666', 'gone00000000', 'orphan', "op.drop_table('item')");
    await start({ ...SHOP, 'migrations/versions/cccc.py': text });
    const missing = (await client.diagnostics('migrations/versions/cccc.py')).find(
      ({ code }) => code === 'missing-parent',
    );
    expect(missing?.range).toEqual(rangeOf(text, "'gone00000000'"));
  });
});

describe('what is open', () => {
  it('overrides the disk until it is closed', async () => {
    await start();
    await client.open(
      BAD_PATH,
      BAD.replace('bbbb33334444', 'dddd77778888').replace("= 'bbbb33334444'", "= 'dddd77778888'"),
    );
    expect(await revisionIds()).toContain('dddd77778888');
    const change = client.nextChange();
    await client.close(BAD_PATH);
    await change;
    expect(await revisionIds()).toContain('bbbb33334444');
  });

  it('survives a reading of the disk', async () => {
    await start();
    await client.open(BAD_PATH, BAD);
    await client.change(BAD_PATH, [{ range: rangeOf(BAD, 'nullable=False'), text: 'nullable=True' }]);
    await client.ask('retort/reload', {});
    expect(await client.diagnostics(BAD_PATH)).toEqual([]);
  });

  it('after many edits equals the document sent whole', async () => {
    await start();
    await client.open(BAD_PATH, BAD);
    let text = BAD;
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const words = ['', 'x', '\n', "'", '"""', 'op.', 'é😀', '\r\n', '    '];
    for (let i = 0; i < 200; i++) {
      const lines = text.split('\n');
      const line = random(lines.length);
      const character = random((lines[line] ?? '').length + 1);
      const length = random(Math.max(1, (lines[line] ?? '').length - character));
      const offset = lines.slice(0, line).join('\n').length + (line === 0 ? 0 : 1) + character;
      const insert = words[random(words.length)] ?? '';
      // A line break of two characters is one line end for the protocol; keep positions simple.
      if (text.includes('\r')) break;
      const range = { start: { line, character }, end: { line, character: character + length } };
      await client.change(BAD_PATH, [{ range, text: insert }]);
      text = text.slice(0, offset) + insert + text.slice(offset + length);
    }
    const incremental = await client.diagnostics(BAD_PATH);
    await client.close(BAD_PATH);
    await client.open(BAD_PATH, text);
    expect(await client.diagnostics(BAD_PATH)).toEqual(incremental);
    expect(client.log).toEqual([]);
  });
});

describe('changes on disk', () => {
  it('of one file are taken over', async () => {
    await start();
    client.write(BAD_PATH, BAD.replace('nullable=False', 'nullable=True'));
    const change = client.nextChange();
    await client.changedOnDisk([BAD_PATH]);
    await change;
    expect(await client.diagnostics(BAD_PATH)).toEqual([]);
  });

  it('a new file and a deleted one change the tree', async () => {
    await start();
    client.write('migrations/versions/cccc.py', revisionFile('cccc55556666', 'bbbb33334444', 'next', 'pass'));
    const created = client.nextChange();
    await client.changedOnDisk(['migrations/versions/cccc.py'], FileChangeType.Created);
    await created;
    expect(await revisionIds()).toEqual(['cccc55556666', 'bbbb33334444', 'aaaa11112222']);
    client.remove('migrations/versions/cccc.py');
    const deleted = client.nextChange();
    await client.changedOnDisk(['migrations/versions/cccc.py'], FileChangeType.Deleted);
    await deleted;
    expect(await revisionIds()).toEqual(['bbbb33334444', 'aaaa11112222']);
  });

  it('a new file leaves what is typed elsewhere, and comes where Alembic loads it', async () => {
    await start();
    await client.open(BAD_PATH, BAD);
    await client.change(BAD_PATH, [{ range: rangeOf(BAD, 'nullable=False'), text: 'nullable=True' }]);
    const first = 'migrations/versions/0000.py';
    client.write(first, FIRST.replace('create item', 'repeats an id'));
    const created = client.nextChange();
    await client.changedOnDisk([first], FileChangeType.Created);
    await created;
    // Of two files with one id Alembic takes the one that it loads last.
    const projectId = await client.projectId();
    const { revisions } = await client.ask('retort/revisions', { projectId, current: undefined });
    expect(revisions.find(({ revision }) => revision === 'aaaa11112222')?.uri).toBe(client.uri(FIRST_PATH));
    expect(codes(await client.diagnostics(BAD_PATH))).not.toContain('not-null-without-default');
  });

  it('a new file that cannot be read is told, and gone when it is', async () => {
    await start();
    const path = 'migrations/versions/cccc.py';
    client.write(path, '# coding: klingon\n');
    const created = client.nextChange();
    await client.changedOnDisk([path], FileChangeType.Created);
    await created;
    const problems = async () => {
      const projectId = await client.projectId();
      return (await client.ask('retort/revisions', { projectId, current: undefined })).problems;
    };
    expect(new Set((await problems()).map(({ uri }) => uri))).toEqual(new Set([client.uri(path)]));
    client.remove(path);
    const deleted = client.nextChange();
    await client.changedOnDisk([path], FileChangeType.Deleted);
    await deleted;
    expect(await problems()).toEqual([]);
  });

  it('a new module among the revisions changes what those that import it mean', async () => {
    const importing = revisionFile('cccc55556666', 'bbbb33334444', 'labelled', 'pass')
      .replace(
        'from alembic import op',
        'from alembic import op\nfrom migrations.versions.names import LABEL',
      )
      .replace('branch_labels = None', 'branch_labels = LABEL');
    await start({
      ...SHOP,
      'alembic.ini': `${CONFIGURATION}prepend_sys_path = %(here)s\n`,
      'migrations/versions/cccc.py': importing,
    });
    const labels = async () => {
      const projectId = await client.projectId();
      const { revisions } = await client.ask('retort/revisions', { projectId, current: undefined });
      return revisions.find(({ revision }) => revision === 'cccc55556666')?.branchLabels;
    };
    expect(await labels()).toEqual([]);
    client.write('migrations/versions/names.py', "LABEL = 'catalogue'\n");
    const created = client.nextChange();
    await client.changedOnDisk(['migrations/versions/names.py'], FileChangeType.Created);
    await created;
    expect(await labels()).toEqual(['catalogue']);
  });

  it('two thousand at once are one reading', async () => {
    const files: Record<string, string> = { 'alembic.ini': CONFIGURATION, 'migrations/env.py': ENVIRONMENT };
    const path = (index: number) => `migrations/versions/r${String(index).padStart(4, '0')}.py`;
    files[path(0)] = FIRST;
    await start(files);
    let down = 'aaaa11112222';
    const paths: string[] = [];
    for (let index = 1; index <= 2000; index++) {
      const revision = `r${String(index).padStart(11, '0')}`;
      client.write(path(index), revisionFile(revision, down, 'step', 'pass'));
      paths.push(path(index));
      down = revision;
    }
    const before = client.changes;
    const change = client.nextChange();
    for (let at = 0; at < paths.length; at += 100) {
      void client.changedOnDisk(paths.slice(at, at + 100), FileChangeType.Created);
    }
    await change;
    expect((await revisionIds()).length).toBe(2001);
    expect(client.changes - before).toBe(1);
  }, 30_000);

  it('are watched where the projects are, and nowhere else', async () => {
    await start();
    const watchers = client.registrations
      .filter(({ method }) => method === 'workspace/didChangeWatchedFiles')
      .flatMap(
        ({ registerOptions }) => (registerOptions as { watchers: { globPattern: unknown }[] }).watchers,
      );
    expect(watchers.map(({ globPattern }) => globPattern)).toEqual([
      '**/alembic.ini',
      '**/pyproject.toml',
      '**/.git/{HEAD,FETCH_HEAD,packed-refs,refs/heads/**,refs/remotes/**}',
      { baseUri: client.uri('migrations/versions'), pattern: '**/*.py' },
      { baseUri: client.uri('migrations'), pattern: '{env.py,script.py.mako}' },
      { baseUri: client.uri(''), pattern: 'alembic.ini' },
    ]);
  });
});

describe('workspace diagnostics', () => {
  const ask = async (known: readonly WorkspaceDocumentDiagnosticReport[] = []) => {
    const { items } = await client.connection.sendRequest(WorkspaceDiagnosticRequest.type, {
      previousResultIds: known.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' })),
    });
    return items;
  };

  it('judge pending revisions nobody opened, and wait while nothing changes', async () => {
    await start();
    const projectId = await client.projectId();
    const waiting = ask();
    await client.ask('retort/revisions', { projectId, current: ['aaaa11112222'] });
    const first = await waiting;
    expect(first.map(({ uri }) => uri)).toEqual([client.uri(BAD_PATH)]);
    const next = ask(first);
    await client.ask('retort/revisions', { projectId, current: ['bbbb33334444'] });
    expect((await next).map((report) => (report.kind === 'full' ? report.items.length : -1))).toEqual([0]);
  });

  it('end when they are cancelled', async () => {
    await start();
    const source = new CancellationTokenSource();
    const waiting = client.connection.sendRequest(
      WorkspaceDiagnosticRequest.type,
      { previousResultIds: [] },
      source.token,
    );
    await client.projectId();
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });
});

describe('untrusted', () => {
  it('reads no version folder outside the workspace', async () => {
    const files = {
      ...SHOP,
      'alembic.ini': `${CONFIGURATION}version_locations = %(here)s/../outside-${process.pid}\n`,
    };
    await start(files, false);
    expect(await revisionIds()).toEqual([]);
  });

  it('lints and previews inside it', async () => {
    await start(SHOP, false);
    expect(codes(await client.diagnostics(BAD_PATH))).toEqual(['not-null-without-default']);
  });
});

describe('illegal requests', () => {
  it('get empty answers and do not end the server', async () => {
    await start();
    await client.open(BAD_PATH, BAD);
    const numbers = [-1, 0, 5, 1e9, 2 ** 31 - 1, Number.NaN, 1.5];
    const uris = [
      client.uri(BAD_PATH),
      client.uri('gone.py'),
      'untitled:Untitled-1',
      'not a uri',
      '',
      'file://%ff/x',
    ];
    const waiting: Promise<unknown>[] = [];
    for (const uri of uris) {
      for (const line of numbers) {
        for (const character of numbers) {
          const position = { line, character };
          const textDocument = { uri };
          const range = { start: position, end: { line: character, character: line } };
          waiting.push(
            client.connection.sendRequest(HoverRequest.type, { textDocument, position }),
            client.connection.sendRequest(CodeActionRequest.type, {
              textDocument,
              range,
              context: { diagnostics: [] },
            }),
          );
        }
      }
      waiting.push(client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }));
    }
    for (const method of [
      'retort/revisions',
      'retort/previewSql',
      'retort/projects',
      'textDocument/codeLens',
    ]) {
      for (const params of [{}, { projectId: 7, revision: [], current: 'x' }, { textDocument: null }]) {
        waiting.push(client.connection.sendRequest(method, params));
      }
    }
    await Promise.allSettled(waiting);
    await client.change(BAD_PATH, [
      { range: { start: { line: 9999, character: -5 }, end: { line: -1, character: 1e9 } }, text: '' },
    ]);
    await client.change(BAD_PATH, [{ text: BAD }]);
    expect(codes(await client.diagnostics(BAD_PATH))).toEqual(['not-null-without-default']);
    expect(await revisionIds()).toEqual(['bbbb33334444', 'aaaa11112222']);
  });

  it('that are cancelled are answered as cancelled', async () => {
    await start();
    const source = new CancellationTokenSource();
    const waiting = client.connection.sendRequest(
      HoverRequest.type,
      { textDocument: { uri: client.uri(FIRST_PATH) }, position: { line: 0, character: 0 } },
      source.token,
    );
    source.cancel();
    await expect(waiting).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });
});
