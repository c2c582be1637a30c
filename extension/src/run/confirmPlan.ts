// Shows a plan as a read-only document and asks whether to run it. Writing it is planDocument.ts, running runs.ts.
import * as vscode from 'vscode';
import { summarizePlan, title, writePlan } from './planDocument';
import type { RunPlan } from '../../../server/src/lsp/protocol';
import type { ReadOnlyDocuments } from '../views/readOnlyDocuments';

interface Choice extends vscode.QuickPickItem {
  readonly runs: boolean;
}

/** A yes; for a protected database with the name that was typed. */
export interface Consent {
  readonly typedName?: string;
}

/** What the person answered to the plan; Escape and closing the list are a no. */
export async function confirmPlan(plan: RunPlan, documents: ReadOnlyDocuments): Promise<Consent | undefined> {
  const heading = title(plan, vscode.l10n);
  await documents.show(`${plan.id}/${heading.replace(/[\\/]/g, ' ')}.md`, writePlan(plan, vscode.l10n));
  const { losses, revisions, statements } = summarizePlan(plan);
  const run: Choice = {
    label: runLabel(plan),
    description: vscode.l10n.t('Revisions: {0}, statements: {1}', String(revisions), String(statements)),
    ...(losses.length === 0
      ? {}
      : { detail: `$(warning) ${vscode.l10n.t('Loses data or objects: {0}', losses.join('; '))}` }),
    iconPath: new vscode.ThemeIcon('play'),
    runs: true,
  };
  const cancel: Choice = {
    label: vscode.l10n.t('Cancel'),
    description: vscode.l10n.t('Nothing is changed'),
    iconPath: new vscode.ThemeIcon('close'),
    runs: false,
  };
  if (plan.database.isProtected === true) return await askForName(plan, losses);
  return (await ask(heading, [run, cancel], losses.length === 0 ? run : cancel)) ? {} : undefined;
}

/** The name of the database is typed by hand; nothing is filled in. */
async function askForName(plan: RunPlan, losses: readonly string[]): Promise<Consent | undefined> {
  const { label, name } = plan.database;
  const loss =
    losses.length === 0 ? '' : ` ${vscode.l10n.t('Loses data or objects: {0}', losses.join('; '))}`;
  const typedName = await vscode.window.showInputBox({
    title: `${runLabel(plan)}: ${label}`,
    prompt: `${
      plan.command === 'restore'
        ? vscode.l10n.t(
            'Everything in {0} is replaced. Type {1}, the name of its database, to do it.',
            label,
            name,
          )
        : vscode.l10n.t(
            '{0} is protected. Type {1}, the name of its database, to run the plan behind this box.',
            label,
            name,
          )
    }${loss}`,
    placeHolder: name,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === name ? undefined : vscode.l10n.t('This is not {0}. Escape runs nothing.', name),
  });
  return typedName === undefined ? undefined : { typedName };
}

function runLabel(plan: RunPlan): string {
  if (plan.command === 'upgrade') return vscode.l10n.t('Run upgrade');
  if (plan.command === 'downgrade') return vscode.l10n.t('Run downgrade');
  if (plan.command === 'stamp') return vscode.l10n.t('Run stamp');
  if (plan.command === 'restore') return vscode.l10n.t('Restore the back-up');
  return vscode.l10n.t('Create the version table');
}

/** The list stays open while the plan behind it is scrolled; `first` is what Enter takes. */
async function ask(heading: string, choices: readonly Choice[], first: Choice): Promise<boolean> {
  const pick = vscode.window.createQuickPick<Choice>();
  pick.title = heading;
  pick.placeholder = vscode.l10n.t('The plan is in the editor behind this list');
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = false;
  pick.items = choices;
  pick.activeItems = [first];
  try {
    return await new Promise<boolean>((resolve) => {
      pick.onDidAccept(() => resolve(pick.selectedItems[0]?.runs ?? false));
      pick.onDidHide(() => resolve(false));
      pick.show();
    });
  } finally {
    pick.dispose();
  }
}
