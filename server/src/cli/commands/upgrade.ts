// `retort upgrade REV`: plan, confirmation and run; with --sql the text that Alembic prints.
import type { Command } from '../command';
import { MIGRATE_OPTIONS, migrate } from '../run/migrate';

export const upgrade: Command = {
  name: 'upgrade',
  summary: 'Takes the database to another revision, after a plan that you confirm.',
  options: MIGRATE_OPTIONS,
  positionals: ['revision'],
  run: (input) => migrate(input, 'upgrade'),
};
