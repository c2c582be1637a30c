// `retort heads`: as `alembic heads`.
import type { Command } from '../command';
import { refuseUnreadable, writeJson, writeOutcome } from '../historyCommand';
import { openHistory } from '../openHistory';
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
  async run(input) {
    const opened = await openHistory(input);
    const { graph } = opened;
    const { flags } = input.arguments;
    if (flags.has('json')) return writeJson(input, opened, (row) => row.is_head);
    refuseUnreadable(opened);
    const options = { verbose: flags.has('verbose'), resolveDependencies: flags.has('resolve') };
    return writeOutcome(input, formatHeads(graph, options));
  },
};
