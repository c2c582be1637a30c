// Alembic: Select Connection... The database a project works on, remembered for this workspace and not in the repository.
import * as vscode from 'vscode';
import { projectFor } from './target';
import { namedChoice, type DatabaseChoice } from '../connections/connections';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { envFileSetting } from '../settings';
import { pickOne } from '../questions';

interface Row extends vscode.QuickPickItem {
  /** Absent on the rows that lead to another command. */
  readonly choice?: DatabaseChoice;
  readonly command?: string;
}

export async function selectConnection(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const picked = await pickOne(rowsOf(project, parts), {
    title: vscode.l10n.t('Database of {0}', project.summary.name),
    placeHolder: vscode.l10n.t('Remembered in this workspace, not in the repository'),
    matchOnDescription: true,
  });
  if (picked?.command !== undefined) {
    await vscode.commands.executeCommand(picked.command);
    return;
  }
  if (picked?.choice === undefined) return;
  const isOwn = picked.choice.key === parts.connections.own(project.summary)?.key;
  await parts.connections.choose(project.summary, isOwn ? undefined : picked.choice);
  await parts.projects.askDatabase(project.summary.id);
}

async function rowsOf(project: ProjectState, { connections, inspections, output }: Parts): Promise<Row[]> {
  const { summary } = project;
  const known = connections.all(summary);
  const file = envFileSetting();
  const words = file === undefined ? [] : ['--dotenv', file];
  // A broken user file must not hide the rest of the list.
  const named = await inspections.named(project, words).catch((error: unknown) => {
    output.warn('Connections:', error);
    return [];
  });
  const others = [
    ...named.map(({ name, address, isProtected, problem }) => ({
      choice: namedChoice(summary, name),
      description: [isProtected ? vscode.l10n.t('protected') : undefined, address, problem]
        .filter((part) => part !== undefined)
        .join(' · '),
    })),
    { choice: namedChoice(summary, 'embedded'), description: vscode.l10n.t('embedded PostgreSQL') },
  ].filter(({ choice }) => !known.some(({ key, label }) => key === choice.key || label === choice.label));
  return [
    ...known.map((choice): Row => {
      const { saved } = choice;
      const description = [saved?.isProtected === true ? vscode.l10n.t('protected') : undefined, saved?.url];
      const isSelected = choice.key === project.choice?.key;
      return {
        label: choice.label,
        description: description.filter((part) => part !== undefined).join(' · '),
        iconPath: new vscode.ThemeIcon(
          isSelected ? 'check' : saved?.isProtected === true ? 'shield' : 'database',
        ),
        choice,
      };
    }),
    ...others.map(({ choice, description }): Row => {
      return { label: choice.label, description, iconPath: new vscode.ThemeIcon('database'), choice };
    }),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    {
      label: vscode.l10n.t('Add Connection...'),
      iconPath: new vscode.ThemeIcon('add'),
      command: 'retort.addConnection',
    },
  ];
}
