// Alembic: New Revision... and New Revision on This...: message, head and dependencies are asked for, the file is written
// by the command line from the project's own template, and opens with the cursor in upgrade().
import * as vscode from 'vscode';
import { askMessage, openInUpgrade } from './newRevisionFile';
import { knownRevision, pickRevision, pickRevisions, projectFor, type RevisionTarget } from './target';
import type { Parts } from '../parts';
import type { ProjectState } from '../projects';
import { author } from '../run/authoring';
import { saveProject } from '../run/saveProject';

export async function newRevision(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined || !(await saveProject(project))) return;
  const message = await askMessage('');
  if (message === undefined) return;
  const { heads } = project.answer;
  if (heads.length < 2) {
    await write(parts, project, message, []);
    return;
  }
  const head = await pickRevision(
    project,
    vscode.l10n.t('The history has {0} heads: put the new revision on which?', String(heads.length)),
    ({ isHead }) => isHead,
  );
  if (head === undefined) return;
  const dependencies = await pickRevisions(
    project,
    vscode.l10n.t('Does it depend on revisions of other branches? Enter for none'),
    ({ isHead, revision }) => isHead && revision !== head.item.revision,
  );
  if (dependencies === undefined) return;
  const options = [
    `--head=${head.item.revision}`,
    ...dependencies.map(({ revision }) => `--depends-on=${revision}`),
  ];
  await write(parts, project, message, options);
}

export async function newRevisionOnThis(argument: unknown, parts: Parts): Promise<void> {
  const target = knownRevision(argument, parts.projects);
  if (!(await saveProject(target.project))) return;
  if (!target.item.isHead && !(await isBranchWanted(target))) return;
  const message = await askMessage('');
  if (message === undefined) return;
  const splice = target.item.isHead ? [] : ['--splice'];
  await write(parts, target.project, message, [`--head=${target.item.revision}`, ...splice]);
}

/** A revision on one that is no head forks the history. */
async function isBranchWanted({ item }: RevisionTarget): Promise<boolean> {
  const branch = vscode.l10n.t('Begin a Branch');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('{0} is no head: a revision on it begins a new branch.', item.revision),
    {
      modal: true,
      detail: vscode.l10n.t('The history then has one head more, which has to be merged later.'),
    },
    branch,
  );
  return choice === branch;
}

async function write(
  parts: Parts,
  { summary }: ProjectState,
  message: string,
  options: readonly string[],
): Promise<void> {
  const words = {
    command: 'revision' as const,
    options: [`--message=${message}`, ...options],
    positionals: [],
  };
  await openInUpgrade(await author(parts.commandLine, summary, words), parts);
}
