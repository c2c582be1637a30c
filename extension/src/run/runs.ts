// Runs an upgrade or downgrade: plan, consent, progress, outcome. The work itself is done by the run child.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { CommandLine } from './commandLine';
import { runAfterUpgrade } from './afterUpgrade';
import { viewPlan } from './planView';
import { reportOutcome, type Outcome } from './reportOutcome';
import { reportLost } from './reportLost';
import { RunChild } from './runChild';
import { drain, follow, lastOf, progressTitle, underProgress } from './runProgress';
import type { RunDiagnostics } from './runDiagnostics';
import { isSafeTarget, targetWords } from './safeTarget';
import { saveProject } from './saveProject';
import type { OpenRun, RunEvent, RunPlan } from '../../../server/src/lsp/protocol';
import type { Connections } from '../connections/connections';
import { offerDatabases } from '../connections/offerDatabases';
import type { RetortClient } from '../client';
import type { Projects } from '../projects';
import { runWords } from '../settings';
import { Attention } from '../views/attention';
import type { PlanPanels } from '../views/planPanels';

/** The exit code of `retort attach` where the end of the run was told to another reader. */
const TOLD_ELSEWHERE = 3;

/** What to run: Alembic's words for command and target. */
export interface RunRequest {
  readonly projectId: string;
  readonly command: RunPlan['command'];
  /** Empty for ensure_version; a stamp may name several revisions, separated by blanks. */
  readonly target: string;
  /** Further options of the command, such as `--purge`. */
  readonly options?: readonly string[];
  /** The command of the command line that finds the target by itself. */
  readonly by?: 'leave-branch';
}

interface RunParts {
  readonly client: RetortClient;
  readonly projects: Projects;
  readonly commandLine: CommandLine;
  readonly connections: Connections;
  readonly plans: PlanPanels;
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

  /** One run after the other, each with its own plan; the first that does not end well is the last. */
  async runInTurn(requests: readonly RunRequest[]): Promise<void> {
    for (const request of requests) if (!(await this.run(request))) return;
  }

  /** Plans, asks, runs and reports; true when it ran to its end. After success the message offers the way back. */
  async run(request: RunRequest): Promise<boolean> {
    if (this.#busy.has(request.projectId)) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('A run of this project is under way. Wait for its end or cancel it.'),
      );
      return false;
    }
    this.#busy.add(request.projectId);
    try {
      const outcome = await this.#perform(request);
      if (outcome === undefined) return false;
      await this.#report(request, outcome);
      return outcome.event?.event === 'done';
    } finally {
      this.#busy.delete(request.projectId);
    }
  }

  /** Takes up a run that an earlier window of this project began: shows it, and reports how it ended. */
  async attach(projectId: string, { id, plan }: OpenRun): Promise<void> {
    const { projects, commandLine, output } = this.#parts;
    const project = projects.byId(projectId);
    if (project === undefined || this.#busy.has(projectId)) return;
    this.#busy.add(projectId);
    try {
      output.info(`${plan.database.label}: found a run that goes on, ${plan.command} ${plan.target}`);
      const child = new RunChild(commandLine.start(project.summary, ['attach', id], {}));
      const event = await underProgress(progressTitle(plan), child, (progress) =>
        follow(child.events(), plan, progress, output),
      );
      // Another window heard the end and told it: here only the tree is brought up to date.
      if (event === undefined && (await child.exit).code === TOLD_ELSEWHERE)
        await projects.askDatabase(projectId);
      else if (event === undefined) await reportLost(projectId, plan, projects);
      else
        await this.#report(
          { projectId, command: plan.command, target: plan.target },
          { event, plan, exit: undefined },
        );
    } finally {
      this.#busy.delete(projectId);
    }
  }

  async #report(request: RunRequest, outcome: Outcome): Promise<void> {
    const runAgain = (again: readonly RunRequest[]) => this.#runLogged(again);
    const afterUpgrade = ({ projectId }: RunRequest) => {
      const folder = this.#parts.projects.byId(projectId)?.summary.folder;
      if (folder !== undefined) runAfterUpgrade(folder, this.#parts.output);
    };
    await reportOutcome(request, outcome, { ...this.#parts, runAgain, afterUpgrade });
  }

  /** For runs that no command waits for. */
  async #runLogged(requests: readonly RunRequest[]): Promise<void> {
    try {
      await this.runInTurn(requests);
    } catch (error) {
      this.#parts.output.error(String(error));
    }
  }

  async #perform(request: RunRequest): Promise<Outcome | undefined> {
    const { projects, commandLine, connections, diagnostics, output, plans } = this.#parts;
    const project = projects.byId(request.projectId);
    const target = request.by === undefined ? targetWords(request.command, request.target) : [];
    if (project === undefined || !target.every(isSafeTarget)) {
      throw new Error(vscode.l10n.t('There is no such project or revision.'));
    }
    if (project.choice === undefined) {
      void offerDatabases(project.summary);
      return undefined;
    }
    if (!(await saveProject(project))) return undefined;
    diagnostics.clear();
    const access = await connections.access(project.choice);
    const { command, options = [] } = request;
    const words = [
      request.by ?? command,
      ...target,
      ...options,
      '--events',
      'json',
      ...runWords(),
      ...access.words,
    ];
    const started = commandLine.start(project.summary, words, access.environment);
    const child = new RunChild(started);
    const events = child.events();
    const attention = new Attention();
    const first = await underProgress(
      vscode.l10n.t('Planning'),
      child,
      async () => await events.next(),
    ).finally(() => attention.dispose());
    if (first.done === true) return { event: undefined, exit: await child.exit, plan: undefined };
    if (first.value.event !== 'plan') {
      await drain(events);
      return { event: first.value, exit: undefined, plan: undefined };
    }
    const plan = first.value.plan;
    this.#lastPlan = plan;
    // The command line refuses these itself; its refusal is the answer, and nobody is asked in vain.
    if (isRefused(plan)) return { event: await lastOf(events), exit: await child.exit, plan };
    const configFile = path.relative(project.summary.folder, project.summary.configFile);
    const consent = child.isCancelled
      ? undefined
      : plan.steps.length === 0
        ? {}
        : await plans.ask(
            { plan, view: viewPlan(plan, { options, configFile }, vscode.l10n) },
            attention.isElsewhere,
          );
    if (consent === undefined) {
      child.cancel();
      output.info(`${plan.database.label}: cancelled before anything ran`);
      await drain(events);
      return undefined;
    }
    // From here on it goes on whatever becomes of this window, which finds it again.
    commandLine.release(started);
    child.confirm(plan.id, consent.typedName);
    const event = await underProgress(progressTitle(plan), child, (progress) =>
      follow(events, plan, progress, output),
    );
    plans.settle(plan.id, settledText(event));
    return { event, exit: event === undefined ? await child.exit : undefined, plan };
  }
}

/** What the plan's page says once its run has ended; the message says more. */
function settledText(event: RunEvent | undefined): string {
  if (event?.event === 'done') return vscode.l10n.t('Done: every step of this plan was run.');
  if (event?.event === 'cancelled') return vscode.l10n.t('Cancelled while it ran.');
  if (event?.event === 'failed' || event?.event === 'refused')
    return vscode.l10n.t('Failed: {0}', event.message);
  return vscode.l10n.t('It ended without an answer.');
}

/** True for a plan that goes backwards on a protected database without leave to. */
function isRefused({ command, steps, database }: RunPlan): boolean {
  const isBackwards = command === 'downgrade' || command === 'stamp';
  return (
    steps.length > 0 && isBackwards && database.isProtected === true && database.allowsDowngrade !== true
  );
}
