// Builders and checkers shared by the suites: the example projects in the workspace, and waiting for the editor to know something.
import { ok } from 'node:assert/strict';
import * as vscode from 'vscode';

/** What a finding of Retort looks like in the Problems panel. */
export interface Problem {
  readonly rule: string;
  readonly line: number;
  readonly severity: vscode.DiagnosticSeverity;
}

/** The revision files of an example, by the end of their name. */
export async function openRevision(example: string, slug: string): Promise<vscode.TextDocument> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  ok(folder, 'a folder is open');
  const pattern = new vscode.RelativePattern(folder, `${example}/migrations/versions/*_${slug}.py`);
  const [uri] = await vscode.workspace.findFiles(pattern);
  ok(uri, `${example} has a revision ${slug}`);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Retort's findings in a document, now. */
export function problemsOf(document: vscode.TextDocument): readonly Problem[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source?.toLowerCase() === 'retort')
    .map(({ code, range, severity }) => ({
      rule: String(typeof code === 'object' ? code.value : code),
      line: range.start.line + 1,
      severity,
    }));
}

/** Waits until the findings of a document satisfy a condition; the test's time-out ends the wait. */
export async function problemsWhen(
  document: vscode.TextDocument,
  isRight: (problems: readonly Problem[]) => boolean,
): Promise<readonly Problem[]> {
  return await eventually(vscode.languages.onDidChangeDiagnostics, () => {
    const problems = problemsOf(document);
    return isRight(problems) ? problems : undefined;
  });
}

/** Asks now and after every event until there is an answer. */
export async function eventually<T>(event: vscode.Event<unknown>, ask: () => T | undefined): Promise<T> {
  const now = ask();
  if (now !== undefined) return now;
  return await new Promise((resolve) => {
    const subscription = event(() => {
      const answer = ask();
      if (answer === undefined) return;
      subscription.dispose();
      resolve(answer);
    });
  });
}

/** The quick fixes offered on the first finding of a rule. */
export async function fixesFor(document: vscode.TextDocument, rule: string): Promise<vscode.CodeAction[]> {
  await problemsWhen(document, (problems) => problems.some((problem) => problem.rule === rule));
  const diagnostic = vscode.languages
    .getDiagnostics(document.uri)
    .find(({ code }) => String(typeof code === 'object' ? code.value : code) === rule);
  ok(diagnostic, `${rule} is found`);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
    vscode.CodeActionKind.QuickFix.value,
    10,
  );
  return actions.filter(({ edit }) => edit !== undefined);
}

/** Applies the preferred fix of a rule, else the first, and answers the text afterwards. */
export async function applyFix(document: vscode.TextDocument, rule: string): Promise<string> {
  const fixes = await fixesFor(document, rule);
  const fix = fixes.find(({ isPreferred }) => isPreferred) ?? fixes[0];
  ok(fix?.edit, `${rule} has a fix`);
  ok(await vscode.workspace.applyEdit(fix.edit), 'the edit was applied');
  return document.getText();
}

/** Puts the file back as it is on disk. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}
