// The options that name a database, shared by every command that connects to one. It is --dotenv and not --env-file, since
// node takes that one for itself wherever it stands, and would set every variable of the file.
import type { OptionSpec } from './arguments';

/** For commands that read a database which another option names. */
export const DOTENV_OPTION: Readonly<Record<string, OptionSpec>> = {
  dotenv: {
    names: ['--dotenv'],
    takes: 'value',
    value: 'FILE',
    help: 'KEY=VALUE lines for env:NAME and the PG* variables; what is set already wins',
  },
};

export const DATABASE_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  database: {
    names: ['--database'],
    takes: 'value',
    value: 'DATABASE',
    help: 'embedded, the name of a connection, env:NAME, or a URL without a password (default: [tool.retort] database)',
  },
  ...DOTENV_OPTION,
};
