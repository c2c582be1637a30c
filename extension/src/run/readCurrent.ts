// Asks the command line where a project's database stands. Changing a database: runPlan.ts.
import * as vscode from 'vscode';
import type { CommandLine } from './commandLine';
import type { DatabaseAccess } from '../connections/connections';
import { askCommandLine, type AskOptions } from './askCommandLine';
import type { ProjectSummary } from '../../../server/src/lsp/protocol';

/** What `retort current --json` says. `database` is a label without secrets, such as `shop@embedded`. */
export interface CurrentAnswer {
  readonly current: readonly string[];
  readonly database: string;
}

/** Where the database stands; rejects with the command line's own sentence. */
export async function readCurrent(
  commandLine: CommandLine,
  project: ProjectSummary,
  access: DatabaseAccess,
  options: AskOptions,
): Promise<CurrentAnswer> {
  const words = ['current', '--json', ...access.words];
  const text = await askCommandLine(commandLine, project, words, access, options);
  const answer = parseCurrent(text);
  if (answer === undefined) throw new Error(vscode.l10n.t('The command line gave no answer.'));
  return answer;
}

/** True when the project's embedded database has no data folder yet: nothing was ever applied to it. */
export async function isEmptyEmbedded(project: ProjectSummary): Promise<boolean> {
  // Beside the configuration, wherever Alembic is run.
  const folder = vscode.Uri.joinPath(vscode.Uri.file(project.configFile), '..', '.retort', 'embedded');
  try {
    await vscode.workspace.fs.stat(folder);
    return false;
  } catch {
    return true;
  }
}

function parseCurrent(text: string): CurrentAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('current' in value)) return undefined;
    if (!Array.isArray(value.current)) return undefined;
    const current = value.current.filter((row): row is string => typeof row === 'string');
    const database = 'database' in value && typeof value.database === 'string' ? value.database : '';
    return { current, database };
  } catch {
    return undefined;
  }
}
