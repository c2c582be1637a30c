// Says how a run ended: message, problem on the guilty line, tree. Messages stay on screen and hold nobody up.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CommandId } from '../commandTable';
import { asSentence } from './commandLineError';
import type { RunExit } from './runChild';
import type { RunDiagnostics } from './runDiagnostics';
import { isUndoable, sameRows, wayBack } from './undo';
import type { RunRequest } from './runs';
import type { RunPlan } from '../../../server/src/lsp/protocol';
import type { RunEvent } from '../../../server/src/lsp/protocol';
import type { RetortClient } from '../client';
import type { Projects } from '../projects';

/** The last event of a run, or how the child ended without one. `plan` is undefined when there never was one. */
export interface Outcome {
  readonly event: RunEvent | undefined;
  readonly exit: RunExit | undefined;
  readonly plan: RunPlan | undefined;
}

interface ReportParts {
  readonly projects: Projects;
  readonly diagnostics: RunDiagnostics;
  readonly output: vscode.LogOutputChannel;
  readonly client: RetortClient;
  /** Starts the runs that take this one back, one after the other. */
  readonly runAgain: (requests: readonly RunRequest[]) => Promise<void>;
  /** Starts what the user wants to run after a successful upgrade. */
  readonly afterUpgrade: (request: RunRequest) => void;
}

type Failed = Extract<RunEvent, { event: 'failed' | 'refused' }>;

/** Resolves when tree and problems are up to date; the message may still be waiting for a click. */
export async function reportOutcome(
  request: RunRequest,
  { event, exit, plan }: Outcome,
  parts: ReportParts,
): Promise<void> {
  if (event?.event === 'done') {
    const label = plan?.database.label ?? '';
    await parts.projects.setCurrent(request.projectId, event.current, label);
    parts.output.info(
      `${label}: done in ${event.durationMs} ms, stands at ${event.current.join(', ') || 'base'}`,
    );
    void offerUndo(request, event, plan, parts);
    if (request.command === 'upgrade' && plan !== undefined && plan.steps.length > 0)
      parts.afterUpgrade(request);
    return;
  }
  if (event?.event === 'failed' || event?.event === 'refused') {
    if (event.event === 'failed' && event.current !== undefined && plan !== undefined) {
      await parts.projects.setCurrent(request.projectId, event.current, plan.database.label);
    }
    await reportFailure(request, event, parts);
    if (event.event === 'failed' && event.restore !== undefined)
      void offerRestore(request, event.restore, parts);
    return;
  }
  if (event?.event === 'cancelled') {
    if (event.current !== undefined && plan !== undefined) {
      await parts.projects.setCurrent(request.projectId, event.current, plan.database.label);
    }
    if (event.restore !== undefined) void offerRestore(request, event.restore, parts);
    else if (event.current === undefined) {
      await parts.projects.askDatabase(request.projectId);
      const text = vscode.l10n.t('Cancelled. The database could not be asked where it stands now.');
      void vscode.window.showWarningMessage(text);
    } else if (event.nextStep === undefined)
      void vscode.window.showInformationMessage(vscode.l10n.t('Cancelled. What had begun was rolled back.'));
    else void vscode.window.showWarningMessage(vscode.l10n.t('Cancelled. {0}', event.nextStep));
    return;
  }
  // No event: the child never came to a plan (wrong configuration) or was ended from outside.
  const text = exit?.errors.split('\n').findLast((line) => line.trim() !== '');
  parts.output.error(exit?.errors ?? '');
  await parts.projects.askDatabase(request.projectId);
  void messageWithOutput(
    text?.replace(/^error:\s*/, '') ??
      vscode.l10n.t('The run ended without an answer (exit code {0}).', String(exit?.code)),
    parts,
  );
}

/** Not everything of the run could be rolled back, and there is a back-up: `restore` is the command that brings it back. */
async function offerRestore(request: RunRequest, restore: string, parts: ReportParts): Promise<void> {
  const [, id] = /\brestore (\S+)/.exec(restore) ?? [];
  if (id === undefined) return;
  const word = vscode.l10n.t('Restore...');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('A part of the run may have stayed in the database. The back-up from before it is there.'),
    word,
  );
  if (choice !== word) return;
  await parts.runAgain([{ projectId: request.projectId, command: 'restore', target: id }]);
}

