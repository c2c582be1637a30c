// Finds the project's own Alembic as the first words of a command line. Nothing is run here, and nothing is taken from
// a relative entry of PATH or from the working folder.
import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isProgram, programOnPath } from '../files/programOnPath';

/** How Alembic is called. */
export interface AlembicCommand {
  /** An absolute program and its first arguments; the arguments of Alembic follow. */
  readonly argv: readonly [string, ...string[]];
  /** Why this one, as part of a sentence: `the active virtual environment`. */
  readonly reason: string;
}

export interface AlembicSearch {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folders that may hold `.venv` and lock files, the nearest first: the project's, then the working folder. */
  readonly folders: readonly string[];
  readonly cwd: string;
}

/** Why there is none, in one sentence, and what to do. */
export interface NoAlembic {
  readonly problem: string;
  readonly nextStep: string;
  /** Present where any interpreter with an Alembic would help; a wrong setting goes before all of them. */
  readonly code?: 'no-alembic';
}

const NEXT_STEP =
  'Activate the virtual environment of the project, or set RETORT_ALEMBIC to its alembic (a path, or a JSON array of words).';
const isWindows = process.platform === 'win32';

/** RETORT_ALEMBIC, the active virtual environment, `.venv`, uv, poetry, then PATH: the first that is there. */
export function findAlembic(search: AlembicSearch): AlembicCommand | NoAlembic {
  const { environment, folders } = search;
  const setting = environment['RETORT_ALEMBIC'];
  if (setting !== undefined && setting !== '') return fromSetting(setting, search);
  const active = environment['VIRTUAL_ENV'];
  if (active !== undefined && isAbsolute(active)) {
    const found = inVirtualEnvironment(active, `the active virtual environment ${active}`);
    if (found !== undefined) return found;
  }
  for (const folder of folders) {
    const found = inVirtualEnvironment(
      join(folder, '.venv'),
      `the virtual environment ${join(folder, '.venv')}`,
    );
    if (found !== undefined) return found;
  }
  for (const tool of ['uv', 'poetry']) {
    const lock = folders.map((folder) => join(folder, `${tool}.lock`)).find((path) => existsSync(path));
    const program = lock === undefined ? undefined : programOnPath(tool, search);
    if (lock !== undefined && program !== undefined) {
      return { argv: [program, 'run', 'alembic'], reason: `${tool} run, because of ${lock}` };
    }
  }
  const program = programOnPath('alembic', search);
  if (program !== undefined) return { argv: [program], reason: `${program} on PATH` };
  return { problem: 'no Alembic of the project was found', nextStep: NEXT_STEP, code: 'no-alembic' };
}

function fromSetting(setting: string, search: AlembicSearch): AlembicCommand | NoAlembic {
  const words = settingWords(setting);
  const [name, ...rest] = words ?? [];
  if (name === undefined || name === '') {
    return { problem: 'RETORT_ALEMBIC is neither a path nor a JSON array of words', nextStep: NEXT_STEP };
  }
  const isBare = !name.includes('/') && !name.includes('\\');
  const program = isBare ? programOnPath(name, search) : isAbsolute(name) ? name : undefined;
  if (program === undefined || !isProgram(program)) {
    const problem =
      isBare || isAbsolute(name)
        ? `RETORT_ALEMBIC names ${name}, which is not a program`
        : `RETORT_ALEMBIC names ${name}, a relative path: what it means would depend on the working folder`;
    return { problem, nextStep: 'Set RETORT_ALEMBIC to an absolute path.' };
  }
  return { argv: [program, ...rest], reason: 'RETORT_ALEMBIC' };
}

function settingWords(setting: string): readonly string[] | undefined {
  if (!setting.trimStart().startsWith('[')) return [setting];
  try {
    const value: unknown = JSON.parse(setting);
    const isWords = Array.isArray(value) && value.every((word) => typeof word === 'string');
    return isWords ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The `alembic` of a virtual environment, or its python where only the package is there. */
function inVirtualEnvironment(root: string, reason: string): AlembicCommand | undefined {
  const bin = join(root, isWindows ? 'Scripts' : 'bin');
  const script = join(bin, isWindows ? 'alembic.exe' : 'alembic');
  if (isProgram(script)) return { argv: [script], reason };
  const python = join(bin, isWindows ? 'python.exe' : 'python');
  if (isProgram(python) && hasPackage(root)) return { argv: [python, '-m', 'alembic'], reason };
  return undefined;
}

function hasPackage(root: string): boolean {
  if (isWindows) return existsSync(join(root, 'Lib', 'site-packages', 'alembic'));
  try {
    return readdirSync(join(root, 'lib')).some((version) =>
      existsSync(join(root, 'lib', version, 'site-packages', 'alembic')),
    );
  } catch {
    return false;
  }
}
