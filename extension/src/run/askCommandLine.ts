// Asks the command line one question and takes its whole answer. Changing a database: runs.ts.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import * as vscode from 'vscode';
import type { CommandLine } from './commandLine';
import { CommandLineError } from './commandLineError';
import type { DatabaseAccess } from '../connections/connections';
import type { ProjectSummary } from '../../../server/src/lsp/protocol';

/** How the answer is taken: `token` gives up, `isAnswer` says which exit codes are no failure (only 0 without it). */
export interface AskOptions {
  readonly token?: vscode.CancellationToken;
  readonly isAnswer?: (code: number) => boolean;
}

/** What it printed; rejects with its own words for what went wrong and what to do. */
export async function askCommandLine(
  commandLine: CommandLine,
  project: ProjectSummary,
  words: readonly string[],
  { environment }: Pick<DatabaseAccess, 'environment'>,
  options: AskOptions = {},
): Promise<string> {
  return await answerOf(commandLine.start(project, words, environment), project.folder, options);
}

/** The same where there is no project yet. */
export async function askInFolder(
  commandLine: CommandLine,
  folder: string,
  words: readonly string[],
): Promise<string> {
  return await answerOf(commandLine.startIn(folder, words, {}), folder, {});
}

async function answerOf(
  child: ChildProcessWithoutNullStreams,
  folder: string,
  { token, isAnswer }: AskOptions,
): Promise<string> {
  const cancelling = token?.onCancellationRequested(() => child.kill('SIGINT'));
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
  cancelling?.dispose();
  if (code === 0 || (code !== null && isAnswer?.(code) === true)) return text;
  throw new CommandLineError(
    errors,
    folder,
    vscode.l10n.t('The command line ended without an answer (exit code {0}).', String(code)),
  );
}
