// `retort heads`: as `alembic heads`.
import type { Command } from '../command';
import { writeJson, writeOutcome } from '../historyCommand';
import { openProject } from '../openProject';
import { formatHeads } from '../../engine/index';

export const heads: Command = {
  name: 'heads',
  summary: 'Shows the heads of the history.',
  options: {
    verbose: { names: ['-v', '--verbose'], takes: 'nothing', help: 'show the whole entry' },
    resolve: {
      names: ['--resolve-dependencies'],
      takes: 'nothing',
      help: 'treat depends_on as down revisions',
    },
    json: { names: ['--json'], takes: 'nothing', help: 'print JSON, also of a broken history' },
  },
  positionals: [],
  run(input) {
    const opened = openProject(input);
    const { graph } = opened.workspace;
    const { flags } = input.arguments;
    if (flags.has('json')) return writeJson(input, opened, (row) => row.is_head);
    const options = { verbose: flags.has('verbose'), resolveDependencies: flags.has('resolve') };
    return writeOutcome(input, formatHeads(graph, options));
  },
};
