// `retort rebase REV --onto REV`: re-points one revision, with all that stands on it. Alembic has no such command.
import { valueOf } from '../arguments';
import type { Command } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { valueOrFail } from '../historyCommand';
import { openProject } from '../openProject';
import { withEdits, writeEdits } from '../writeEdits';
import { planRebase } from '../../engine/index';

export const rebase: Command = {
  name: 'rebase',
  summary: 'Puts a revision, and all that stands on it, on another one: down_revision and docstring.',
  options: {
    onto: { names: ['--onto'], takes: 'value', value: 'REV', help: 'the revision to stand on' },
  },
  positionals: ['revision'],
  run(input) {
    const onto = valueOf(input.arguments, 'onto');
    if (onto === undefined) {
      throw new CommandFailure(EXIT.usage, 'the following arguments are required: --onto', {
        nextStep: 'See `retort rebase --help`.',
      });
    }
    const { workspace, shownPath } = openProject(input);
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
    writeEdits(workspace, next, [plan.file]);
    const { path } = plan.file;
    const parents = plan.revision.downRevisions.join(', ') || '<base>';
    if (!input.global.isQuiet) {
      input.process.write(
        `${plan.revision.revision}: down_revision ${parents} -> ${plan.onto.revision} (${shownPath(path)})\n`,
      );
    }
    input.process.writeError(
      `note: a database that has ${plan.revision.revision} already does not get what was put below it; look with \`retort current\`.\n`,
    );
    if (after.heads.length > 1) {
      input.process.writeError(
        `note: the history has ${after.heads.length} heads: ${after.heads.join(', ')}\n`,
      );
    }
    return 0;
  },
};
