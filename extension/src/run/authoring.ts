// Lets the command line write files (revision, merge, init, restore-revision) and says which. It decides everything the way Alembic
// does; what it refuses is thrown as its own sentence.
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { resolve } from 'node:path';
import * as vscode from 'vscode';
import type { CommandLine } from './commandLine';
import { CommandLineError } from './commandLineError';
import type { ProjectSummary } from '../../../server/src/lsp/protocol';

/** Arguments after which nothing is an option any more. */
const END_OF_OPTIONS = '--';

/** What is written: options as `--name=value`, so that no value is mistaken for an option. */
export interface AuthoringWords {
  readonly command: 'revision' | 'merge' | 'init' | 'drift';
  readonly options: readonly string[];
  readonly positionals: readonly string[];
}

/** What writing takes where a database is asked: the variables that lead to it, and the way to give up. */
export interface AuthoringContext {
  readonly environment: Readonly<Record<string, string>>;
  readonly token: vscode.CancellationToken;
}

/** Writes for a project; answers the files that were made, none when it was cancelled. */
export async function author(
  commandLine: CommandLine,
  project: ProjectSummary,
  words: AuthoringWords,
  context?: AuthoringContext,
): Promise<readonly vscode.Uri[]> {
  const child = commandLine.start(project, argumentsOf(words), context?.environment ?? {});
  const cancelling = context?.token.onCancellationRequested(() => child.kill('SIGINT'));
  const { code, said, complaint } = await ended(child);
  cancelling?.dispose();
  if (code === 0) return madeFiles(said);
  if (context?.token.isCancellationRequested === true) return [];
  const without = vscode.l10n.t('Make It Without Hooks');
  const isAboutHooks = complaint.includes('post_write_hooks') && !words.options.includes('--no-hooks');
  if (
    isAboutHooks &&
    (await vscode.window.showWarningMessage(failed(complaint, project.folder).message, without)) === without
  ) {
    return await author(
      commandLine,
      project,
      { ...words, options: [...words.options, '--no-hooks'] },
      context,
    );
  }
  if (isAboutHooks) return [];
  throw failed(complaint, project.folder);
}

/** Writes a new project below a folder. */
export async function authorIn(
  commandLine: CommandLine,
  folder: string,
  words: AuthoringWords,
): Promise<readonly vscode.Uri[]> {
  const { code, said, complaint } = await ended(commandLine.startIn(folder, argumentsOf(words), {}));
  if (code !== 0) throw failed(complaint, folder);
  return madeFiles(said);
}

/** A revision file that is back. `note` is what else is missing, empty when nothing is. */
export interface RestoredRevision {
  readonly uri: vscode.Uri;
  readonly from: string;
  readonly note: string;
}

/** Brings a missing revision file back from git; undefined when it was cancelled. */
export async function restore(
  commandLine: CommandLine,
  project: ProjectSummary,
  revision: string,
  token: vscode.CancellationToken,
): Promise<RestoredRevision | undefined> {
  const child = commandLine.start(project, ['restore-revision', END_OF_OPTIONS, revision], {});
  const cancelling = token.onCancellationRequested(() => child.kill('SIGINT'));
  const { code, said, complaint } = await ended(child);
  cancelling.dispose();
  if (token.isCancellationRequested) return undefined;
  const [, path, from = ''] = /^restored (.+?\.py) from (.+)$/m.exec(said) ?? [];
  if (code !== 0 || path === undefined) throw failed(complaint, project.folder);
  const note = /^note: (.+)$/m.exec(complaint)?.[1] ?? '';
  return { uri: vscode.Uri.file(resolve(project.folder, path)), from, note };
}

function argumentsOf({ command, options, positionals }: AuthoringWords): readonly string[] {
  return [command, ...options, END_OF_OPTIONS, ...positionals];
}

async function ended(
  child: ChildProcessWithoutNullStreams,
): Promise<{ readonly code: number | null; readonly said: string; readonly complaint: string }> {
  child.stdin.end();
  let said = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
  return { code, said, complaint };
}

/** The lines `Generating PATH ...  done`, as Alembic writes them. */
function madeFiles(said: string): readonly vscode.Uri[] {
  return Array.from(said.matchAll(/^[ \t]*Generating (.+?) \.\.\. {2}done$/gm), ([, path = '']) =>
    vscode.Uri.file(path),
  );
}

function failed(complaint: string, folder: string): CommandLineError {
  return new CommandLineError(complaint, folder, vscode.l10n.t('The command line ended without a word.'));
}
