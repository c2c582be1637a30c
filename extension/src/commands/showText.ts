// Alembic: Show History, Show Heads, Show Branches, Show Revision: what Alembic prints, as a document. The options of each
// are ticked in a list.
import * as vscode from 'vscode';
import { pickRevision, projectFor, revisionFor } from './target';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { askCommandLine } from '../run/askCommandLine';
import { pickSome } from '../questions';

/** An option of the command, as a row to tick. */
interface OptionRow extends vscode.QuickPickItem {
  readonly words: readonly string[];
}

export async function showHistory(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const range: OptionRow = {
    label: vscode.l10n.t('Only a part'),
    description: '--rev-range',
    words: [],
  };
  const options = await tick([
    { label: vscode.l10n.t('Whole entries'), description: '--verbose', words: ['--verbose'] },
    {
      label: vscode.l10n.t('Mark where the database stands'),
      description: '--indicate-current',
      picked: project.choice !== undefined,
      words: ['--indicate-current'],
    },
    range,
  ]);
  if (options === undefined) return;
  const part = options.includes(range) ? await askRange(project) : '';
  if (part === undefined) return;
  const words = [...wordsOf(options), ...(part === '' ? [] : [`--rev-range=${part}`])];
  await show(parts, project, 'history', words);
}

export async function showHeads(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const options = await tick([
    { label: vscode.l10n.t('Whole entries'), description: '--verbose', picked: true, words: ['--verbose'] },
    {
      label: vscode.l10n.t('Count dependencies as parents'),
      description: '--resolve-dependencies',
      words: ['--resolve-dependencies'],
    },
  ]);
  if (options !== undefined) await show(parts, project, 'heads', wordsOf(options));
}

export async function showBranches(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project !== undefined) await show(parts, project, 'branches', ['--verbose']);
}

export async function showRevision(argument: unknown, parts: Parts): Promise<void> {
  const named = revisionFor(argument, parts.projects);
  const project = named?.project ?? (await projectFor(argument, parts));
  if (project === undefined) return;
  const target = named ?? (await pickRevision(project, vscode.l10n.t('Show which revision?')));
  if (target !== undefined) await show(parts, project, 'show', ['--', target.item.revision]);
}

async function tick(rows: readonly OptionRow[]): Promise<readonly OptionRow[] | undefined> {
  return await pickSome(rows, {
    placeHolder: vscode.l10n.t('Tick what you want, then Enter'),
  });
}

function wordsOf(rows: readonly OptionRow[]): readonly string[] {
  return rows.flatMap(({ words }) => words);
}

/** `START:END`, older first; undefined when the person closes a list. */
async function askRange(project: ProjectState): Promise<string | undefined> {
  const newest = await pickRevision(project, vscode.l10n.t('The newest revision of the part'));
  if (newest === undefined) return undefined;
  const oldest = await pickRevision(project, vscode.l10n.t('The oldest revision of the part'));
  return oldest && `${oldest.item.revision}:${newest.item.revision}`;
}

async function show(
  { commandLine, connections, listings }: Parts,
  project: ProjectState,
  command: string,
  words: readonly string[],
): Promise<void> {
  // Only `--indicate-current` asks the database; without it nothing leads to one.
  const asksDatabase = words.includes('--indicate-current');
  const access = asksDatabase ? await connections.access(project.choice) : { words: [], environment: {} };
  const text = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: reading the history'),
      cancellable: true,
    },
    async (_progress, token) => {
      try {
        const line = [command, ...databaseWords(access.words), ...words];
        return await askCommandLine(commandLine, project.summary, line, access, { token });
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    },
  );
  if (text === undefined) return;
  const name = `${project.summary.name} ${command}.txt`;
  await listings.show(name, text === '' ? vscode.l10n.t('Nothing to list.') : text);
}

/** `history` takes no `--dotenv`. */
function databaseWords(words: readonly string[]): readonly string[] {
  const at = words.indexOf('--database');
  return at < 0 ? [] : words.slice(at, at + 2);
}
