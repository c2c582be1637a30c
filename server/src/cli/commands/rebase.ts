// `retort rebase REV --onto REV`: re-points one revision, with all that stands on it. Alembic has no such command.
import { valueOf } from '../arguments';
import type { Command } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { databaseHolds, type DatabaseAnswer } from '../databaseHolds';
import { valueOrFail } from '../historyCommand';
import { openProject } from '../openProject';
import { withEdits, writeEdits } from '../writeEdits';
import { planRebase } from '../../engine/index';

export const rebase: Command = {
  name: 'rebase',
  summary: 'Puts a revision, and all that stands on it, on another one: down_revision and docstring.',
  options: {
    onto: { names: ['--onto'], takes: 'value', value: 'REV', help: 'the revision to stand on' },
    database: {
      names: ['--database'],
      takes: 'value',
      value: 'DATABASE',
      help: 'the database to ask whether it has run the revision',
    },
  },
  positionals: ['revision'],
  async run(input) {
    const onto = valueOf(input.arguments, 'onto');
    if (onto === undefined) {
      throw new CommandFailure(EXIT.usage, 'the following arguments are required: --onto', {
        nextStep: 'See `retort rebase --help`.',
      });
    }
    const opened = openProject(input);
    const { workspace, shownPath } = opened;
    const { graph } = workspace;
    if (graph.failure !== undefined) {
      throw new CommandFailure(EXIT.usage, graph.failure.message, {
        place: shownPath(graph.failure.path),
        nextStep: 'Repair the history first; `retort lint` shows where.',
      });
    }
    const [revision = ''] = input.arguments.positionals;
    const plan = valueOrFail(planRebase(graph, (path) => workspace.text(path), revision, onto));
    const next = withEdits(workspace, [plan.file]);
    const after = next.graph;
    if (after.failure !== undefined) {
      throw new CommandFailure(EXIT.usage, after.failure.message, { nextStep: 'Nothing was written.' });
    }
    const database = await databaseHolds(input, opened, plan.revision.revision);
    writeEdits(input, { folder: opened.folder, command: `rebase ${revision}` }, workspace, next, [plan.file]);
    const { path } = plan.file;
    const parents = plan.revision.downRevisions.join(', ') || '<base>';
    if (!input.global.isQuiet) {
      input.process.write(
        `${plan.revision.revision}: down_revision ${parents} -> ${plan.onto.revision} (${shownPath(path)})\n`,
      );
    }
    input.process.writeError(databaseNote(database, plan.revision.revision));
    if (after.heads.length > 1) {
      input.process.writeError(
        `note: the history has ${after.heads.length} heads: ${after.heads.join(', ')}\n`,
      );
    }
    return 0;
  },
};

/** What the rebase means for databases that have run the revision: they have passed the place it was put on. */
function databaseNote(database: DatabaseAnswer, revision: string): string {
  if (database.isKnown && database.holds) {
    return (
      `warning: ${database.label} has run ${revision} already, so it never gets what was put below it.\n` +
      '  Put the line back, or downgrade that database to below the revision before you upgrade it again.\n'
    );
  }
  const others = database.isKnown
    ? `${database.label} has not run ${revision}; another database`
    : 'a database';
  return `note: ${others} that has ${revision} already does not get what was put below it; look with \`retort current\`.\n`;
}
