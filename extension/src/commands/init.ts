// Alembic: Initialize Alembic Here...: a new project from one of Alembic's five templates, without Python.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import { authorIn } from '../run/authoring';

export async function init(argument: unknown, { commandLine }: Parts): Promise<void> {
  const folder = argument instanceof vscode.Uri ? argument : await pickFolder();
  if (folder === undefined) return;
  const template = await vscode.window.showQuickPick(templates(), {
    title: vscode.l10n.t('Initialize Alembic'),
    placeHolder: vscode.l10n.t('Which template?'),
    ignoreFocusOut: true,
  });
  if (template === undefined) return;
  const directory = await vscode.window.showInputBox({
    title: vscode.l10n.t('Initialize Alembic'),
    prompt: vscode.l10n.t(
      'Folder for env.py and the revisions, below {0}',
      vscode.workspace.asRelativePath(folder),
    ),
    value: 'migrations',
    ignoreFocusOut: true,
    validateInput: (text) =>
      /^[^/\\\0-][^\0]*$/.test(text.trim()) && !text.split(/[/\\]/).includes('..')
        ? undefined
        : vscode.l10n.t('Write a folder below this one.'),
  });
  if (directory === undefined) return;
  const made = await authorIn(commandLine, folder.fsPath, {
    command: 'init',
    options: [`--template=${template.label}`],
    positionals: [directory.trim()],
  });
  const ending = template.label.startsWith('pyproject') ? 'pyproject.toml' : 'alembic.ini';
  const configuration = made.find(({ path }) => path.endsWith(`/${ending}`));
  if (configuration !== undefined) await vscode.window.showTextDocument(configuration, { preview: false });
}

/** Alembic's own names; the words are ours. */
function templates(): readonly vscode.QuickPickItem[] {
  return [
    { label: 'generic', detail: vscode.l10n.t('One database, configured in alembic.ini') },
    { label: 'async', detail: vscode.l10n.t('One database through an async driver') },
    { label: 'pyproject', detail: vscode.l10n.t('One database, configured in pyproject.toml') },
    {
      label: 'pyproject_async',
      detail: vscode.l10n.t('Configured in pyproject.toml, through an async driver'),
    },
    { label: 'multidb', detail: vscode.l10n.t('Several databases, each with its own upgrade and downgrade') },
  ];
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const [only] = folders;
  if (only === undefined) throw new Error(vscode.l10n.t('Open a folder first.'));
  return only.uri;
}
