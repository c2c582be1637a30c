// Which database the project's env.py will connect to: the planned one, made sure of by a variable that env.py reads or
// by an untouched sqlalchemy.url; or a refusal. A run that reaches another database than its plan is the worst of all.
import { join, resolve } from 'node:path';
import type { CommandInput } from '../command';
import { chooseDatabase } from '../connect';
import { databaseEnvironment, envFileVariables } from '../databaseEnvironment';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { parseTarget, type Target } from '../../database/target';
import { readPythonFile } from '../../files/readText';

/** What the child gets so that env.py finds the planned database. */
export interface AlembicAddress {
  /** Variables to add to its environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** Tells whether a URL without its password names the planned database. */
  readonly isPlanned: (url: string) => boolean;
  /** True when the driver reads PGOPTIONS, by which the lock time-out is set. */
  readonly honoursOptions: boolean;
}

/** What the text of an env.py says about the address; `variables` are those it reads by a literal name. */
export interface AddressReading {
  readonly variables: readonly string[];
  /** Why nothing can be made sure of; undefined when it can. */
  readonly obstacle: string | undefined;
  /** What to do about it, where that is not the usual. */
  readonly nextStep?: string | undefined;
  /** True when it takes sqlalchemy.url of the ini file and nothing else. */
  readonly isPlainIni: boolean;
}

