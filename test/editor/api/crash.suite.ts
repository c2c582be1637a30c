// The language server is killed from outside: it comes back by itself, what was typed meanwhile is linted, nothing is lost.
import { equal, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { eventually, openRevision, problemsOf, revert } from './support';

const RULE = 'not-null-without-default';

/** The processes of our language server, children of this extension host: two for a moment while one follows another. */
function serverProcesses(): readonly number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return rows
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match?.[2] === String(process.pid) && match[3]?.includes('dist/server.js') === true)
    .map((match) => Number(match?.[1]));
}

function serverProcess(): number | undefined {
  return serverProcesses()[0];
}

/** Another process than those, once it has found what is wrong with the document. */
async function servedAfter(before: readonly number[], document: vscode.TextDocument): Promise<number> {
  return await eventually(vscode.languages.onDidChangeDiagnostics, () =>
    problemsOf(document).some(({ rule }) => rule === RULE)
      ? serverProcesses().find((pid) => !before.includes(pid))
      : undefined,
  );
}

describe('a language server that is killed', () => {
  it('comes back and lints what was typed meanwhile, three times', async () => {
    const document = await openRevision('shop-review', 'add_marketing_consent');
    const hasFinding = () => problemsOf(document).some(({ rule }) => rule === RULE);
    await eventually(vscode.languages.onDidChangeDiagnostics, () => (hasFinding() ? true : undefined));
    const original = document.getText();
    for (let round = 1; round <= 3; round++) {
      const before = serverProcess();
      ok(before, 'the server runs');
      process.kill(before, 'SIGKILL');
      const edit = new vscode.WorkspaceEdit();
      const isMended = round % 2 === 1;
      const text = isMended ? original.replaceAll('nullable=False', 'nullable=True') : original;
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      ok(await vscode.workspace.applyEdit(edit));
      await eventually(vscode.languages.onDidChangeDiagnostics, () =>
        hasFinding() === !isMended && serverProcess() !== undefined ? true : undefined,
      );
      ok(serverProcess() !== before, 'another process serves');
      equal(document.getText(), text);
    }
    await revert(document);
  });

  it('stays ended after five times, until a person starts it', async function () {
    this.timeout(120_000);
    const document = await openRevision('shop-review', 'add_marketing_consent');
    const hasFinding = () => problemsOf(document).some(({ rule }) => rule === RULE);
    const first = serverProcesses();
    await vscode.commands.executeCommand('retort.restartServer');
    let running = await servedAfter(first, document);
    for (let kill = 1; kill <= 4; kill++) {
      process.kill(running, 'SIGKILL');
      running = await servedAfter([running], document);
    }
    process.kill(running, 'SIGKILL');
    await eventually(vscode.languages.onDidChangeDiagnostics, () => (hasFinding() ? undefined : true));
    equal(serverProcess(), undefined);
    await vscode.commands.executeCommand('retort.restartServer');
    // It counts anew.
    const again = await servedAfter([running], document);
    process.kill(again, 'SIGKILL');
    await servedAfter([again], document);
  });

  it('gives way to a fresh one when it hangs and a person restarts it', async () => {
    const document = await openRevision('shop-review', 'add_marketing_consent');
    const hanging = serverProcesses();
    for (const pid of hanging) process.kill(pid, 'SIGSTOP');
    await vscode.commands.executeCommand('retort.restartServer');
    await servedAfter(hanging, document);
  });
});
