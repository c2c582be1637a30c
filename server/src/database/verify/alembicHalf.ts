// One direction of a revision through the project's own Alembic, led to the scratch database whatever env.py says.
import { basename, dirname, join } from 'node:path';
import type { AlembicCommand } from '../alembicCommand';
import { readFailure, withoutSecrets, type OwnFiles } from '../alembicOutput';
import { runToEnd, type AlembicEnd } from '../alembicProcess';
import { DatabaseProblem } from '../databaseProblem';
import type { ScratchDatabase } from '../scratch/scratchDatabase';
import type { HalfFailure } from './executeHalf';
import type { VerifyStep } from './verifyStep';
import { WarmAlembic } from './warmAlembic';

export interface AlembicOnScratch {
  readonly command: AlembicCommand;
  /** `dist/guard.js`. */
  readonly guard: string;
  /** `dist/redirect.py`. */
  readonly script: string;
  /** Global options and command of Alembic for a target. */
  readonly words: (direction: 'upgrade' | 'downgrade', target: string) => readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Variables that env.py reads a URL from: those that are not set get the scratch database's. */
  readonly urlVariables: readonly string[];
  /** How a URL for env.py begins, as `postgresql+psycopg`. */
  readonly scheme: string;
  readonly files: OwnFiles;
  readonly signal: AbortSignal;
  /** A folder with revision files beside those of the project, which does not know of it. */
  readonly moreRevisions?: string;
  /** Has Alembic loaded; undefined: each command loads it. */
  readonly warm?: WarmAlembic | undefined;
}

/** The words that start a Python script where Alembic is; undefined for a command that is no Python. */
export function pythonOf({ argv }: AlembicCommand): readonly [string, ...string[]] | undefined {
  const [program, ...rest] = argv;
  if (rest.length === 2 && rest[0] === '-m' && rest[1] === 'alembic') return [program];
  if (rest.length === 2 && rest[0] === 'run' && rest[1] === 'alembic') return [program, 'run', 'python'];
  const name = basename(program).replace(/\.exe$/u, '');
  if (rest.length > 0 || name !== 'alembic') return undefined;
  return [join(dirname(program), process.platform === 'win32' ? 'python.exe' : 'python')];
}

/** What to call a revision's parent in a downgrade; undefined where it has several. */
function downTarget({ from, to }: VerifyStep): string | undefined {
  if (to.length !== 1 || from.length > 1) return undefined;
  return from[0] ?? 'base';
}

/** Runs it; the scratch session is closed meanwhile. Undefined when it worked. */
export async function alembicHalf(
  scratch: ScratchDatabase,
  step: VerifyStep,
  direction: 'upgrade' | 'downgrade',
  alembic: AlembicOnScratch,
): Promise<HalfFailure | undefined> {
  const target = direction === 'upgrade' ? step.revision : downTarget(step);
  const python = pythonOf(alembic.command);
  if (target === undefined) return failed('a downgrade over several branches is not tried through Alembic');
  if (python === undefined) return failed(`${alembic.command.argv.join(' ')} is no Python`);
  const end = await alembicOnScratch(scratch, alembic, python, alembic.words(direction, target));
  if (end.code === 0) return undefined;
  const told = readFailure(end.stdout, end.stderr, alembic.files);
  const message = told?.message ?? `Alembic ended with exit code ${end.code ?? 'none'} and said nothing`;
  const secrets = secretsOf(scratch);
  const failure = failed(withoutSecrets(message, secrets), told?.nextStep);
  if (told?.line === undefined || told.path !== step.path) return failure;
  return { ...failure, statement: { sql: told.sql ?? '', line: told.line, transactional: true } };
}

/** Runs any command of Alembic with every connection led to the scratch database, whose session is closed meanwhile. */
export async function alembicOnScratch(
  scratch: ScratchDatabase,
  alembic: Omit<AlembicOnScratch, 'words'>,
  [program, ...before]: readonly [string, ...string[]],
  words: readonly string[],
): Promise<AlembicEnd> {
  const { moreRevisions } = alembic;
  const address = {
    ...unsetUrls(alembic, scratch.target),
    RETORT_SCRATCH: addressOf(scratch.target),
    ...(moreRevisions === undefined ? {} : { RETORT_MORE_REVISIONS: moreRevisions }),
  };
  return await scratch.withoutSession(async () => {
    const end = await alembic.warm?.run(words, address);
    if (end !== undefined) return end;
    return await runToEnd({
      guard: alembic.guard,
      argv: [program, ...before, alembic.script, ...words],
      cwd: alembic.cwd,
      environment: { ...alembic.environment, ...address, PYTHONUNBUFFERED: '1' },
      signal: alembic.signal,
    });
  });
}

/** Loads Alembic for a verification that has commands for it; undefined where that cannot be. */
export function warmAlembic(alembic: AlembicOnScratch): WarmAlembic | undefined {
  const { command, script, cwd, environment, signal } = alembic;
  const python = pythonOf(command);
  if (python === undefined) return undefined;
  return WarmAlembic.start({ argv: [...python, script], cwd, environment, signal });
}

/** What redirect.py takes. */
function addressOf(target: ScratchDatabase['target']): string {
  if (target.kind === 'sqlite') return JSON.stringify({ file: target.path });
  const { host, port, user, password, database } = target;
  return JSON.stringify({ host: host ?? '127.0.0.1', port: port ?? 5432, user, password, database });
}

/** env.py makes an engine before anything can be led elsewhere, and without a URL it makes none. */
function unsetUrls(
  { urlVariables, scheme, environment }: Pick<AlembicOnScratch, 'urlVariables' | 'scheme' | 'environment'>,
  target: ScratchDatabase['target'],
): Readonly<Record<string, string>> {
  const unset = urlVariables.filter((name) => (environment[name] ?? '') === '');
  const url =
    target.kind === 'sqlite'
      ? `sqlite:///${target.path}`
      : `${scheme}://${encodeURIComponent(target.user ?? '')}@${target.host ?? '127.0.0.1'}:${target.port ?? 5432}/${target.database ?? ''}`;
  return Object.fromEntries(unset.map((name) => [name, url]));
}

/** What must not be told of it. */
export function secretsOf({ target }: ScratchDatabase): readonly string[] {
  return target.kind === 'server' && target.password !== undefined ? [target.password] : [];
}

function failed(message: string, nextStep = 'Try this revision with Alembic itself.'): HalfFailure {
  return { problem: new DatabaseProblem({ message, nextStep }), statement: undefined, isPartial: false };
}
