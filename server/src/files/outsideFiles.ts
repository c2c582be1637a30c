// Python files near the version locations that look like revisions and that Alembic does not load.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Dirent } from 'node:fs';
import type { OutsideFile } from '../engine/index';
import { isSearched, placesIn } from './findProjects';
import { loadProject, type Project } from './project';
import { readPythonFile } from './readText';
import { isWithin, listRevisionFiles, realFolders, type ReadLimits } from './revisionFiles';

const MAX_ENTRIES = 20_000;
const MAX_READ = 2_000;
const MAX_FOUND = 200;

/**
 * Looks below the script folder and below the version locations. Left out are the folders of the other projects that are
 * configured beside this one, of every other env.py, hidden ones, and what is too much to look through.
 */
export function findOutsideFiles(project: Project, limits: ReadLimits = {}): readonly OutsideFile[] {
  const loaded = new Set(Array.from(listRevisionFiles(project, limits), ({ path }) => path));
  const locations = realFolders(project.versionLocations);
  const others = new Set(
    realFolders(otherLocations(project)).filter((folder) => !locations.includes(folder)),
  );
  const allowed = limits.within === undefined ? undefined : realFolders(limits.within);
  const found: OutsideFile[] = [];
  let read = 0;
  for (const path of pythonFiles([...locations, ...realFolders([project.scriptLocation])], others, allowed)) {
    if (loaded.has(path)) continue;
    if (++read > MAX_READ || found.length >= MAX_FOUND) break;
    const { text } = readPythonFile(path);
    if (text === undefined || !/^revision\b/m.test(text) || !/^down_revision\b/m.test(text)) continue;
    found.push({ path, text, isBelow: isWithin(path, locations) });
  }
  return found;
}

/** The version locations of the other sections and the other ini files of the same folder. */
function otherLocations(project: Project): readonly string[] {
  const configured = project.iniFile ?? project.tomlFile;
  if (configured === undefined) return [];
  const folder = dirname(configured);
  return placesIn(folder, namesOf(folder)).flatMap(({ configFiles, section }) => {
    if (configFiles[0] === configured && section === project.section) return [];
    const other = loadProject({ configFiles, section, cwd: project.cwd });
    return other.kind === 'problem' ? [] : other.versionLocations;
  });
}

function namesOf(folder: string): readonly string[] {
  return list(folder).map(({ name }) => name);
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function* pythonFiles(
  roots: readonly string[],
  others: ReadonlySet<string>,
  allowed: readonly string[] | undefined,
): Generator<string> {
  const todo = [...new Set(roots)];
  const seen = new Set<string>();
  let count = 0;
  for (let folder = todo.shift(); folder !== undefined; folder = todo.shift()) {
    if (seen.has(folder) || (allowed !== undefined && !isWithin(folder, allowed))) continue;
    seen.add(folder);
    for (const entry of list(folder)) {
      if (++count > MAX_ENTRIES) return;
      const path = join(folder, entry.name);
      if (entry.isFile() && isRevisionName(entry.name)) yield path;
      else if (entry.isDirectory() && isSearched(folder, entry.name) && !isOtherProject(path, others))
        todo.push(path);
    }
  }
}

function isRevisionName(name: string): boolean {
  return name.endsWith('.py') && !name.startsWith('.#') && !name.startsWith('__init__') && name !== 'env.py';
}

function isOtherProject(folder: string, others: ReadonlySet<string>): boolean {
  return others.has(folder) || existsSync(join(folder, 'env.py'));
}
