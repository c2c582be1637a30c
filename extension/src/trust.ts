// The trust gate, and the only way to register a command: whatever runs or changes is refused here while untrusted.
import * as vscode from 'vscode';
import { COMMANDS, type CommandId } from './commandTable';
import { asSentence, CommandLineError } from './run/commandLineError';
import type { RunDiagnostics } from './run/runDiagnostics';

/** Registers one command of the table behind the trust gate; what goes wrong inside is logged, said, and shown in its file. */
export function registerCommand(
  id: CommandId,
  { output, diagnostics }: { readonly output: vscode.LogOutputChannel; readonly diagnostics: RunDiagnostics },
  run: (argument: unknown) => Promise<void>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    if (COMMANDS[id] !== 'reads' && !(await ensureTrusted())) return;
    try {
      await run(argument);
    } catch (error) {
      output.error(`${id}:`, error instanceof Error ? error : String(error));
      const text = error instanceof Error ? error.message : String(error);
      if (error instanceof CommandLineError && error.file !== undefined) {
        const uri = vscode.Uri.file(error.file);
        await diagnostics.show({ uri, line: error.line, message: text, code: undefined });
      }
      void showFailure(error, text, output);
    }
  });
}

/** True when the workspace is trusted; else says why nothing happens and offers the trust editor. */
async function ensureTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'This workspace is not trusted, so Retort neither executes anything nor connects to a database.',
    ),
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}

/** The message, with what helps: the place that is to blame, an interpreter where Alembic is missing, and the output. */
async function showFailure(error: unknown, text: string, output: vscode.LogOutputChannel): Promise<void> {
  const open = vscode.l10n.t('Open File');
  const select = vscode.l10n.t('Select Interpreter...');
  const show = vscode.l10n.t('Show Output');
  const file = error instanceof CommandLineError ? error.file : undefined;
  // The variable by which a terminal would say where Alembic is; here there is a command for that.
  const isWithoutAlembic = text.includes('RETORT_ALEMBIC');
  const ways = [...(file === undefined ? [] : [open]), ...(isWithoutAlembic ? [select] : []), show];
  const way = await vscode.window.showErrorMessage(asSentence(text), ...ways);
  if (way === show) output.show(true);
  if (way === select) await vscode.commands.executeCommand('retort.selectInterpreter' satisfies CommandId);
  if (way === open && file !== undefined && error instanceof CommandLineError) {
    const position = new vscode.Position(Math.max(0, error.line - 1), 0);
    const selection = new vscode.Range(position, position);
    await vscode.window.showTextDocument(vscode.Uri.file(file), { selection });
  }
}
