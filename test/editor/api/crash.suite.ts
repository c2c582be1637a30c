// The language server is killed from outside: it comes back by itself, what was typed meanwhile is linted, nothing is lost.
import { equal, ok } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { eventually, openRevision, problemsOf, revert } from './support';

const RULE = 'not-null-without-default';

/** The process of our language server: a child of this extension host. */
function serverProcess(): number | undefined {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const row = rows
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .find((match) => match?.[2] === String(process.pid) && match[3]?.includes('dist/server.js') === true);
  return row?.[1] === undefined ? undefined : Number(row[1]);
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
    /** What another process than this one found. */
    const served = async (before: number | undefined) =>
      await eventually(vscode.languages.onDidChangeDiagnostics, () => {
        const now = serverProcess();
        return now !== before && hasFinding() ? now : undefined;
      });
    const first = serverProcess();
    await vscode.commands.executeCommand('retort.restartServer');
    let running = await served(first);
    for (let kill = 1; kill <= 4; kill++) {
      process.kill(running, 'SIGKILL');
      running = await served(running);
    }
    process.kill(running, 'SIGKILL');
    await eventually(vscode.languages.onDidChangeDiagnostics, () => (hasFinding() ? undefined : true));
    equal(serverProcess(), undefined);
    await vscode.commands.executeCommand('retort.restartServer');
    await served(running);
    // It counts anew.
    const again = serverProcess();
    ok(again, 'the server runs');
    process.kill(again, 'SIGKILL');
    await served(again);
  });
});
