// Figures of the extension host, for `npm run bench -- host`: the time of activate() where nothing has started it, and the
// longest time the host answers nobody while it works.
import { ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';

const TICK = 5;

/** Milliseconds; `computed` is what the host's thread worked in them, which other programs on the machine do not change. */
interface Figure {
  readonly passed: number;
  readonly computed: number;
}

/** Of the thread where this Node tells it, of the whole process otherwise. */
function computing(): number {
  const node = process as NodeJS.Process & { readonly threadCpuUsage?: () => NodeJS.CpuUsage };
  const { user, system } = node.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}

/** The longest pause between two ticks while something goes on, beyond the tick itself, and the longest computation. */
async function longestStop(work: () => Promise<unknown>): Promise<Figure> {
  let last = performance.now();
  let before = computing();
  let passed = 0;
  let computed = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    const soFar = computing();
    passed = Math.max(passed, now - last - TICK);
    computed = Math.max(computed, soFar - before);
    last = now;
    before = soFar;
  }, TICK);
  await work();
  await new Promise((resolve) => setTimeout(resolve, 4 * TICK));
  clearInterval(timer);
  return { passed, computed };
}

const NONE: Figure = { passed: 0, computed: 0 };

describe('the extension host', () => {
  it('is measured', async function () {
    this.timeout(180_000);
    const extension = vscode.extensions.getExtension('retort.retort');
    ok(extension);
    let activation: Figure = NONE;
    const activating = await longestStop(async () => {
      const began = performance.now();
      const before = computing();
      await extension.activate();
      activation = { passed: performance.now() - began, computed: computing() - before };
    });
    const figures = { activation, activating, reading: NONE, typing: NONE };
    const files = await vscode.workspace.findFiles('**/r00500_*.py');
    const [uri] = files;
    if (uri !== undefined) {
      figures.reading = await longestStop(async () => {
        await vscode.commands.executeCommand('retort.revisions.focus');
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
    }
    writeFileSync(process.env['RETORT_TEST_FIGURES'] ?? '', JSON.stringify(figures));
  });
});
