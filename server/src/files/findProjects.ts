// Looks through a folder for Alembic projects. Loading one of them is project.ts.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseIni } from './ini';
import { readUtf8File } from './readText';
import { parseProjectToml } from './toml';

/** Where a project is: what loadProject needs to load it from `folder`. */
export interface ProjectPlace {
  readonly folder: string;
  /** The files found there, as absolute paths. */
  readonly configFiles: readonly string[];
  /** The ini section that configures Alembic. */
  readonly section: string;
}

const SKIPPED: ReadonlySet<string> = new Set([
  'node_modules',
  'site-packages',
  '__pycache__',
  'venv',
  'dist',
  'build',
]);
const MAX_DEPTH = 12;
const MAX_FOLDERS = 20_000;

/**
 * All projects under `root`, outermost first. Hidden folders, virtual environments and package folders are left out;
 * symbolic links are not followed. One folder a step, so that a caller can do something else in between.
 */
export function* findProjects(root: string): Generator<ProjectPlace | undefined> {
  let todo = [root];
  let count = 0;
  for (let depth = 0; depth <= MAX_DEPTH && todo.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of todo) {
      if (++count > MAX_FOLDERS) return;
      const { files, folders } = list(folder);
      const places = placesIn(folder, files);
      if (places.length === 0) yield undefined;
      yield* places;
      for (const name of folders) if (isSearched(folder, name)) next.push(join(folder, name));
    }
    todo = next;
  }
}

/** False for folders that hold no work of the user's. */
export function isSearched(folder: string, name: string): boolean {
  return !name.startsWith('.') && !SKIPPED.has(name) && !existsSync(join(folder, name, 'pyvenv.cfg'));
}

function list(folder: string): { readonly files: readonly string[]; readonly folders: readonly string[] } {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const names = (some: typeof entries): string[] => some.map((entry) => entry.name).sort();
    return {
      files: names(entries.filter((entry) => entry.isFile() || entry.isSymbolicLink())),
      folders: names(entries.filter((entry) => entry.isDirectory())),
    };
  } catch {
    return { files: [], folders: [] };
  }
}

/** The projects configured by the files of these names in the folder. */
export function placesIn(folder: string, names: readonly string[]): ProjectPlace[] {
  const toml = names.includes('pyproject.toml') && configuresAlembic(join(folder, 'pyproject.toml'));
  const tomlFiles = toml ? [join(folder, 'pyproject.toml')] : [];
  const places: ProjectPlace[] = [];
  for (const name of names) {
    if (!name.endsWith('.ini')) continue;
    for (const section of iniSections(join(folder, name), name === 'alembic.ini')) {
      places.push({ folder, configFiles: [join(folder, name), ...tomlFiles], section });
    }
  }
  if (places.length === 0 && toml) places.push({ folder, configFiles: tomlFiles, section: 'alembic' });
  return places;
}

/** The sections with a script_location of their own. An alembic.ini counts also when it is broken or lacks one. */
function iniSections(path: string, isAlembicIni: boolean): readonly string[] {
  const { text, problem } = readUtf8File(path);
  const parsed = problem === undefined ? parseIni(text, path, {}) : undefined;
  if (parsed?.kind !== 'ini') return isAlembicIni ? ['alembic'] : [];
  const sections = Array.from(parsed.sections.keys()).filter(
    (name) => parsed.sections.get(name)?.has('script_location') === true,
  );
  return sections.length === 0 && isAlembicIni ? ['alembic'] : sections;
}

function configuresAlembic(path: string): boolean {
  const { text, problem } = readUtf8File(path);
  if (problem !== undefined || !text.includes('alembic')) return false;
  const parsed = parseProjectToml(text);
  // A file that does not parse is a project only when it plainly says so.
  return parsed.kind === 'toml' ? parsed.alembic !== undefined : /^\[tool\.alembic\b/m.test(text);
}
