// `retort current`: as `alembic current`.
import type { Command } from '../command';
import { readCurrent } from '../connect';
import { DATABASE_OPTIONS } from '../databaseOptions';
import { CommandFailure, EXIT } from '../failure';
import { writeOutcome } from '../historyCommand';
import { openHistory } from '../openHistory';
import { openSettings } from '../openProject';
import { formatCurrent } from '../../engine/index';

export const current: Command = {
  name: 'current',
  summary: 'Shows the revisions of the database.',
  options: {
    verbose: {
      names: ['-v', '--verbose'],
      takes: 'nothing',
      help: 'show the database and the whole entries',
    },
    checkHeads: {
      names: ['-c', '--check-heads'],
      takes: 'nothing',
      help: 'fail when the database is not on all head revisions',
    },
    ...DATABASE_OPTIONS,
    json: { names: ['--json'], takes: 'nothing', help: 'print JSON, also of a broken history' },
  },
  positionals: [],
  async run(input) {
    const reading = readCurrent(input, openSettings(input));
    // What the database says counts only when the history is read; until then a failure may wait.
    reading.catch(() => undefined);
    // The request is on its way: the server works while the headers are read.
    await new Promise(setImmediate);
    const { graph } = await openHistory(input);
    const { flags } = input.arguments;
    const { rows, label, url } = await reading;
    if (flags.has('checkHeads') && !isOnHeads(rows, graph.heads)) {
      throw new CommandFailure(EXIT.findings, 'Database is not on all head revisions', {
        nextStep: 'Run `retort upgrade heads`.',
      });
    }
    if (flags.has('json')) {
      const answer = { current: rows, heads: graph.heads, database: label };
      input.process.write(`${JSON.stringify(answer)}\n`);
      return 0;
    }
    return writeOutcome(input, formatCurrent(graph, rows, { verbose: flags.has('verbose'), url }));
  },
};

function isOnHeads(rows: readonly string[], heads: readonly string[]): boolean {
  return rows.length === heads.length && heads.every((head) => rows.includes(head));
}
