// The variables a database is reached with: those of the process, and of --dotenv only the ones that name a database.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { valueOf } from './arguments';
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import type { Target } from '../database/target';
import { parseEnvFile } from '../files/envFile';

type Environment = Readonly<Record<string, string | undefined>>;

/** Of a .env file nothing else is taken: a PATH or PYTHONPATH in it must not decide what is executed. */
const TAKEN = new Set([
  'PGHOST',
  'PGPORT',
  'PGUSER',
  'PGPASSWORD',
  'PGDATABASE',
  'PGSSLMODE',
  'PGSSLROOTCERT',
  'PGSSLCERT',
  'PGSSLKEY',
]);

/** What --dotenv adds: the variable that `target` names and the PG* ones, where the process has none. */
export function envFileVariables(input: CommandInput, target: Target): Readonly<Record<string, string>> {
  const given = valueOf(input.arguments, 'dotenv');
  if (given === undefined) return {};
  const path = resolve(input.process.cwd, given);
  const added: Record<string, string> = {};
  for (const [name, read] of parseEnvFile(readText(path, given))) {
    const isNamed = target.kind === 'environment' && target.name === name;
    if ((input.process.env[name] ?? '') !== '' || (!isNamed && !TAKEN.has(name))) continue;
    if ('isExpanded' in read) {
      throw new CommandFailure(EXIT.usage, `${name} holds \${...}, which is not expanded`, {
        place: given,
        nextStep: `Write the whole value, or set ${name} in the environment.`,
      });
    }
    added[name] = read.value;
  }
  return added;
}

/** The whole environment for connecting to `target`. */
export function databaseEnvironment(input: CommandInput, target: Target): Environment {
  return { ...input.process.env, ...envFileVariables(input, target) };
}

function readText(path: string, given: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new CommandFailure(EXIT.usage, `the file of --dotenv cannot be read: ${code}`, {
      place: given,
      nextStep: 'Name a file of KEY=VALUE lines.',
    });
  }
}
