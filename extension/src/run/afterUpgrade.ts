// The command of the user that runs after a successful upgrade, such as a smoke test. Its output goes to the channel.
import { spawn } from 'node:child_process';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { afterUpgradeCommand } from '../settings';

/** Starts it in the project's folder, without a shell; says so when it fails. Nothing happens when none is set. */
export function runAfterUpgrade(folder: string, output: vscode.LogOutputChannel): void {
  const [program, ...words] = afterUpgradeCommand() ?? [];
  if (program === undefined || !vscode.workspace.isTrusted) return;
  output.info(`after the upgrade: ${[program, ...words].join(' ')}`);
  const child = spawn(program, words, {
    cwd: folder,
    env: { ...process.env, PATH: absolutePath(process.env['PATH']) },
    shell: false,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.info(text.trimEnd()));
  }
  child.on('error', (error) => {
    void complain(vscode.l10n.t('{0} did not start after the upgrade: {1}', program, error.message), output);
  });
  child.on('close', (code) => {
    if (code === 0) output.info(`${program}: done`);
    else if (code !== null && code >= 0)
      void complain(
        vscode.l10n.t('{0} failed after the upgrade (exit code {1}).', program, String(code)),
        output,
      );
  });
}

/** A program is not looked for relative to the project. */
function absolutePath(value: string | undefined): string {
  return (value ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder))
    .join(path.delimiter);
}

async function complain(text: string, output: vscode.LogOutputChannel): Promise<void> {
  const show = vscode.l10n.t('Show Output');
  if ((await vscode.window.showWarningMessage(text, show)) === show) output.show(true);
}
