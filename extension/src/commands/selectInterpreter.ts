// Alembic: Select Interpreter... The Python that has the project's Alembic; remembered in this workspace.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';
import { pickOne } from '../questions';

export async function selectInterpreter(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const { interpreters } = parts;
  const chosen = interpreters.chosen(project.summary);
  const rows = (await interpreters.found(project.summary)).map(({ python, reason }) => ({
    label: python,
    description: reason,
    iconPath: new vscode.ThemeIcon(python === chosen ? 'check' : 'blank'),
    choose: () => Promise.resolve<string | undefined>(python),
  }));
  const browse = {
    label: vscode.l10n.t('Browse...'),
    iconPath: new vscode.ThemeIcon('folder-opened'),
    choose: async () =>
      (await vscode.window.showOpenDialog({ openLabel: vscode.l10n.t('Use') }))?.[0]?.fsPath,
  };
  const automatic = {
    label: vscode.l10n.t('Find it by itself'),
    description: vscode.l10n.t('The environment of the project, uv, poetry, or PATH'),
    iconPath: new vscode.ThemeIcon(chosen === undefined ? 'check' : 'blank'),
    choose: () => Promise.resolve<string | undefined>(''),
  };
  const picked = await pickOne([automatic, ...rows, browse], {
    title: vscode.l10n.t('Interpreter of {0}', project.summary.name),
    placeHolder: vscode.l10n.t('Which Python has the project’s Alembic?'),
    matchOnDescription: true,
  });
  const python = await picked?.choose();
  if (python === undefined) return;
  await interpreters.choose(project.summary, python === '' ? undefined : python);
  parts.output.info(`${project.summary.name}: interpreter ${python === '' ? 'found by itself' : python}`);
}
