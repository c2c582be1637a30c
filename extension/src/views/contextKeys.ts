// The `retort.*` context keys that package.json uses in `when` clauses. They decide what is shown, never what is allowed.
import * as vscode from 'vscode';
import type { Projects } from '../projects';

export function keepContextKeys(projects: Projects): vscode.Disposable {
  return projects.onDidChange(() => {
    const paths = projects.all.flatMap(({ answer }) =>
      answer.revisions.map(({ uri }) => vscode.Uri.parse(uri).fsPath),
    );
    const isDatabaseChosen = projects.all.some(({ choice }) => choice !== undefined);
    set('retort.isReady', true);
    set('retort.hasProject', projects.all.length > 0);
    set('retort.hasDatabase', isDatabaseChosen);
    // A project that cannot be read has no database to speak of, but that is not what is wrong with it.
    const isReadable = projects.all.some(({ summary }) => summary.problem === undefined);
    set('retort.isReadable', isReadable);
    set('retort.needsDatabase', isReadable && !isDatabaseChosen);
    set('retort.revisionPaths', paths);
  });
}

function set(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
