// `retort reset-history`: a development history becomes one baseline that makes the same database, proved before the old files go.
import { resetHistory as reset } from '../beginning/resetHistory';
import type { Command } from '../command';
import { DATABASE_OPTIONS } from '../databaseOptions';

export const resetHistory: Command = {
  name: 'reset-history',
  summary: 'Makes one baseline of the whole history, for projects that are not in production yet.',
  options: {
    ...DATABASE_OPTIONS,
    message: { names: ['-m', '--message'], takes: 'value', value: 'TEXT', help: 'default: baseline' },
    revId: { names: ['--rev-id'], takes: 'value', value: 'ID', help: 'id, instead of a random one' },
    scratch: {
      names: ['--scratch'],
      takes: 'value',
      value: 'DATABASE',
      help: 'where the proof is made: embedded (default), env:NAME or a URL without a password',
    },
    withoutRows: {
      names: ['--without-rows'],
      takes: 'nothing',
      help: 'go on although the history puts rows in, which a baseline does not',
    },
    confirm: {
      names: ['--confirm'],
      takes: 'value',
      value: 'NAME',
      help: 'the name of the project’s folder, instead of typing it',
    },
    json: { names: ['--json'], takes: 'nothing', help: 'print the answer as JSON' },
  },
  positionals: [],
  run: reset,
};
