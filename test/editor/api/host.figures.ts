// Figures of the extension host, for `npm run bench -- host`: the time of activate() where nothing has started it, and the
// longest time the host answers nobody while it works.
import { ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { eventually } from './support';

const TICK = 5;

/** The longest pause between two ticks while something goes on, beyond the tick itself. */
async function longestStop(work: () => Promise<unknown>): Promise<number> {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - TICK);
    last = now;
  }, TICK);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 4 * TICK));
  clearInterval(timer);
  return longest;
}

describe('the extension host', () => {
  it('is measured', async function () {
    this.timeout(180_000);
    const extension = vscode.extensions.getExtension('retort.retort');
    ok(extension);
    let activation = 0;
    const activating = await longestStop(async () => {
      const began = performance.now();
      await extension.activate();
      activation = performance.now() - began;
    });
    const figures = { activation, activating, reading: 0, typing: 0, planning: 0 };
    const files = await vscode.workspace.findFiles('**/r00500_*.py');
    const [uri] = files;
    if (uri !== undefined) {
      figures.reading = await longestStop(async () => {
        await vscode.commands.executeCommand('retort.revisions.focus');
        await vscode.commands.executeCommand('retort.refresh');
        await vscode.commands.executeCommand('retort.showGraph');
      });
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      figures.typing = await longestStop(async () => {
        const end = document.lineAt(document.lineCount - 1).range.end;
        for (const letter of '\nx = 1\n') await editor.edit((edit) => edit.insert(end, letter));
        await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri);
      });
      await vscode.commands.executeCommand('workbench.action.files.revert');
      figures.planning = await longestStop(async () => {
        const planned = eventually(vscode.workspace.onDidOpenTextDocument, () =>
          vscode.workspace.textDocuments.find(({ uri: { scheme } }) => scheme === 'retort-plan'),
        );
        void vscode.commands.executeCommand('retort.upgradeToHead');
        await planned;
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      });
    }
    writeFileSync(process.env['RETORT_TEST_FIGURES'] ?? '', JSON.stringify(figures));
  });
});
