// Compares a project with its database through the command line, and shows what differs as a document.
import * as vscode from 'vscode';
import { askCommandLine } from './askCommandLine';
import type { ConnectionTarget } from '../commands/connectionTarget';
import type { Parts } from '../parts';
import type { ComparisonAnswer } from '../../../server/src/lsp/protocol';

/** The answer of `retort check` or `retort drift`; undefined when the person gave up. Rejects with why there is none. */
export async function askComparison(
  { commandLine, connections }: Parts,
  { project, choice }: ConnectionTarget,
  command: 'check' | 'drift',
  title: string,
): Promise<ComparisonAnswer | undefined> {
  const { words, environment } = await connections.access(choice);
  return await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, token) => {
      try {
        const text = await askCommandLine(
          commandLine,
          project.summary,
          [command, '--json', ...words],
          { environment },
          { token, isAnswer: (code) => code === (command === 'check' ? 255 : 1) },
        );
        return JSON.parse(text) as ComparisonAnswer;
      } catch (error) {
        if (token.isCancellationRequested) return undefined;
        throw error;
      }
    },
  );
}

/** Shows the lines as a document whose colours are those of a diff. */
export async function showComparison(
  { comparisons }: Parts,
  { project }: ConnectionTarget,
  { database, lines, notes }: ComparisonAnswer,
  legend: readonly string[],
): Promise<void> {
  const head = [...legend, ...notes].map((line) => `# ${line}`);
  await comparisons.show(
    `${project.summary.name} ${database.replaceAll(/[^\w.@-]+/g, ' ')}.diff`,
    [...head, '', ...lines, ''].join('\n'),
  );
}
