// The project's own modules that env.py leads to, as texts: through import statements, module by module, without running
// anything. For questions that a word in one of them answers.
import type { ModuleReader } from './revisions/metadata';

/** A module by its dotted name; env.py is not among them. */
export interface ProjectSource {
  readonly name: string;
  readonly source: string;
}

/** Enough for the models of a large project; what lies behind is not looked at. */
const MOST_MODULES = 400;

interface Place {
  readonly source: string;
  /** The package that relative imports count from. */
  readonly packageName: string;
}

interface Found {
  readonly environment: string;
  readonly found: ProjectSource[];
}

const ALL = new WeakMap<ModuleReader, Found>();
const LOADED = new WeakMap<ModuleReader, Found>();

/** Modules in the order in which they are met, nearest first; the same list for the same reader and text. */
export function projectSources(environment: string, readModule: ModuleReader): readonly ProjectSource[] {
  return follow(environment, readModule, ALL);
}

/** Those that are surely loaded once env.py runs: what is imported inside of a function or under a condition is not. */
export function loadedSources(environment: string, readModule: ModuleReader): readonly ProjectSource[] {
  return follow(environment, readModule, LOADED);
}

function follow(
  environment: string,
  readModule: ModuleReader,
  cache: WeakMap<ModuleReader, Found>,
): readonly ProjectSource[] {
  const known = cache.get(readModule);
  if (known?.environment === environment) return known.found;
  const found: ProjectSource[] = [];
  cache.set(readModule, { environment, found });
  const seen = new Set<string>();
  const pending: Place[] = [{ source: environment, packageName: '' }];
  for (let place = pending.shift(); place !== undefined; place = pending.shift()) {
    for (const name of importedModules(place, cache === LOADED)) {
      if (seen.has(name)) continue;
      seen.add(name);
      if (found.length >= MOST_MODULES) return found;
      const text = readModule(name);
      if (text === undefined) continue;
      found.push({ name, source: text.source });
      const packageName = text.isPackage ? name : name.slice(0, Math.max(0, name.lastIndexOf('.')));
      pending.push({ source: text.source, packageName });
    }
  }
  return found;
}

/** Every dotted name that an import may load: packages on the way, and names that could be submodules. */
function importedModules({ source, packageName }: Place, isAtTop: boolean): readonly string[] {
  const names: string[] = [];
  const lines = source.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const written = lines[at] ?? '';
    if (isAtTop && /^\s/.test(written)) continue;
    const line = written.trim();
    if (line.startsWith('import ')) {
      for (const part of line.slice(7).split(',')) names.push(...prefixes(part.trim().split(' ')[0] ?? ''));
    } else if (line.startsWith('from ')) {
      const middle = line.indexOf(' import ');
      if (middle < 0) continue;
      const base = absoluteModule(line.slice(5, middle).trim(), packageName);
      if (base === undefined) continue;
      let imported = line.slice(middle + 8);
      while (imported.includes('(') && !imported.includes(')') && at + 1 < lines.length)
        imported += ` ${(lines[++at] ?? '').split('#')[0] ?? ''}`;
      names.push(...prefixes(base));
      for (const part of imported.replace(/[()]/g, '').split(',')) {
        const name = part.trim().split(' ')[0] ?? '';
        if (/^\w+$/.test(name)) names.push(base === '' ? name : `${base}.${name}`);
      }
    }
  }
  return names;
}

/** `..models` seen from a package; undefined where the dots lead out of it. */
export function absoluteModule(written: string, packageName: string): string | undefined {
  const dots = written.length - written.replace(/^\.+/, '').length;
  if (dots === 0) return written;
  const parts = packageName === '' ? [] : packageName.split('.');
  if (dots > parts.length) return undefined;
  return [...parts.slice(0, parts.length - dots + 1), ...written.slice(dots).split('.')]
    .filter((part) => part !== '')
    .join('.');
}

/** `a.b.c` loads a, a.b and a.b.c. */
function prefixes(name: string): readonly string[] {
  const parts = name.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}
