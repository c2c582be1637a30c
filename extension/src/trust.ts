// The trust gate, and the only way to register a command: whatever runs or changes is refused here while untrusted.
import * as vscode from 'vscode';
import { COMMANDS, type CommandId } from './commandTable';
import { CommandLineError } from './run/commandLineError';
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
      void offerOutput(text, output);
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

async function offerOutput(message: string, output: vscode.LogOutputChannel): Promise<void> {
  const show = vscode.l10n.t('Show Output');
  if ((await vscode.window.showErrorMessage(message, show)) === show) output.show(true);
}
