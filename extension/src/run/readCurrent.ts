// Asks the command line where a project's database stands. Changing a database: runPlan.ts.
import * as vscode from 'vscode';
import type { CommandLine } from './commandLine';
import { databaseWords } from './databaseWords';
import type { ProjectSummary } from '../../../server/src/lsp/protocol';

/** What `retort current --json` says. `database` is a label without secrets, such as `shop@embedded`. */
export interface CurrentAnswer {
  readonly current: readonly string[];
  readonly database: string;
}

/** Where the database stands; rejects with the command line's own sentence. */
export async function readCurrent(commandLine: CommandLine, project: ProjectSummary): Promise<CurrentAnswer> {
  const child = commandLine.start(project, ['current', '--json', ...databaseWords()]);
  child.stdin.end();
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  let text = '';
  let errors = '';
  child.stdout.on('data', (chunk: string) => (text += chunk));
  child.stderr.on('data', (chunk: string) => (errors += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const answer = parseCurrent(text);
  if (code === 0 && answer !== undefined) return answer;
  throw new Error(
    lastLine(errors) ?? vscode.l10n.t('The database did not answer (exit code {0}).', String(code)),
  );
}

/** True when the project's embedded database has no data folder yet: nothing was ever applied to it. */
export async function isEmptyEmbedded(project: ProjectSummary): Promise<boolean> {
  const folder = vscode.Uri.joinPath(vscode.Uri.file(project.folder), '.retort', 'embedded');
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

/** The command line ends with one line, `error: what (where)`; warnings of Node before it are not for people. */
function lastLine(errors: string): string | undefined {
  const lines = errors.split('\n').filter((line) => line.trim() !== '');
  return (lines.findLast((line) => line.startsWith('error:')) ?? lines.at(-1))?.replace(/^error:\s*/, '');
}
