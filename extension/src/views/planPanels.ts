// A plan in an editor panel, and the question whether to run it, which is asked in the page itself so that nothing covers
// the plan. What stands in the page is run/planView.ts; running is run/runs.ts.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { readPageMessage } from './planMessages';
import { fillWebview } from './webviewPage';
import type { CommandId } from '../commandTable';
import type { PlanMessage, PlanPageMessage, PlanView, RunPlan } from '../../../server/src/lsp/protocol';

/** A yes; for a protected database with the name that was typed. */
export interface Consent {
  readonly typedName?: string;
}

/** A plan with the way it is shown. */
export interface ShownPlan {
  readonly plan: RunPlan;
  readonly view: PlanView;
}

/** The panels of plans. One that was answered makes room for the next. */
export class PlanPanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #open = new Set<PlanPanel>();

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
  }

  /**
   * What the person answered to the plan; closing its panel is a no. Somebody who is elsewhere by now keeps the keyboard, and
   * the text in sight.
   */
  async ask(shown: ShownPlan, isElsewhere: boolean): Promise<Consent | undefined> {
    for (const panel of this.#open) if (panel.isAnswered) panel.dispose();
    const panel = new PlanPanel(shown, isElsewhere, this.#extensionUri);
    this.#open.add(panel);
    panel.onDidDispose(() => this.#open.delete(panel));
    return await panel.answer;
  }

  /** Writes into the page of a plan how its run ended; nothing when it was closed. */
  settle(planId: string, text: string): void {
    for (const panel of this.#open) if (panel.planId === planId) panel.settle(text);
  }

  dispose(): void {
    for (const panel of [...this.#open]) panel.dispose();
  }
}

class PlanPanel {
  readonly answer: Promise<Consent | undefined>;
  readonly onDidDispose: vscode.Event<void>;
  readonly #panel: vscode.WebviewPanel;
  readonly #shown: ShownPlan;
  #resolve: (consent: Consent | undefined) => void = () => undefined;
  #settled = '';
  #isReady = false;

  constructor(shown: ShownPlan, isElsewhere: boolean, extensionUri: vscode.Uri) {
    this.#shown = shown;
    this.answer = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    const viewColumn = isElsewhere ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const place = { viewColumn, preserveFocus: isElsewhere };
    this.#panel = vscode.window.createWebviewPanel('retort.plan', shown.view.heading, place, {
      enableFindWidget: true,
    });
    this.onDidDispose = this.#panel.onDidDispose;
    this.#panel.onDidDispose(() => this.#resolve(undefined));
    this.#panel.onDidChangeViewState(() => {
      // A page in the background is thrown away; it says when it is there again.
      if (!this.#panel.visible) this.#isReady = false;
    });
    this.#panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = readPageMessage(value);
      if (message !== undefined) void this.#receive(message);
    });
    fillWebview(this.#panel.webview, 'plan', extensionUri);
  }

  get planId(): string {
    return this.#shown.plan.id;
  }

  get isAnswered(): boolean {
    return this.#settled !== '';
  }

  settle(text: string): void {
    this.#settled = text;
    if (this.#isReady) this.#post({ kind: 'settled', settled: text });
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #post(message: PlanMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #receive(message: PlanPageMessage): Promise<void> {
    const { plan, view } = this.#shown;
    switch (message.kind) {
      case 'ready':
        this.#isReady = true;
        this.#post({ kind: 'show', plan: view, settled: this.#settled });
        return;
      case 'run': {
        if (this.isAnswered) return;
        const { typedName } = message;
        if (plan.database.isProtected === true && typedName !== plan.database.name) return;
        this.settle(vscode.l10n.t('Confirmed. It runs; a message says how it ended.'));
        this.#resolve(plan.database.isProtected === true ? { typedName } : {});
        return;
      }
      case 'cancel':
        if (!this.isAnswered) this.dispose();
        return;
      case 'open':
        await openPlace(plan, message.step, message.line);
        return;
      case 'explain':
        // Through the command itself, so that it behaves as anywhere else.
        await vscode.commands.executeCommand('retort.explainRule' satisfies CommandId, message.rule);
        return;
      case 'copyAlembicLine':
        await vscode.env.clipboard.writeText(view.alembicLine);
    }
  }
}

/** Opens the file of a step beside the plan: only one that the plan names. */
async function openPlace(plan: RunPlan, index: number, line: number | undefined): Promise<void> {
  const step = plan.steps[index];
  if (plan.project.commit !== undefined || step === undefined) return;
  if (step.direction !== 'upgrade' && step.direction !== 'downgrade') return;
  const file = path.resolve(path.dirname(plan.project.configFile), step.path);
  const position = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
  const place = {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
    selection: new vscode.Range(position, position),
  };
  try {
    await vscode.window.showTextDocument(vscode.Uri.file(file), place);
  } catch {
    void vscode.window.showErrorMessage(vscode.l10n.t('{0} cannot be opened: is it still there?', step.path));
  }
}
