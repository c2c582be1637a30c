// The `retort.*` context keys that package.json uses in `when` clauses. They decide what is shown, never what is allowed.
import * as vscode from 'vscode';
import type { Interpreters } from '../interpreters';
import type { Projects } from '../projects';
import { uriOf } from '../uris';

export function keepContextKeys(projects: Projects, interpreters: Interpreters): vscode.Disposable {
  /** What each key was set to last, as text: lists of a thousand paths are not sent again for nothing. */
  const sent = new Map<string, string>();
  const set = (key: string, value: unknown): void => {
    const text = JSON.stringify(value);
    if (sent.get(key) === text) return;
    sent.set(key, text);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  let listed: Projects['all'] | undefined;
  const listPaths = (): void => {
    if (projects.all === listed) return;
    listed = projects.all;
    const paths = listed.flatMap(({ answer }) => answer.revisions.map(({ uri }) => uriOf(uri).fsPath));
    set('retort.revisionPaths', paths);
  };
  const update = () => {
    const isDatabaseChosen = projects.all.some(({ choice }) => choice !== undefined);
    set('retort.isReady', true);
    set('retort.hasProject', projects.all.length > 0);
    set('retort.hasDatabase', isDatabaseChosen);
    // A project that cannot be read has no database to speak of, but that is not what is wrong with it.
    const isReadable = projects.all.some(({ summary }) => summary.problem === undefined);
    set('retort.isReadable', isReadable);
    set('retort.needsDatabase', isReadable && !isDatabaseChosen);
    listPaths();
    set(
      'retort.versionFolders',
      projects.all.flatMap(({ summary }) => summary.versionFolders),
    );
    void lacksInterpreter(projects, interpreters).then((isLacking) =>
      set('retort.lacksInterpreter', isLacking),
    );
  };
  return vscode.Disposable.from(projects.onDidChange(update), interpreters.onDidChange(update));
}

/** Of the selected project. Untrusted nobody would start one, so none is looked for. */
async function lacksInterpreter(projects: Projects, interpreters: Interpreters): Promise<boolean> {
  const project = projects.selected?.summary;
  if (project === undefined || project.problem !== undefined || !vscode.workspace.isTrusted) return false;
  return await interpreters.lacks(project);
}
