// `retort show REV`: as `alembic show`.
import type { Command } from '../command';
import { readCurrent } from '../connect';
import { valueOrFail, writeJson, writeOutcome } from '../historyCommand';
import { openProject } from '../openProject';
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
    const opened = openProject(input);
    const { graph } = opened.workspace;
    const revision = input.arguments.positionals[0] ?? '';
    const current = revision === 'current' ? (await readCurrent(input, opened)).rows : undefined;
    if (!input.arguments.flags.has('json')) return writeOutcome(input, formatShow(graph, revision, current));
    const found = valueOrFail(findRevisions(graph, current ?? revision));
    const ids = new Set(found.flatMap((one) => (one === undefined || one === 'base' ? [] : [one.revision])));
    return writeJson(input, opened, (row) => ids.has(row.revision));
  },
};
