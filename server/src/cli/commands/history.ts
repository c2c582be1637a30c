// `retort history`: as `alembic history`; asks the database only where Alembic does.
import { valueOf } from '../arguments';
import type { Command, CommandInput } from '../command';
import { refuseUnreadable, valueOrFail, writeJson, writeOutcome } from '../historyCommand';
import { openHistory } from '../openHistory';
import { formatHistory, historyNeedsDatabase, historyRevisions } from '../../engine/index';

export const history: Command = {
  name: 'history',
  summary: 'Lists the revisions, newest first.',
  options: {
    range: { names: ['-r', '--rev-range'], takes: 'value', value: 'START:END', help: 'the part to list' },
    verbose: { names: ['-v', '--verbose'], takes: 'nothing', help: 'show the whole entries' },
    indicate: {
      names: ['-i', '--indicate-current'],
      takes: 'nothing',
      help: 'mark the revisions of the database',
    },
    database: {
      names: ['--database'],
      takes: 'value',
      value: 'DATABASE',
      help: 'embedded, env:NAME or a URL',
    },
    json: { names: ['--json'], takes: 'nothing', help: 'print JSON, also of a broken history' },
  },
  positionals: [],
  async run(input) {
    const opened = await openHistory(input);
    const { flags } = input.arguments;
    const range = valueOf(input.arguments, 'range');
    const indicateCurrent = flags.has('indicate');
    const needsDatabase = historyNeedsDatabase(range, indicateCurrent);
    const current = needsDatabase ? await readRows(input) : undefined;
    const { graph } = opened;
    if (flags.has('json')) {
      if (range === undefined) return writeJson(input, opened, () => true);
      const wanted = new Set(
        valueOrFail(historyRevisions(graph, range, current ?? [])).map((one) => one.revision),
      );
      return writeJson(input, opened, (row) => wanted.has(row.revision));
    }
    refuseUnreadable(opened);
    const verbose = flags.has('verbose');
    return writeOutcome(input, formatHistory(graph, { range, verbose, indicateCurrent, current }));
  },
};

async function readRows(input: CommandInput): Promise<readonly string[]> {
  return (await import('../currentRows')).currentRows(input);
}
