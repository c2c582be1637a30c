// Which project and revision a command is about: the row or lens it was called from, the open file, or a list to pick from.
import * as vscode from 'vscode';
import type { Parts } from '../parts';
import type { ProjectState, Projects } from '../projects';
import { revisionRow } from './revisionRow';
import type { RevisionItem } from '../../../server/src/lsp/protocol';
import { pickOne, pickSome } from '../questions';

/** One revision of one project, both known to the tree. */
export interface RevisionTarget {
  readonly project: ProjectState;
  readonly item: RevisionItem;
}

/** The project an argument names, else the selected one; says so when there is none. */
export async function projectFor(argument: unknown, { projects }: Parts): Promise<ProjectState | undefined> {
  const named = field(argument, 'projectId') ?? field(field(field(argument, 'project'), 'summary'), 'id');
  const project = typeof named === 'string' ? projects.byId(named) : projects.selected;
  if (project === undefined) {
    await vscode.window.showInformationMessage(vscode.l10n.t('No Alembic project was found in this window.'));
  }
  return project;
}

/**
 * The revision an argument names: a tree row, a code lens argument or the address of a file. Arguments may come from
 * anywhere, so only revisions that the tree knows count. Without an argument: the file in the active editor.
 */
export function revisionFor(argument: unknown, projects: Projects): RevisionTarget | undefined {
  if (argument instanceof vscode.Uri) return projects.atUri(argument);
  const uri = field(argument, 'uri');
  // A test of the Test Explorer is about the revision of its file.
  if (uri instanceof vscode.Uri) return projects.atUri(uri);
  const projectId = field(argument, 'projectId');
  const revision = field(argument, 'revision');
  if (typeof projectId === 'string' && typeof revision === 'string') {
    const project = projects.byId(projectId);
    const item = project?.answer.revisions.find((candidate) => candidate.revision === revision);
    return project === undefined || item === undefined ? undefined : { project, item };
  }
  return projects.atEditor();
}

/** The revision an argument names, else one picked from the list of the project's. */
export async function revisionOrPicked(
  argument: unknown,
  placeHolder: string,
  parts: Parts,
): Promise<RevisionTarget | undefined> {
  const named = revisionFor(argument, parts.projects);
  if (named !== undefined) return named;
  const project = await projectFor(argument, parts);
  return project === undefined ? undefined : await pickRevision(project, placeHolder);
}

/** True when an argument names one revision, so that the open file does not count. */
export function namesRevision(argument: unknown): boolean {
  return (
    argument instanceof vscode.Uri ||
    field(argument, 'uri') instanceof vscode.Uri ||
    typeof field(argument, 'revision') === 'string'
  );
}

/** Opens the file of a revision in a tab that stays. */
export async function openRevisionFile({ uri }: RevisionItem): Promise<void> {
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { preview: false });
}

/** The same, for commands that are about one revision only; throws what the person is told. */
export function knownRevision(argument: unknown, projects: Projects): RevisionTarget {
  const target = revisionFor(argument, projects);
  if (target === undefined) throw new Error(vscode.l10n.t('There is no such project or revision.'));
  return target;
}

/**
 * Lets the person pick one of a project's revisions that `accept` keeps; undefined when they close the list. What
 * `comesFirst` says so is at the top.
 */
export async function pickRevision(
  project: ProjectState,
  placeholder: string,
  accept: (item: RevisionItem) => boolean = () => true,
  comesFirst: (item: RevisionItem) => boolean = () => false,
): Promise<RevisionTarget | undefined> {
  checkReadable(project);
  const items = project.answer.revisions.filter(accept);
  const rows = [...items.filter(comesFirst), ...items.filter((item) => !comesFirst(item))].map(rowOf);
  const picked = await pickOne(rows, {
    placeHolder: rows.length === 0 ? vscode.l10n.t('There is no such revision') : placeholder,
    matchOnDescription: true,
  });
  return picked === undefined ? undefined : { project, item: picked.item };
}

/** As `pickRevision`, for any number of them; `isPicked` are ticked from the start. */
export async function pickRevisions(
  project: ProjectState,
  placeHolder: string,
  accept: (item: RevisionItem) => boolean,
  isPicked: (item: RevisionItem) => boolean = () => false,
): Promise<readonly RevisionItem[] | undefined> {
  checkReadable(project);
  const rows = project.answer.revisions
    .filter(accept)
    .map((item) => ({ ...rowOf(item), picked: isPicked(item) }));
  const picked = await pickSome(rows, {
    placeHolder,
    matchOnDescription: true,
  });
  return picked?.map(({ item }) => item);
}

/** Throws what is wrong with a project that cannot be read, of which it is not true that it has no such revision. */
export function checkReadable({ summary }: ProjectState): void {
  const { name, problem } = summary;
  if (problem !== undefined) throw new Error(vscode.l10n.t('{0} cannot be read: {1}', name, problem.message));
}

function rowOf(item: RevisionItem) {
  return { ...revisionRow(item), item };
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
