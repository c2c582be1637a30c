// Comparing the models with the chosen database: the project's own Alembic does it, on the planned database and no other.
// Nothing is changed there but the version table, which Alembic creates where it is missing.
import { join } from 'node:path';
import { alembicAddress, type AlembicAddress } from '../run/alembicAddress';
import { alembicWords } from '../run/alembicWords';
import { protectionOf } from '../run/protection';
import type { CommandInput } from '../command';
import { asFailure, databaseLabel, openDatabase, openForRun, versionTable } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { ownFiles } from '../ownFiles';
import { findAlembic, type AlembicCommand } from '../../database/alembicCommand';
import { readFailure, withoutSecrets, type AlembicFailure } from '../../database/alembicOutput';
import { runToEnd, type AlembicEnd } from '../../database/alembicProcess';
import type { Target } from '../../database/target';

/** The project, its database, and how Alembic is called for it. */
export interface ModelsReading {
  readonly opened: OpenedProject;
  readonly database: Target;
  readonly label: string;
  readonly command: AlembicCommand;
  /** The environment of the child, with the address of the planned database. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly secrets: readonly string[];
}

interface Look {
  readonly hasVersionTable: boolean;
  readonly isBehindPooler: boolean;
}

/** Makes sure that env.py reaches the chosen database; says on stderr what is compared with what. */
export async function openModels(input: CommandInput): Promise<ModelsReading> {
  const { opened, database } = await openForRun(input);
  const { cwd, env } = input.process;
  const command = findAlembic({ environment: env, folders: [...new Set([opened.folder, cwd])], cwd });
  if ('problem' in command) {
    throw new CommandFailure(EXIT.refused, 'only Alembic can compare the models with a database', {
      place: opened.shownPath(opened.project.environmentFile),
      nextStep: `${capital(command.problem)}. ${command.nextStep}`,
    });
  }
  const label = databaseLabel(input, database, opened);
  const look = await lookAt(input, opened, database);
  if (!look.hasVersionTable && protectionOf(input, opened, database).isProtected === true) {
    throw new CommandFailure(
      EXIT.refused,
      `${label} is protected, and Alembic would create its version table`,
      {
        nextStep: 'Run `retort ensure_version` or `retort stamp` on it first.',
      },
    );
  }
  const address = await alembicAddress(input, opened, database);
  const password = env['PGPASSWORD'];
  const reading: ModelsReading = {
    opened,
    database,
    label,
    command,
    environment: { ...env, ...address.environment, ...sessionVariables(env, address, look) },
    secrets: [...address.secrets, ...(password === undefined ? [] : [password])],
  };
  if (!input.global.isQuiet) {
    input.process.writeError(`note: the models are compared with ${label}, through ${command.reason}\n`);
  }
  await probe(input, reading, address);
  return reading;
}

/** Runs one command of Alembic; both outputs pass through, secrets blotted out. */
export async function runOnModels(
  input: CommandInput,
  reading: ModelsReading,
  argv: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<AlembicEnd> {
  const { write, writeError, cwd, distFolder, signal } = input.process;
  const partial = { stdout: '', stderr: '' };
  const writer = { stdout: write, stderr: writeError };
  const end = await runToEnd({
    guard: join(distFolder, 'guard.js'),
    argv,
    cwd,
    environment: { ...reading.environment, ...more },
    signal,
    onText: (stream, text) => {
      const lines = (partial[stream] + text).split(/(?<=\n)/u);
      partial[stream] = lines.at(-1)?.endsWith('\n') === true ? '' : (lines.pop() ?? '');
      writer[stream](withoutSecrets(lines.join(''), reading.secrets));
    },
  });
  for (const stream of ['stdout', 'stderr'] as const) {
    if (partial[stream] !== '') writer[stream](`${withoutSecrets(partial[stream], reading.secrets)}\n`);
  }
  return end;
}

/** What an end that is no success says, as a failure of ours; `during` begins the sentence where Alembic said nothing. */
export function failureOf(
  { opened, secrets }: ModelsReading,
  end: AlembicEnd,
  during: string,
): CommandFailure {
  const told = readFailure(end.stdout, end.stderr, ownFiles(opened));
  const message = told?.message ?? `${during} ended with ${end.code ?? 'a signal'} and said nothing`;
  return new CommandFailure(exitCodeOf(told), withoutSecrets(message, secrets), {
    place: told?.path === undefined ? undefined : `${opened.shownPath(told.path)}:${told.line ?? 1}`,
    nextStep: told?.nextStep,
  });
}

/** The database said no, or the project did. */
function exitCodeOf(told: AlembicFailure | undefined): number {
  return /OperationalError|InterfaceError|ProgrammingError|ReadOnly/u.test(told?.message ?? '')
    ? EXIT.database
    : EXIT.usage;
}

async function lookAt(input: CommandInput, opened: OpenedProject, database: Target): Promise<Look> {
  const connection = await openDatabase(input, opened, database);
  try {
    const { hasVersionTable } = await import('../../database/versionRows');
    return {
      hasVersionTable: await hasVersionTable(connection, versionTable(opened)),
      isBehindPooler: connection.server?.isBehindPooler === true,
    };
  } catch (error) {
    throw await asFailure(error);
  } finally {
    await connection.close();
  }
}

/** Where nothing has to be written the session is read-only, as far as the driver and the way to the server take options. */
function sessionVariables(
  env: CommandInput['process']['env'],
  { honoursOptions }: AlembicAddress,
  { hasVersionTable, isBehindPooler }: Look,
): Readonly<Record<string, string>> {
  const own = env['PGOPTIONS'] ?? '';
  const options = `${own} -c default_transaction_read_only=on`.trim();
  const isReadOnly = hasVersionTable && honoursOptions && !isBehindPooler;
  return { PGAPPNAME: 'retort', PYTHONUNBUFFERED: '1', ...(isReadOnly ? { PGOPTIONS: options } : {}) };
}

/** Asks env.py where it connects to; another database than the planned one ends it. */
async function probe(input: CommandInput, reading: ModelsReading, address: AlembicAddress): Promise<void> {
  const { cwd, distFolder, signal } = input.process;
  const end = await runToEnd({
    guard: join(distFolder, 'guard.js'),
    argv: [...reading.command.argv, ...alembicWords(input, 'current', ['--verbose'], [])],
    cwd,
    environment: reading.environment,
    signal,
  });
  if (signal.aborted) throw new CommandFailure(EXIT.cancelled, 'cancelled', {});
  if (end.code !== 0) throw failureOf(reading, end, 'alembic current');
  const urls = [...end.stdout.matchAll(/^Current revision\(s\) for (\S+):\s*$/gmu)].map(
    (match) => match[1] ?? '',
  );
  const other = urls.find((url) => !address.isPlanned(url));
  if (urls.length > 0 && other === undefined) return;
  const where = other === undefined ? 'does not say which database it connects to' : `connects to ${other}`;
  throw new CommandFailure(
    EXIT.refused,
    withoutSecrets(`env.py ${where}, which is not ${reading.label}; nothing was compared`, reading.secrets),
    {
      place: reading.opened.shownPath(reading.opened.project.environmentFile),
      nextStep: 'Let env.py take the URL from DATABASE_URL or from sqlalchemy.url.',
    },
  );
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
