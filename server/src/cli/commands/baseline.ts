// `retort baseline`: the first revision of a project that has tables and no history.
import { writeBaseline } from '../beginning/writeBaseline';
import type { Command } from '../command';
import { DATABASE_OPTIONS } from '../databaseOptions';

export const baseline: Command = {
  name: 'baseline',
  summary: 'Writes the first revision from the models, and says whether the database has it already.',
  options: {
    ...DATABASE_OPTIONS,
    message: { names: ['-m', '--message'], takes: 'value', value: 'TEXT', help: 'default: baseline' },
    revId: { names: ['--rev-id'], takes: 'value', value: 'ID', help: 'id, instead of a random one' },
    scratch: {
      names: ['--scratch'],
      takes: 'value',
      value: 'DATABASE',
      help: 'where the empty database is made: embedded (default), env:NAME or a URL without a password',
    },
    json: { names: ['--json'], takes: 'nothing', help: 'print the answer as JSON' },
  },
  positionals: [],
  run: writeBaseline,
};
