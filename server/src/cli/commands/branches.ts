// `retort branches`: as `alembic branches`.
import type { Command } from '../command';
import { refuseUnreadable, writeJson, writeOutcome } from '../historyCommand';
import { openHistory } from '../openHistory';
import { formatBranches } from '../../engine/index';

export const branches: Command = {
  name: 'branches',
  summary: 'Shows the branch points of the history.',
  options: {
    verbose: { names: ['-v', '--verbose'], takes: 'nothing', help: 'show the whole entry' },
    json: { names: ['--json'], takes: 'nothing', help: 'print JSON, also of a broken history' },
  },
  positionals: [],
  async run(input) {
    const opened = await openHistory(input);
    const { flags } = input.arguments;
    if (flags.has('json')) return writeJson(input, opened, (row) => row.is_branch_point);
    refuseUnreadable(opened);
    return writeOutcome(input, formatBranches(opened.graph, { verbose: flags.has('verbose') }));
  },
};