const READS = /\b(?:environ\s*\[|environ\s*\.\s*get\s*\(|getenv\s*\()\s*(["'])(\w+)\1/gu;
const OBSTACLES: readonly (readonly [pattern: RegExp, reason: string, nextStep?: string])[] = [
  [
    /\benviron\s*\[[^\]]*\]\s*=(?!=)|\benviron\s*\.\s*update\b|\bputenv\b/u,
    'it sets environment variables itself',
  ],
  [/\boverride\s*=\s*True\b/u, 'it lets a .env file override the environment'],
  [
    /\brun_migrations\s*\(\s*engine_name\b/u,
    'it migrates several databases',
    'Run `alembic` itself, which does all of them: a plan of Retort is about one database.',
  ],
];

/** Reads env.py as text; comments and docstrings do not count. */
export function readAddress(source: string, hasXArguments: boolean): AddressReading {
  const code = source.replace(/("""|''')[\s\S]*?\1/gu, "''").replace(/(^|\s)#.*$/gmu, '$1');
  const variables = [...new Set([...code.matchAll(READS)].map((match) => match[2] ?? ''))];
  const [, found, nextStep] = OBSTACLES.find(([pattern]) => pattern.test(code)) ?? [];
  const choosesByX = hasXArguments && /\bget_x_argument\b/u.test(code);
  const obstacle =
    found ?? (choosesByX ? 'it reads the arguments of -x, which may choose another' : undefined);
  const writes =
    /\bset_(?:main|section)_option\s*\(|\bcreate_(?:async_)?engine\s*\(|["']sqlalchemy\.url["']\s*\]\s*=|\burl\s*=\s*(?!config\.get_main_option\b|url\b)\w/u;
  const withoutUrl = code.replace(
    /\burl\s*=\s*config\.get_main_option\(\s*["']sqlalchemy\.url["']\s*\)/gu,
    '',
  );
  const isPlainIni =
    /\b(?:async_)?engine_from_config\s*\(/u.test(code) && !writes.test(withoutUrl) && variables.length === 0;
  return { variables, obstacle, nextStep, isPlainIni };
}

/** The address for a run on `target`, or a failure that says why env.py may connect elsewhere. */
export async function alembicAddress(
  input: CommandInput,
  opened: OpenedProject,
  target: Target,
): Promise<AlembicAddress> {
  const { environmentFile, databaseUrl } = opened.project;
  const refuse = (
    reason: string,
    nextStep = 'Let env.py take the URL from DATABASE_URL or from sqlalchemy.url, or run `alembic` itself.',
  ): CommandFailure =>
    new CommandFailure(
      EXIT.refused,
      `Alembic may connect to another database than the planned one: ${reason}`,
      {
        place: opened.shownPath(environmentFile),
        nextStep,
      },
    );
  const reading = readAddress(readPythonFile(environmentFile).text ?? '', input.global.xArguments.length > 0);
  if (reading.obstacle !== undefined) throw refuse(reading.obstacle, reading.nextStep);
  const url = await urlOf(input, opened, target);
  const secrets = secretsOf(url);
  const { cwd } = input.process;
  const isPlanned = (other: string): boolean => isSame(url, other, cwd);
  const honoursOptions = !/^\w+\+(?:asyncpg|pg8000)/u.test(url);
  const wanted = target.kind === 'environment' ? [target.name, 'DATABASE_URL'] : ['DATABASE_URL'];
  const fromFile = envFileVariables(input, target);
  const variable = wanted.find((name) => reading.variables.includes(name));
  if (variable !== undefined) {
    const other = reading.variables.find(
      (name) =>
        name !== variable && /(?:URL|URI|DSN)$/iu.test(name) && (input.process.env[name] ?? '') !== '',
    );
    if (other !== undefined) throw refuse(`env.py also reads ${other}, which is set`);
    // What the user's own variable holds is what Alembic would find there.
    const own = target.kind === 'environment' && target.name === variable ? ownUrl(input, target) : undefined;
    const given = own?.startsWith('postgres:') === true ? own : url;
    return { environment: { ...fromFile, [variable]: given }, secrets, isPlanned, honoursOptions };
  }
  if (reading.isPlainIni && databaseUrl !== undefined && isSame(databaseUrl, url, cwd)) {
    return { environment: fromFile, secrets, isPlanned, honoursOptions };
  }
  if (reading.isPlainIni) throw refuse('env.py takes sqlalchemy.url, which names another one');
  const names = wanted.join(' or ');
  throw refuse(`env.py reads the URL neither from ${names} nor, unchanged, from sqlalchemy.url`);
}

/** The URL of the target as SQLAlchemy takes it, with the driver of sqlalchemy.url where it names none. */
async function urlOf(input: CommandInput, opened: OpenedProject, target: Target): Promise<string> {
  const driver = /^postgresql\+\w+(?=:)/u.exec(opened.project.databaseUrl ?? '')?.[0] ?? 'postgresql';
  const sqliteDriver = /^sqlite\+\w+(?=:)/u.exec(opened.project.databaseUrl ?? '')?.[0] ?? 'sqlite';
  const withDriver = (url: string): string =>
    url
      .trim()
      .replace(/^postgres(?:ql)?(?=:)/u, driver)
      .replace(/^sqlite(?=:)/u, sqliteDriver);
  switch (target.kind) {
    case 'embedded': {
      const { attachEmbedded } = await import('../../database/embedded/attach');
      const embeddedScript = join(input.process.distFolder, 'embedded.js');
      const { host, port, user, password, database } = await attachEmbedded(opened.folder, {
        embeddedScript,
      });
      return `${driver}://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
    }
    case 'environment':
      return withDriver(ownUrl(input, target));
    default:
      return withDriver(chooseDatabase(input, opened).text);
  }
}

function ownUrl(input: CommandInput, target: Extract<Target, { readonly kind: 'environment' }>): string {
  return databaseEnvironment(input, target)[target.name] ?? '';
}

function secretsOf(url: string): readonly string[] {
  const parsed = parseTarget(url, { onCommandLine: false });
  const password = 'target' in parsed && parsed.target.kind === 'server' ? parsed.target.password : undefined;
  return password === undefined ? [] : [password];
}

/** `cwd` is where Alembic runs: relative paths of SQLite files start there. */
function isSame(first: string, second: string, cwd: string): boolean {
  const identity = (url: string): string => {
    const parsed = parseTarget(url, { onCommandLine: false });
    if (!('target' in parsed)) return url;
    if (parsed.target.kind === 'sqlite') return `sqlite ${resolve(cwd, parsed.target.path)}`;
    if (parsed.target.kind !== 'server') return JSON.stringify(parsed.target);
    const { host, port, user, database } = parsed.target;
    return JSON.stringify([host, port, user, database]);
  };
  return identity(first) === identity(second);
}
