// `retort rename OLD NEW`: gives a revision another id wherever the history names it. Alembic has no such command.
import type { Command } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { valueOrFail } from '../historyCommand';
import { openProject } from '../openProject';
import { withEdits, writeEdits } from '../writeEdits';
import { planRename } from '../../engine/index';

export const rename: Command = {
  name: 'rename',
  summary:
    'Gives a revision another id: in its file, in those that name it, in docstrings and in the file name.',
  options: {},
  positionals: ['old', 'new'],
  run(input) {
    const { project, workspace, folder, shownPath } = openProject(input);
    const { graph } = workspace;
    if (graph.failure !== undefined) {
      throw new CommandFailure(EXIT.usage, graph.failure.message, {
        place: shownPath(graph.failure.path),
        nextStep: 'Repair the history first; `retort lint` shows where.',
      });
    }
    const [old = '', to = ''] = input.arguments.positionals;
    const textOf = (path: string): string | undefined => workspace.text(path);
    const plan = valueOrFail(planRename(graph, textOf, project.fileTemplate, old, to));
    const after = withEdits(workspace, plan.files);
    if (after.graph.failure !== undefined) {
      throw new CommandFailure(EXIT.usage, after.graph.failure.message, { nextStep: 'Nothing was written.' });
    }
    writeEdits(input, { folder, command: `rename ${old}` }, workspace, after, plan.files, plan.renames);
    const from = plan.revision.revision;
    if (!input.global.isQuiet) {
      const names = new Map(plan.renames.map((one) => [one.from, one.to]));
      for (const { path } of plan.files) {
        const moved = names.get(path);
        const shown = moved === undefined ? shownPath(path) : `${shownPath(path)} -> ${shownPath(moved)}`;
        input.process.write(`${from} -> ${to} (${shown})\n`);
      }
    }
    input.process.writeError(
      `note: a database that has ${from} still names it so; look with \`retort current\`, and stamp it with ${to} there.\n`,
    );
    return 0;
  },
};
