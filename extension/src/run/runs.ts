// Runs an upgrade or downgrade: plan, consent, progress, outcome. The work itself is done by the run child.
import * as vscode from 'vscode';
import type { CommandLine } from './commandLine';
import { runAfterUpgrade } from './afterUpgrade';
import { confirmPlan } from './confirmPlan';
import { reportOutcome, type Outcome } from './reportOutcome';
import { RunChild } from './runChild';
import type { RunDiagnostics } from './runDiagnostics';
import { isSafeTarget } from './safeTarget';
import { saveProject } from './saveProject';
import type { RunEvent, RunPlan } from '../../../server/src/lsp/protocol';
import type { Connections } from '../connections/connections';
import type { Projects } from '../projects';
import { runWords } from '../settings';
import type { ReadOnlyDocuments } from '../views/readOnlyDocuments';

/** What to run: Alembic's words for command and target. */
export interface RunRequest {
  readonly projectId: string;
  readonly command: RunPlan['command'];
  /** Empty for ensure_version. */
  readonly target: string;
}

interface RunParts {
  readonly projects: Projects;
  readonly commandLine: CommandLine;
  readonly connections: Connections;
  readonly plans: ReadOnlyDocuments;
  readonly diagnostics: RunDiagnostics;
  readonly output: vscode.LogOutputChannel;
}

/** The runs of this window; a project has one at a time. */
export class Runs {
  readonly #parts: RunParts;
  readonly #busy = new Set<string>();
  #lastPlan: RunPlan | undefined;

  constructor(parts: RunParts) {
    this.#parts = parts;
  }

  /** The plan shown last in this window, run or not. */
  get lastPlan(): RunPlan | undefined {
    return this.#lastPlan;
  }

  /** Plans, asks, runs and reports. After success the message offers the way back. */
  async run(request: RunRequest): Promise<void> {
    if (this.#busy.has(request.projectId)) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('A run of this project is under way. Wait for its end or cancel it.'),
      );
      return;
    }
    this.#busy.add(request.projectId);
    try {
      const outcome = await this.#perform(request);
      if (outcome === undefined) return;
      const runAgain = (again: RunRequest) => this.#runLogged(again);
      const afterUpgrade = ({ projectId }: RunRequest) => {
        const folder = this.#parts.projects.byId(projectId)?.summary.folder;
        if (folder !== undefined) runAfterUpgrade(folder, this.#parts.output);
      };
      await reportOutcome(request, outcome, { ...this.#parts, runAgain, afterUpgrade });
    } finally {
      this.#busy.delete(request.projectId);
    }
  }

  /** For runs that no command waits for. */
  async #runLogged(request: RunRequest): Promise<void> {
    try {
      await this.run(request);
    } catch (error) {
      this.#parts.output.error(`${request.command} ${request.target}: ${String(error)}`);
    }
  }

  async #perform(request: RunRequest): Promise<Outcome | undefined> {
    const { projects, commandLine, connections, diagnostics, output, plans } = this.#parts;
    const project = projects.byId(request.projectId);
    if (project === undefined || !(request.command === 'ensure_version' || isSafeTarget(request.target))) {
      throw new Error(vscode.l10n.t('There is no such project or revision.'));
    }
    if (!(await saveProject(project))) return undefined;
    diagnostics.clear();
    const access = await connections.access(project.choice);
    const target = request.command === 'ensure_version' ? [] : [request.target];
    const words = [request.command, ...target, '--events', 'json', ...runWords(), ...access.words];
    const child = new RunChild(commandLine.start(project.summary, words, access.environment));
    const events = child.events();
    const first = await underProgress(vscode.l10n.t('Planning'), child, async () => await events.next());
    if (first.done === true) return { event: undefined, exit: await child.exit, plan: undefined };
    if (first.value.event !== 'plan') {
      await drain(events);
      return { event: first.value, exit: undefined, plan: undefined };
    }
    const plan = first.value.plan;
    this.#lastPlan = plan;
    // The command line refuses these itself; its refusal is the answer, and nobody is asked in vain.
    if (isRefused(plan)) return { event: await lastOf(events), exit: await child.exit, plan };
    const consent = child.isCancelled
      ? undefined
      : plan.steps.length === 0
        ? {}
        : await confirmPlan(plan, plans);
    if (consent === undefined) {
      child.cancel();
      output.info(`${plan.database.label}: cancelled before anything ran`);
      await drain(events);
      return undefined;
    }
    child.confirm(plan.id, consent.typedName);
    const event = await underProgress(progressTitle(plan), child, (progress) =>
      follow(events, plan, progress, output),
    );
    return { event, exit: event === undefined ? await child.exit : undefined, plan };
  }
}

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

/** Work with a notification whose Cancel reaches the child. */
async function underProgress<T>(
  heading: string,
  child: RunChild,
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Alembic: ${heading}`,
    cancellable: true,
  };
  return await vscode.window.withProgress(options, async (progress, token) => {
    token.onCancellationRequested(() => child.cancel());
    return await work(progress);
  });
}

/** Reads what is left, so that the child can end. */
async function drain(events: AsyncGenerator<RunEvent>): Promise<void> {
  for (let next = await events.next(); next.done !== true; next = await events.next());
}

/** The last event of a run that asks nothing. */
async function lastOf(events: AsyncGenerator<RunEvent>): Promise<RunEvent | undefined> {
  let last: RunEvent | undefined;
  for await (const event of events) last = event;
  return last;
}

/** True for a plan that goes backwards on a protected database without leave to. */
function isRefused({ command, steps, database }: RunPlan): boolean {
  const isBackwards = command === 'downgrade' || command === 'stamp';
  return (
    steps.length > 0 && isBackwards && database.isProtected === true && database.allowsDowngrade !== true
  );
}

function progressTitle(plan: RunPlan): string {
  if (plan.command === 'upgrade') return vscode.l10n.t('Upgrading {0}', plan.database.label);
  if (plan.command === 'downgrade') return vscode.l10n.t('Downgrading {0}', plan.database.label);
  return vscode.l10n.t('Stamping {0}', plan.database.label);
}

/** Shows steps and logs statements until the event that ends the run; undefined when the child just ended. */
async function follow(
  events: AsyncGenerator<RunEvent>,
  plan: RunPlan,
  progress: Progress,
  output: vscode.LogOutputChannel,
): Promise<RunEvent | undefined> {
  for await (const event of events) {
    switch (event.event) {
      case 'plan':
        break;
      case 'step': {
        const step = plan.steps[event.index];
        const position = `${event.index + 1}/${plan.steps.length}`;
        if (event.state === 'done') {
          progress.report({ increment: 100 / plan.steps.length });
          break;
        }
        progress.report({ message: `${position} ${step?.message ?? event.revision}` });
        output.info(`${plan.command} ${position} ${event.revision} ${step?.message ?? ''}`);
        break;
      }
      case 'statement':
        output.info(plan.steps[event.step]?.statements[event.index]?.sql ?? '');
        break;
      case 'progress': {
        const { phase, table, percent } = event;
        progress.report({
          message:
            percent === undefined
              ? vscode.l10n.t('{0} of {1}', phase, table)
              : vscode.l10n.t('{0} of {1}: {2} %', phase, table, String(percent)),
        });
        break;
      }
      case 'blocked': {
        const { pid, application, user, query } = event;
        const message = vscode.l10n.t('waits for session {0}', `${pid} (${application || user})`);
        progress.report({ message });
        output.warn(`${message}: ${query}`);
        break;
      }
      case 'done':
      case 'failed':
      case 'refused':
      case 'cancelled':
        return event;
    }
  }
  return undefined;
}
