// The texts of a project's configuration files for the rules about them, and whether git is told to leave a file alone.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { ConfigurationFiles, ConfigurationText } from '../engine/index';
import { readUtf8File } from './readText';

/** Where the files are; those that do not exist, or cannot be read, are left out. */
export interface ConfigurationPlacesOnDisk {
  readonly section: string;
  readonly ini: string | undefined;
  readonly toml: string | undefined;
  /** The file with Retort's own settings; may be the same. */
  readonly retort?: string | undefined;
  readonly environment: string | undefined;
  readonly template: string | undefined;
}

/** Reads the files. `shown` is the path under which the rest of the program knows a file. */
export function readConfigurationFiles(
  places: ConfigurationPlacesOnDisk,
  shown: (path: string) => string,
): ConfigurationFiles {
  const read = (path: string | undefined): ConfigurationText | undefined => {
    if (path === undefined) return undefined;
    const { text } = readUtf8File(path);
    return text === undefined ? undefined : { path: shown(path), text };
  };
  return {
    section: places.section,
    ini: read(places.ini),
    toml: read(places.toml),
    retort: read(places.retort),
    environment: read(places.environment),
    template: read(places.template),
    isIgnored: isGitIgnored,
  };
}

/** True when a .gitignore between the file and the root of the repository names it, in one of the plain forms. */
export function isGitIgnored(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const inside = relative(folder, path).replaceAll('\\', '/');
    if (linesOf(join(folder, '.gitignore')).some((line) => names(line, inside))) return true;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return false;
  }
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}

function names(line: string, path: string): boolean {
  const pattern = line.trim().replace(/^\//, '').replace(/\/$/, '');
  if (pattern === '' || pattern.startsWith('#') || pattern.startsWith('!')) return false;
  if (pattern === path || pattern === basename(path) || path.startsWith(`${pattern}/`)) return true;
  return pattern.startsWith('*.') && !pattern.slice(2).includes('*') && path.endsWith(pattern.slice(1));
}