/** The success message. Undo is offered where plain commands lead back to where the database was before. */
async function offerUndo(
  request: RunRequest,
  event: Extract<RunEvent, { event: 'done' }>,
  plan: RunPlan | undefined,
  parts: ReportParts,
): Promise<void> {
  const label = plan?.database.label ?? '';
  if (plan === undefined || plan.steps.length === 0) {
    const text = vscode.l10n.t('{0}: nothing to do, it stands at {1}.', label, places(event.current));
    await vscode.window.showInformationMessage(text);
    return;
  }
  const text = vscode.l10n.t(
    '{0} stands at {1}. Revisions run: {2}, in {3} s.',
    label,
    places(event.current),
    String(plan.steps.length),
    (event.durationMs / 1000).toFixed(1),
  );
  const { projectId, command } = request;
  const past = { projectId, command, before: plan.current, after: event.current };
  const undo = isUndoable(plan) ? await wayBack(past, parts.client) : undefined;
  const word = vscode.l10n.t('Undo');
  const choice = await vscode.window.showInformationMessage(text, ...(undo === undefined ? [] : [word]));
  if (choice !== word || undo === undefined) return;
  // The message may have waited for hours: the database is asked where it stands before anything is taken back.
  await parts.projects.askDatabase(request.projectId);
  const state = parts.projects.byId(request.projectId)?.database;
  if (state?.kind === 'known' && !sameRows(state.current, event.current)) {
    await vscode.window.showInformationMessage(
      vscode.l10n.t('Not undone: {0} stands at {1} by now.', label, places(state.current)),
    );
    return;
  }
  await parts.runAgain(undo);
}

async function reportFailure(request: RunRequest, event: Failed, parts: ReportParts): Promise<void> {
  const folder = parts.projects.byId(request.projectId)?.summary.folder ?? '';
  const text = sentences([event.message, event.nextStep]);
  const { code } = event;
  parts.output.error(event.event === 'failed' && event.sql !== undefined ? `${text}\n${event.sql}` : text);
  const proposed = event.event === 'refused' ? (event.proposes ?? []) : [];
  if (proposed.some(({ command }) => command === 'leave-branch')) {
    void offerToLeaveBranch(request, text, parts);
    return;
  }
  if (code === 'no-alembic') {
    void offerInterpreters(request, text, parts);
    return;
  }
  if (event.path === undefined) {
    void messageWithOutput(text, parts);
    return;
  }
  const uri = vscode.Uri.file(path.resolve(folder, event.path));
  const line = event.line ?? 1;
  const isShown = await parts.diagnostics.show({ uri, line, message: text, code });
  void messageWithOutput(text, parts, ...(isShown ? [{ uri, line }] : []));
}

/** The database stands on a revision of another branch, which git has. */
async function offerToLeaveBranch(
  { projectId }: RunRequest,
  text: string,
  parts: ReportParts,
): Promise<void> {
  const [leave, show] = [vscode.l10n.t('Leave That Branch...'), vscode.l10n.t('Show Output')];
  const choice = await vscode.window.showErrorMessage(text, leave, show);
  if (choice === show) parts.output.show(true);
  if (choice === leave)
    await parts.runAgain([{ projectId, command: 'downgrade', target: '', by: 'leave-branch' }]);
}

/** Only Alembic can run it, and no interpreter with one is known. */
async function offerInterpreters({ projectId }: RunRequest, text: string, parts: ReportParts): Promise<void> {
  const [select, show] = [vscode.l10n.t('Select Interpreter...'), vscode.l10n.t('Show Output')];
  const choice = await vscode.window.showErrorMessage(asSentence(text), select, show);
  if (choice === show) parts.output.show(true);
  const command: CommandId = 'retort.selectInterpreter';
  if (choice === select) await vscode.commands.executeCommand(command, { projectId });
}

async function messageWithOutput(
  text: string,
  parts: ReportParts,
  place?: { readonly uri: vscode.Uri; readonly line: number },
): Promise<void> {
  const isRevision = place !== undefined && parts.projects.atUri(place.uri) !== undefined;
  const open = isRevision ? vscode.l10n.t('Open Revision') : vscode.l10n.t('Open File');
  const show = vscode.l10n.t('Show Output');
  const ways = [...(place === undefined ? [] : [open]), show];
  const choice = await vscode.window.showErrorMessage(asSentence(text), ...ways);
  if (choice === show) parts.output.show(true);
  if (choice === open && place !== undefined) {
    const position = new vscode.Position(Math.max(0, place.line - 1), 0);
    await vscode.window.showTextDocument(place.uri, { selection: new vscode.Range(position, position) });
  }
}

/** Puts phrases next to each other, each with an end of its own. */
function sentences(phrases: readonly string[]): string {
  return phrases
    .filter((phrase) => phrase !== '')
    .map((phrase) => (/[.!?]$/.test(phrase) ? phrase : `${phrase}.`))
    .join(' ');
}

function places(current: readonly string[]): string {
  return current.length === 0 ? vscode.l10n.t('base') : current.join(', ');
}
