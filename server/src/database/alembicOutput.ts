// Reads what Alembic writes: the steps it begins, and how it ended when it failed. Running it is alembicRunner.ts.
import { knownFailure } from './knownFailures';
import type { PlannedStep } from './runEvents';

/** How a run of Alembic failed, in its words. */
export interface AlembicFailure {
  /** One line. */
  readonly message: string;
  readonly nextStep: string;
  /** The file of the project that is to blame, and the 1-based line in it. */
  readonly path: string | undefined;
  readonly line: number | undefined;
  /** The statement SQLAlchemy names. */
  readonly sql: string | undefined;
}

/** The files that a failure may be blamed on. */
export interface OwnFiles {
  readonly revisions: ReadonlySet<string>;
  /** True for revisions, env.py, models and all other code of the project, false for libraries. */
  readonly isOwn: (path: string) => boolean;
  /** The line of the configuration that a failure is due to, which came up in the file `raisedIn`. */
  readonly configured: (message: string, raisedIn: string) => FailurePlace | undefined;
}

/** A line, counted from 1. */
export interface FailurePlace {
  readonly path: string;
  readonly line: number;
}

/** For a failure that is not a known one: the file where it stands, by its name. */
function correcting(path: string | undefined, { revisions }: OwnFiles): string {
  const file = path === undefined || revisions.has(path) ? 'the revision' : path.replace(/^.*[\\/]/u, '');
  return `Correct ${file}, then run it again.`;
}

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

/** What a run that ended with an error says. */
export function readFailure(stdout: string, stderr: string, files: OwnFiles): AlembicFailure | undefined {
  const refused = /^[ \t]*FAILED: (.*(?:\n {2,}\S.*)*)/mu.exec(stdout)?.[1];
  if (refused !== undefined) return failure(oneLine(refused), {}, files);
  const lines = stderr.split(/\r?\n/u);
  const frames = lines.flatMap((line, index) => {
    const frame = /^ {2}File "(.*)", line (\d+)(?:, in (.+))?$/u.exec(line);
    if (frame === null) return [];
    const [, path = '', number, scope] = frame;
    return [{ index, path, line: Number(number), isImport: scope === '<module>' }];
  });
  const last = frames.at(-1);
  if (last !== undefined) {
    const end = lines.findIndex((line, index) => index > last.index && /^\S/u.test(line));
    const said = end < 0 ? '' : lines.slice(end).join('\n');
    const start = lines.findLastIndex((line, index) => index < last.index && line.startsWith('Traceback '));
    const own = frames.filter(({ index, path }) => index > start && files.isOwn(path));
    const isSyntax = /^SyntaxError|^IndentationError/u.test(said) && files.isOwn(last.path);
    const message = missingParent(exceptionText(said), last.path);
    const frame = isSyntax ? last : guilty(own, files);
    const configured =
      frame !== undefined && files.revisions.has(frame.path)
        ? undefined
        : files.configured(message, last.path);
    return failure(
      message,
      configured ?? frame ?? {},
      files,
      /\[SQL: ([\s\S]*?)\]\n/u.exec(`${said}\n`)?.[1],
    );
  }
  const rest = lines.filter((line) => line.trim() !== '').at(-1);
  return rest === undefined ? undefined : failure(oneLine(rest), {}, files);
}

interface Frame {
  readonly index: number;
  readonly path: string;
  readonly line: number;
  /** True for code that runs because the file is imported. */
  readonly isImport: boolean;
}

/** The revision, whatever it calls; what it or env.py imports, where that fails on its own. Else the last of all. */
function guilty(own: readonly Frame[], { revisions }: OwnFiles): Frame | undefined {
  const revision = own.findLast(({ path }) => revisions.has(path));
  const imported = own.findLast(({ isImport, index }) => isImport && index > (revision?.index ?? Infinity));
  return imported === undefined ? (revision ?? own.at(-1)) : own.at(-1);
}

function failure(
  message: string,
  { path, line }: { readonly path?: string; readonly line?: number },
  files: OwnFiles,
  sql?: string,
): AlembicFailure {
  const nextStep = knownFailure(message)?.nextStep ?? correcting(path, files);
  return { message: withoutUrlPasswords(message), nextStep, path, line, sql };
}

/** Alembic looks a parent up without saying what it looks for. */
function missingParent(message: string, path: string): string {
  const id = /[\\/]script[\\/]revision\.py$/u.test(path)
    ? /^KeyError: '(.+)'$/u.exec(message)?.[1]
    : undefined;
  return id === undefined
    ? message
    : `Can't locate revision identified by '${id}', which a revision file names as its parent`;
}

/** The exception without the statement, its values and SQLAlchemy's link. */
function exceptionText(said: string): string {
  const [text = ''] = said.split(/\n\[SQL: |\n\(Background on this error|\n\[parameters: /u);
  const kept = text.split('\n').filter((line) => !/^\s*\^\s*$/u.test(line));
  return oneLine(kept.join('\n'));
}

function oneLine(text: string): string {
  return text.trim().replace(/(?<!\s)\s*\n\s*/gu, ' ');
}

/** The text with every secret blotted out, also where it is percent-encoded, and with the password of every URL in it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return withoutUrlPasswords(
    secrets
      .filter((secret) => secret !== '')
      .flatMap((secret) => [secret, encodeURIComponent(secret)])
      .reduce((clean, secret) => clean.replaceAll(secret, '***'), text),
  );
}

/** Also of one that cannot be read as a URL, and of the rest of one that Python's configparser quotes from its percent sign on. */
function withoutUrlPasswords(text: string): string {
  return text
    .replace(/(\w:\/\/[^\s:/@'"]*:)[^\s'"]*(?=@)/gu, '$1***')
    .replace(/(must be followed by '%' or '\(', found: )(['"])%.*\2/gu, '$1$2%***$2');
}
