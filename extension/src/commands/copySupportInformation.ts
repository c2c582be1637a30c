// Alembic: Copy Information for a Bug Report: versions, counts and states. No path, no name, no address, no revision.
import * as vscode from 'vscode';
import type { Parts } from '../parts';

export async function copySupportInformation(
  _argument: unknown,
  { projects, client, version, interpreters }: Parts,
): Promise<void> {
  const lines = [
    `Retort ${version}, ${vscode.env.appName} ${vscode.version}, ${process.platform} ${process.arch}, Node ${process.versions.node}`,
    `remote: ${vscode.env.remoteName ?? 'no'}, trusted: ${String(vscode.workspace.isTrusted)}, server: ${client.state}`,
    ...projects.all.map(({ summary, answer, choice, database }, index) =>
      [
        `project ${index + 1}: ${answer.revisions.length} revisions`,
        `${answer.heads.length} heads`,
        `${answer.problems.length} problems`,
        `configured by ${summary.configFile.endsWith('.toml') ? 'pyproject.toml' : 'an ini file'}`,
        `database ${choice === undefined ? 'not chosen' : database.kind}`,
        `interpreter ${interpreters.chosen(summary) === undefined ? 'found by itself' : 'chosen'}`,
      ].join(', '),
    ),
    `changed settings: ${changedSettings().join(', ') || 'none'}`,
  ];
  await vscode.env.clipboard.writeText(`${lines.join('\n')}\n`);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Copied: versions and counts, nothing of your code or your databases.'),
  );
}

/** Names only: a value may hold an address. */
function changedSettings(): readonly string[] {
  const configuration = vscode.workspace.getConfiguration('retort');
  const flat = (value: unknown, path: string): readonly string[] => {
    const found = configuration.inspect<unknown>(path);
    if (path !== '' && found?.defaultValue !== undefined) {
      return found.globalValue !== undefined || found.workspaceValue !== undefined ? [path] : [];
    }
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => flat(inner, path === '' ? key : `${path}.${key}`));
  };
  return flat(configuration, '');
}
