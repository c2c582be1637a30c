// `retort restore ID`: brings a back-up back, after a plan.
import type { Command } from '../command';
import { DATABASE_OPTIONS } from '../databaseOptions';
import { runRestore } from '../run/restore';
import { RUN_OPTIONS, reported } from '../run/runOptions';

const { yes, plan, confirm, events } = RUN_OPTIONS;

export const restore: Command = {
  name: 'restore',
  summary: 'Makes the database what it was when a back-up was made, after a plan that you confirm.',
  options: {
    ...Object.fromEntries(
      Object.entries({ yes, plan, confirm, events }).flatMap(([key, spec]) =>
        spec === undefined ? [] : [[key, spec]],
      ),
    ),
    ...DATABASE_OPTIONS,
    force: {
      names: ['--force'],
      takes: 'nothing',
      help: 'also when the database changed after the run the back-up was made for',
    },
  },
  positionals: ['backup'],
  run: (input) => reported(input, (reporter) => runRestore(input, reporter)),
};
