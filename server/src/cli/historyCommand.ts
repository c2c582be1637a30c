// What heads, branches, history, show and current share: text as Alembic prints it, or JSON that survives broken files.
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import type { OpenedHistory } from './openHistory';
import { describeGraph, type GraphDescription, type Outcome } from '../engine/index';

type Row = GraphDescription['revisions'][number];

/** Writes the text, or ends the command with Alembic's words. */
export function writeOutcome(input: CommandInput, outcome: Outcome<string>): number {
  input.process.write(valueOrFail(outcome));
  return 0;
}

/** Ends the command when a file could not be read: Alembic ends there too, and without the file the text would be wrong. */
export function refuseUnreadable({ problems, shownPath }: OpenedHistory): void {
  const found = problems.find(({ isWarning }) => !isWarning);
  if (found === undefined) return;
  throw new CommandFailure(EXIT.refused, `a revision file is not read: ${found.message}`, {
    place: shownPath(found.path),
    nextStep: 'Mend or remove the file; --json shows the history without it.',
  });
}

/** The value, or Alembic's refusal as a failure of the command. */
export function valueOrFail<T>(outcome: Outcome<T>): T {
  if (outcome.refusal === undefined) return outcome.value;
  const { message, nextStep } = outcome.refusal;
  throw new CommandFailure(EXIT.usage, message, { nextStep });
}

/** `{"revisions": [...], "problems": [...]}` for the rows that `keep` wants, in walk order. */
export function writeJson(input: CommandInput, opened: OpenedHistory, keep: (row: Row) => boolean): number {
  const described = describeGraph(opened.graph);
  const revisions = described.revisions
    .filter(keep)
    .map((row) => ({ ...row, path: opened.shownPath(row.path) }));
  const problems = [
    ...described.problems,
    ...opened.problems.map(({ path, message }) => ({ kind: 'unreadable', message, path })),
  ];
  const shown = problems.map((problem) => ({ ...problem, path: opened.shownPath(problem.path) }));
  input.process.write(`${JSON.stringify({ revisions, problems: shown }, undefined, 2)}\n`);
  return 0;
}
