// Alembic: Initialize Alembic Here...: a new project from one of Alembic's five templates, without Python. What the folder
// says of its models and its database is offered, so that env.py need not be filled in by hand.
import * as vscode from 'vscode';
import { askBeginning } from './initSteps';
import type { Parts } from '../parts';
import { authorIn } from '../run/authoring';
import { askInFolder } from '../run/askCommandLine';
import type { BeginningLook } from '../../../server/src/lsp/protocol';

export async function init(argument: unknown, parts: Parts): Promise<void> {
  const folder = argument instanceof vscode.Uri ? argument : await pickFolder();
  if (folder === undefined) return;
  const { commandLine } = parts;
  const look = JSON.parse(await askInFolder(commandLine, folder.fsPath, ['init', '--look'])) as BeginningLook;
  const answers = await askBeginning(look, vscode.workspace.asRelativePath(folder));
  if (answers === undefined) return;
  const { template, directory, options, hasModels } = answers;
  const made = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Initialize Alembic') },
    async () =>
      await authorIn(commandLine, folder.fsPath, {
        command: 'init',
        options: [`--template=${template}`, ...options],
        positionals: [directory],
      }),
  );
  const ending = hasModels ? 'env.py' : template.startsWith('pyproject') ? 'pyproject.toml' : 'alembic.ini';
  const shown = made.find(({ path }) => path.endsWith(`/${ending}`));
  if (shown !== undefined) await vscode.window.showTextDocument(shown, { preview: false });
  await parts.projects.reread();
  if (hasModels) await offerBaseline();
}

/** The next step is the first revision. */
async function offerBaseline(): Promise<void> {
  const write = vscode.l10n.t('Write Baseline...');
  const text = vscode.l10n.t('Alembic is set up. The first revision can be written from the models.');
  if ((await vscode.window.showInformationMessage(text, write)) === write) {
    await vscode.commands.executeCommand('retort.baseline');
  }
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [only] = folders;
  if (only === undefined) throw new Error(vscode.l10n.t('Open a folder first.'));
  return only.uri;
}
