// Reads what Alembic writes: the steps it begins, and how it ended when it failed. Running it is alembicRunner.ts.
import type { PlannedStep } from './runEvents';

/** How a run of Alembic failed, in its words. */
export interface AlembicFailure {
  /** One line. */
  readonly message: string;
  readonly nextStep: string;
  /** The file of `projectFiles` the traceback passes last, and the 1-based line in it. */
  readonly path: string | undefined;
  readonly line: number | undefined;
  /** The statement SQLAlchemy names. */
  readonly sql: string | undefined;
}

/** Parts of Alembic's and the drivers' messages, with what to do about them; the first that fits is taken. */
const NEXT_STEPS: readonly (readonly [RegExp, string])[] = [
  [
    /Can't locate revision identified by/,
    'Bring the file of that revision back, or stamp the database with --purge.',
  ],
  [/Multiple head revisions are present/, 'Use heads, name one head, or merge them.'],
  [/Multiple heads are present/, 'Name one head, or merge them.'],
  [/Requested revision .* overlaps/, 'Name only one of the revisions of a line.'],
  [
    /Target database is not up to date/,
    'The models are compared with a database that has every revision: run `retort upgrade heads` first.',
  ],
  [
    /does not provide a MetaData object/,
    'In env.py, import the base class of the models and write `target_metadata = Base.metadata` instead of None.',
  ],
  [/is not a head revision/, 'Name a head with --head, or allow a branch with --splice.'],
  [
    /read-only transaction|ReadOnlySqlTransaction/,
    'env.py writes to the database, which a comparison does not need. Take that out, or run `alembic` itself.',
  ],
  [
    /unresolvable foreign key dependency|CircularDependencyError/,
    'Give one of the foreign keys that form the circle use_alter=True and a name.',
  ],
  [
    /Can't load plugin: sqlalchemy\.dialects/,
    'Install the package that brings this dialect, or correct the URL.',
  ],
  [/is not a valid (?:up|down)grade target|Not a valid downgrade target/, 'Look at `retort history`.'],
  [
    /has more than one head present|expected to match one row/,
    'Look at `retort current`, then stamp the right rows.',
  ],
  [
    /No module named '?(?:psycopg2?|asyncpg|pg8000)/,
    'Install the driver that the URL names in that environment.',
  ],
  [/No module named/, 'Install what is missing in that environment, or choose another with RETORT_ALEMBIC.'],
  [
    /lock timeout|LockNotAvailable/,
    'Another session holds the table. Let it finish, or end it, then try again.',
  ],
  [
    /could not connect|Connection refused|connection failed/,
    'Check that the server runs and that host and port are right.',
  ],
  [
    /password authentication failed/,
    'Check the user, and the password in PGPASSWORD, pgpass or the variable.',
  ],
];
const OTHERWISE = 'Correct the revision, then run it again.';

/** The index of the planned step that a line of Alembic's log begins, `from` or later; undefined for other lines. */
export function stepOfLine(line: string, steps: readonly PlannedStep[], from: number): number | undefined {
  const at = line.indexOf('Running ');
  if (at < 0) return undefined;
  const said = line.slice(at);
  for (let index = from; index < steps.length; index += 1) {
    const step = steps[index];
    if (step === undefined) break;
    const name = step.direction === 'stamp' ? 'stamp_revision' : step.direction;
    const arrow = `Running ${name} ${step.from.join(', ')} -> ${step.to.join(', ')}`;
    if (said === arrow || said.startsWith(`${arrow},`) || said.trimEnd() === arrow.trimEnd()) return index;
  }
  return undefined;
}

/** What a run that ended with an error says. `projectFiles` are the revision files and env.py. */
export function readFailure(
  stdout: string,
  stderr: string,
  projectFiles: ReadonlySet<string>,
): AlembicFailure | undefined {
  const refused = /^\s*FAILED: (.*(?:\n {2,}\S.*)*)/mu.exec(stdout)?.[1];
  if (refused !== undefined) return failure(oneLine(refused), {}, undefined);
  const lines = stderr.split(/\r?\n/u);
  const frames = lines.flatMap((line, index) => {
    const frame = /^ {2}File "(.*)", line (\d+)/u.exec(line);
    return frame === null ? [] : [{ index, path: frame[1] ?? '', line: Number(frame[2]) }];
  });
  const last = frames.at(-1);
  if (last !== undefined) {
    const end = lines.findIndex((line, index) => index > last.index && /^\S/u.test(line));
    const said = end < 0 ? '' : lines.slice(end).join('\n');
    const start = lines.findLastIndex((line, index) => index < last.index && line.startsWith('Traceback '));
    const own = frames.filter(({ index, path }) => index > start && projectFiles.has(path)).at(-1);
    const syntax = /^SyntaxError|^IndentationError/u.test(said) && projectFiles.has(last.path) ? last : own;
    return failure(exceptionText(said), syntax ?? {}, /\[SQL: ([\s\S]*?)\]\n/u.exec(`${said}\n`)?.[1]);
  }
  const rest = lines.filter((line) => line.trim() !== '').at(-1);
  return rest === undefined ? undefined : failure(oneLine(rest), {}, undefined);
}

function failure(
  message: string,
  { path, line }: { readonly path?: string; readonly line?: number },
  sql: string | undefined,
): AlembicFailure {
  const nextStep = NEXT_STEPS.find(([pattern]) => pattern.test(message))?.[1] ?? OTHERWISE;
  return { message, nextStep, path, line, sql };
}

/** The exception without the statement, its values and SQLAlchemy's link. */
function exceptionText(said: string): string {
  const [text = ''] = said.split(/\n\[SQL: |\n\(Background on this error|\n\[parameters: /u);
  const kept = text.split('\n').filter((line) => !/^\s*\^\s*$/u.test(line));
  return oneLine(kept.join('\n'));
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/gu, ' ');
}

/** The text with every secret blotted out, also where it is percent-encoded. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
