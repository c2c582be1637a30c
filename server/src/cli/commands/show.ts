// `retort show REV`: as `alembic show`.
import type { Command, CommandInput } from '../command';
import { refuseUnreadable, valueOrFail, writeJson, writeOutcome } from '../historyCommand';
import { openHistory } from '../openHistory';
import { findRevisions, formatShow } from '../../engine/index';

export const show: Command = {
  name: 'show',
  summary: 'Shows one revision.',
  options: {
    database: {
      names: ['--database'],
      takes: 'value',
      value: 'DATABASE',
      help: 'embedded, env:NAME or a URL',
    },
    json: { names: ['--json'], takes: 'nothing', help: 'print JSON, also of a broken history' },
  },
  positionals: ['rev'],
  async run(input) {
    const opened = await openHistory(input);
    const { graph } = opened;
    const revision = input.arguments.positionals[0] ?? '';
    const current = revision === 'current' ? await readRows(input) : undefined;
    if (!input.arguments.flags.has('json')) {
      refuseUnreadable(opened);
      return writeOutcome(input, formatShow(graph, revision, current));
    }
    const found = valueOrFail(findRevisions(graph, current ?? revision));
    const ids = new Set(found.flatMap((one) => (one === undefined || one === 'base' ? [] : [one.revision])));
    return writeJson(input, opened, (row) => ids.has(row.revision));
  },
};

async function readRows(input: CommandInput): Promise<readonly string[]> {
  return (await import('../currentRows')).currentRows(input);
}
