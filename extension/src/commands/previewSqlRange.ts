// Alembic: Preview SQL of Range... What `alembic upgrade A:B --sql`, `downgrade B:A --sql`, `stamp A --sql` or
// `ensure_version --sql` prints, as a document to read, save or hand to whoever runs it.
import * as vscode from 'vscode';
import { revisionRow } from './revisionRow';
import { pickRevision, projectFor } from './target';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { askCommandLine } from '../run/askCommandLine';
import { pickOne } from '../questions';

interface End extends vscode.QuickPickItem {
  readonly revision: string;
}

export async function previewSqlRange(argument: unknown, parts: Parts): Promise<void> {
  await previewSqlRangeWith(argument, parts, []);
}

/** `options` are further options of the command. */
export async function previewSqlRangeWith(
  argument: unknown,
  parts: Parts,
  options: readonly string[],
): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const direction = await pickCommand(options);
  if (direction === undefined) return;
  if (direction === 'stamp') {
    const target = await pickRevision(project, vscode.l10n.t('Stamp with which revision?'));
    if (target !== undefined) await showSql(parts, project, ['stamp', ...options], [target.item.revision]);
    return;
  }
  if (direction === 'ensure_version') {
    await showSql(parts, project, ['ensure_version'], []);
    return;
  }
  const isUpgrade = direction === 'upgrade';
  const base: End = {
    label: vscode.l10n.t('base'),
    description: vscode.l10n.t('Before the first'),
    revision: 'base',
  };
  const all = project.answer.revisions.map((item): End => ({
    ...revisionRow(item),
    revision: item.revision,
  }));
  const from = await pick(
    isUpgrade ? [base, ...all] : all,
    isUpgrade ? vscode.l10n.t('Upgrade from where?') : vscode.l10n.t('Downgrade from where?'),
  );
  if (from === undefined) return;
  const ends = isUpgrade ? all : [...all, base];
  const to = await pick(
    ends.filter(({ revision }) => revision !== from.revision),
    isUpgrade ? vscode.l10n.t('Upgrade to which revision?') : vscode.l10n.t('Downgrade to which revision?'),
  );
  if (to === undefined) return;
  await showSql(parts, project, [direction, ...options], [`${from.revision}:${to.revision}`]);
}

/** Prints the SQL of a range into a document. */
export async function showSqlOfRange(
  parts: Parts,
  project: ProjectState,
  direction: string,
  range: string,
): Promise<void> {
  await showSql(parts, project, [direction], [range]);
}

async function showSql(
  { commandLine, connections, listings }: Parts,
  project: ProjectState,
  command: readonly string[],
  positionals: readonly string[],
): Promise<void> {
  // Nothing is connected: an env.py that asks for the URL of the database is given the chosen one.
  const access = await connections.access(project.choice);
  const text = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Alembic: writing SQL'),
      cancellable: true,
    },
    async (_progress, token) => {
      try {
        const ends = positionals.length === 0 ? [] : ['--', ...positionals];
        const words = [...command, '--sql', ...access.words, ...ends];
        return await askCommandLine(commandLine, project.summary, words, access, { token });
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    },
  );
  if (text === undefined) return;
  const name = [command[0], ...positionals.map((one) => one.replaceAll(/[^\w.-]+/g, ' to '))].join(' ');
  await listings.show(`${name}.sql`, text);
}

/** ensure_version takes no options. */
async function pickCommand(
  options: readonly string[],
): Promise<'upgrade' | 'downgrade' | 'stamp' | 'ensure_version' | undefined> {
  const rows = [
    { label: vscode.l10n.t('Upgrade'), command: 'upgrade' as const },
    { label: vscode.l10n.t('Downgrade'), command: 'downgrade' as const },
    { label: vscode.l10n.t('Stamp'), command: 'stamp' as const },
    ...(options.length > 0
      ? []
      : [{ label: vscode.l10n.t('Create the version table'), command: 'ensure_version' as const }]),
  ];
  const placeHolder = vscode.l10n.t('SQL of which command?');
  return (await pickOne(rows, { placeHolder }))?.command;
}

async function pick(rows: readonly End[], placeHolder: string): Promise<End | undefined> {
  return await pickOne(rows, {
    placeHolder,
    matchOnDescription: true,
  });
}
