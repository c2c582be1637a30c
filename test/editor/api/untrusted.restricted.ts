// In Restricted Mode, on twenty projects that try to be executed: every command of the manifest is called, with whatever
// arguments its menus give, and nothing starts, connects or is written. What only reads works.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { eventually, problemsOf } from './support';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

function workspaceFolder(): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  ok(folder, 'a folder is open');
  return folder.uri.fsPath;
}

/** Every file below the workspace with its size and time. */
function snapshot(): readonly string[] {
  const folder = workspaceFolder();
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => `${path.relative(folder, file)} ${statSync(file).size} ${statSync(file).mtimeMs}`)
    .sort();
}

/** Processes below this extension host, by their words; those of the editor itself are left out. */
function children(): readonly { readonly pid: string; readonly words: string }[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        return [{ pid, parent, words }];
      } catch {
        return [];
      }
    });
  const mine = new Set([String(process.pid)]);
  for (let size = 0; size !== mine.size;) {
    size = mine.size;
    for (const { pid, parent } of all) if (mine.has(parent)) mine.add(pid);
  }
  mine.delete(String(process.pid));
  return all.filter(({ pid }) => mine.has(pid));
}

/** Sockets to another end that a process has open: remote addresses of IPv4 and IPv6. */
function connections(pid: string): readonly string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((cells) => inodes.has(cells[9] ?? ''))
      .map((cells) => cells[2] ?? ''),
  );
}

/** Closes whatever a command has asked, until it ends or has asked often enough. */
async function call(command: string, argument: unknown): Promise<void> {
  const state = { isOver: false };
  const over = () => {
    state.isOver = true;
  };
  const running = Promise.resolve(vscode.commands.executeCommand(command, argument)).then(over, over);
  for (let round = 0; round < 20 && !state.isOver; round++) {
    for (const close of [
      'notifications.clearAll',
      'workbench.action.closeQuickOpen',
      'workbench.action.closeModalEditor',
    ])
      await vscode.commands.executeCommand(close).then(undefined, () => undefined);
    await Promise.race([running, new Promise((resolve) => setTimeout(resolve, 25))]);
  }
}

describe('an untrusted workspace of twenty traps', () => {
  let files: readonly string[] = [];

  before(async () => {
    equal(vscode.workspace.isTrusted, false);
    await vscode.extensions.getExtension('retort.retort')?.activate();
  });

  it('is read: findings are there', async () => {
    files = snapshot();
    const folder = workspaceFolder();
    const uri = vscode.Uri.file(path.join(folder, 'env', 'migrations', 'versions', 'a1_first.py'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await eventually(vscode.languages.onDidChangeDiagnostics, () =>
      problemsOf(document).some(({ rule }) => rule === 'schema-op-on-unknown-object' || rule.includes('null'))
        ? true
        : undefined,
    );
  });

  it('and no command starts, connects or writes anything', async function () {
    this.timeout(240_000);
    const extension = vscode.extensions.getExtension('retort.retort');
    ok(extension);
    const { commands } = (extension.packageJSON as Manifest).contributes;
    const uri = vscode.window.activeTextEditor?.document.uri;
    const project = { kind: 'project', project: { summary: { id: 'x' } } };
    const calls = commands
      .map(({ command }) => command)
      // A restart is tried by the suite about crashes; here it would only take the sweep's server away.
      .filter((command) => command !== 'retort.restartServer');
    ok(calls.length > 70, `${calls.length} commands`);
    for (const command of calls) {
      for (const argument of [undefined, uri, project]) await call(command, argument);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const started = children();
    const server = started.filter(({ words }) => words.includes('dist/server.js'));
    // The editor starts helpers of its own, from its own folder.
    const others = started.filter(
      (each) => !server.includes(each) && !each.words.includes(vscode.env.appRoot),
    );
    deepEqual(
      others.map(({ words }) => words),
      [],
    );
    equal(server.length, 1);
    deepEqual(
      server.flatMap(({ pid }) => connections(pid)),
      [],
    );
  });

  it('nothing of the repository ran, and nothing in it changed', () => {
    deepEqual(readdirSync(path.join(workspaceFolder(), 'traps')), []);
    deepEqual(snapshot(), files);
  });
});
