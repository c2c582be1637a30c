// `retort ensure_version`: as `alembic ensure_version`, after a plan.
import type { Command } from '../command';
import { reported, RUN_OPTIONS } from '../run/runOptions';
import { runEnsureVersion } from '../run/stamp';

export const ensureVersion: Command = {
  name: 'ensure_version',
  summary: 'Creates the version table where it does not exist, after a plan that you confirm.',
  options: RUN_OPTIONS,
  positionals: [],
  run: (input) => reported(input, (reporter) => runEnsureVersion(input, reporter)),
};
