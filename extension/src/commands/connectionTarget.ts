// Which connection a command is about: the row it was called from, or one picked from a list.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { DatabaseChoice } from '../connections/connections';
import { offerDatabases } from '../connections/offerDatabases';
import { savedConnections, type SavedConnection } from '../connections/savedConnections';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { pickOne } from '../questions';

/** One database of one project. */
export interface ConnectionTarget {
  readonly project: ProjectState;
  readonly choice: DatabaseChoice;
}

/** The connection of a tree row, else the project's own. Only what the settings and the project name counts. */
export async function connectionFor(argument: unknown, parts: Parts): Promise<ConnectionTarget | undefined> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return undefined;
  const key = keyOf(argument);
  const known = parts.connections.all(project.summary);
  const choice = key === undefined ? project.choice : known.find((each) => each.key === key);
  if (choice !== undefined) return { project, choice };
  await offerDatabases(project.summary);
  return undefined;
}

/** The saved connection of a tree row, else one picked from a list; says so when there is none. */
export async function savedFor(argument: unknown, placeHolder: string): Promise<SavedConnection | undefined> {
  const all = savedConnections();
  const key = keyOf(argument);
  if (key !== undefined) return all.find(({ name }) => key === `saved:${name}`);
  if (all.length === 0) {
    const add = vscode.l10n.t('Add Connection...');
    const text = vscode.l10n.t('No connection is saved yet.');
    if ((await vscode.window.showInformationMessage(text, add)) === add) {
      await vscode.commands.executeCommand('retort.addConnection');
    }
    return undefined;
  }
  const rows = all.map((saved) => ({ label: saved.name, description: saved.url, saved }));
  return (await pickOne(rows, { placeHolder, matchOnDescription: true, ignoreFocusOut: false }))?.saved;
}

function keyOf(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('choice' in argument)) return undefined;
  const { choice } = argument;
  if (typeof choice !== 'object' || choice === null || !('key' in choice)) return undefined;
  return typeof choice.key === 'string' ? choice.key : undefined;
}
