// Which of the project's own modules were asked for, so that results which depend on them can be told from stale ones.
import type { ModuleText } from './projectModules';

/** A reader of modules that remembers the names it was asked for. */
export interface ReadModules {
  readonly read: (name: string) => ModuleText | undefined;
  /** A hash of every module that was asked for; null where there is none. */
  readonly hashes: () => Readonly<Record<string, string | null>>;
  /** True when all of them are now what they were; they count as asked for from here on. */
  readonly areSame: (hashes: Readonly<Record<string, string | null>>) => boolean;
}

/** Notes what `modules` is asked for. */
export function readModules(
  modules: (name: string) => ModuleText | undefined,
  hash: (text: string) => string,
): ReadModules {
  const asked = new Map<string, ModuleText | undefined>();
  const hashed = new Map<string, string | null>();
  const read = (name: string): ModuleText | undefined => {
    if (!asked.has(name)) asked.set(name, modules(name));
    return asked.get(name);
  };
  const hashOf = (name: string): string | null => {
    const known = hashed.get(name);
    if (known !== undefined) return known;
    const text = read(name);
    const made = text === undefined ? null : hash(JSON.stringify([text.isPackage, text.source]));
    hashed.set(name, made);
    return made;
  };
  return {
    read,
    hashes: () => Object.fromEntries([...asked.keys()].map((name) => [name, hashOf(name)])),
    areSame: (hashes) => Object.entries(hashes).every(([name, before]) => hashOf(name) === before),
  };
}
