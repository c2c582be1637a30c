// The project's own modules as trees: many revisions import the same ones, so each text is parsed once.
import { loadedSources } from './projectSources';
import { parseModule } from './python/parse';
import type { Module } from './python/syntax';
import type { ModuleReader } from './revisions/metadata';

/** The reader that the evaluator takes; empty where the project's modules cannot be read. */
export interface ModuleTrees {
  readonly readModule?: (name: string) => Module | undefined;
  /** True for a module that is surely loaded once env.py runs. */
  readonly isLoaded?: (name: string) => boolean;
}

/** Trees by dotted name, with the text each was made from. */
export type ParsedModules = Map<string, { readonly source: string; readonly module: Module }>;

/** Trees of the texts that `readModule` gives; what is in `parsed` for the same text is taken from there. */
export function moduleTrees(
  readModule: ModuleReader | undefined,
  parsed: ParsedModules,
  environment: string | undefined,
): ModuleTrees {
  if (readModule === undefined) return {};
  return {
    isLoaded: (name) =>
      environment !== undefined && loadedSources(environment, readModule).some((one) => one.name === name),
    readModule: (name) => {
      const source = readModule(name)?.source;
      if (source === undefined) return undefined;
      const known = parsed.get(name);
      if (known?.source === source) return known.module;
      const module = parseModule(source);
      parsed.set(name, { source, module });
      return module;
    },
  };
}
