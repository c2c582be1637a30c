// `retort stamp REV...`: as `alembic stamp`, after a plan.
import type { Command } from '../command';
import { reported, RUN_OPTIONS, TAG_OPTION } from '../run/runOptions';
import { runStamp } from '../run/stamp';

export const stamp: Command = {
  name: 'stamp',
  summary:
    'Sets the revisions the database says it is at, without running any, after a plan that you confirm.',
  options: {
    ...RUN_OPTIONS,
    ...TAG_OPTION,
    purge: { names: ['--purge'], takes: 'nothing', help: 'delete all rows of the version table first' },
  },
  positionals: ['revisions...'],
  run: (input) => reported(input, (reporter) => runStamp(input, reporter)),
};
