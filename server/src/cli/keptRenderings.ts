// What functions print or run, kept from one command to the next: by the name and text of the file, the direction, what
// env.py configures, and the version of the engine.
import { basename } from 'node:path';
import type { CommandInput } from './command';
import type { EnvironmentOptions, KeptRendering, KeptRenderings, RenderQuery } from '../engine/index';
import { cacheFolder } from '../files/cacheFolder';
import { KeptResults } from '../files/keptResults';
import type { ReadModules } from '../files/readModules';

declare const RETORT_RESULTS: string;

/** What the renderings of a project depend on beside their files. */
export interface RenderingSettings {
  /** Tells the project from others. */
  readonly project: string;
  readonly environment: EnvironmentOptions;
  readonly onlineEnvironment: EnvironmentOptions;
  /** Of env.py, which says what modules are loaded. */
  readonly environmentText: string | undefined;
  readonly modules: ReadModules;
  readonly hashOf: (path: string) => string | undefined;
}

/** Renderings that are kept, to be saved when the command has what it wanted. */
export interface SavedRenderings extends KeptRenderings {
  save(): void;
}

/** The kept renderings of a project, read when the first of a dialect and mode is asked for. */
export function openRenderings(input: CommandInput, settings: RenderingSettings): SavedRenderings {
  const { project, modules, hashOf, environment, onlineEnvironment, environmentText } = settings;
  const opened = new Map<string, KeptResults<KeptRendering>>();
  const resultsOf = ({ dialect, mode }: RenderQuery): KeptResults<KeptRendering> => {
    const kind = `${dialect} ${mode}`;
    const known = opened.get(kind);
    if (known !== undefined) return known;
    const options = mode === 'online' ? onlineEnvironment : environment;
    const madeFrom = JSON.stringify([RETORT_RESULTS, project, kind, options, environmentText]);
    const folder = cacheFolder(input.process.env, 'renderings');
    const results = new KeptResults<KeptRendering>({ folder, madeFrom, modules, now: input.process.now() });
    opened.set(kind, results);
    return results;
  };
  const nameOf = ({ path, direction }: RenderQuery): string | undefined => {
    const hash = hashOf(path);
    return hash === undefined ? undefined : `${hash} ${direction} ${basename(path)}`;
  };
  return {
    get(query) {
      const name = nameOf(query);
      return name === undefined ? undefined : resultsOf(query).get(name);
    },
    set(query, kept) {
      const name = nameOf(query);
      if (name !== undefined) resultsOf(query).set(name, kept);
    },
    save() {
      for (const results of opened.values()) results.save();
    },
  };
}
