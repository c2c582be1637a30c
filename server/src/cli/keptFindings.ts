// What plans warn of in each revision, kept from one command to the next while the whole project stays as it is: a
// finding can depend on every revision before its own.
import type { CommandInput } from './command';
import { sha256 } from './headerCache';
import type { StepWarning } from '../database/runEvents';
import type { WorkspaceSettings } from '../engine/index';
import { cacheFolder } from '../files/cacheFolder';
import { KeptResults } from '../files/keptResults';
import type { ReadModules } from '../files/readModules';

declare const RETORT_RESULTS: string;

/** The warnings of a revision file by its path. */
export interface KeptFindings {
  get(path: string): readonly StepWarning[] | undefined;
  set(path: string, warnings: readonly StepWarning[]): void;
  save(): void;
}

/** What the findings of a project depend on. */
export interface FindingSettings {
  /** Tells the project from others; with the folder that shown paths are relative to. */
  readonly project: string;
  /** All of them, but for what is asked of others: `asksOthers` says whether it was. */
  readonly settings: Omit<
    WorkspaceSettings,
    'readModule' | 'earlierContents' | 'keptRenderings' | 'reference'
  >;
  /** Revision files in load order. */
  readonly paths: readonly string[];
  readonly hashOf: (path: string) => string | undefined;
  readonly modules: ReadModules;
  readonly asksOthers: () => boolean;
}

/** The kept findings of a project, read when the first is asked for. */
export function openFindings(input: CommandInput, project: FindingSettings): KeptFindings {
  let opened: KeptResults<readonly StepWarning[]> | undefined;
  let isUnknown = false;
  const results = (): KeptResults<readonly StepWarning[]> | undefined => {
    if (opened !== undefined || isUnknown) return opened;
    const hashes = project.paths.map(project.hashOf);
    isUnknown = hashes.includes(undefined);
    if (isUnknown) return undefined;
    const { ini, toml, environment, template } = project.settings.configuration ?? {};
    const settings = { ...project.settings, configuration: { ini, toml, environment, template } };
    const everything = JSON.stringify([settings, project.paths, hashes]);
    opened = new KeptResults({
      folder: cacheFolder(input.process.env, 'findings'),
      madeFrom: JSON.stringify([RETORT_RESULTS, project.project, sha256(everything)]),
      modules: project.modules,
      now: input.process.now(),
    });
    return opened;
  };
  return {
    get: (path) => results()?.get(path),
    set: (path, warnings) => results()?.set(path, warnings),
    save: () => {
      // What the databases ran changes without the project.
      if (!project.asksOthers()) opened?.save();
    },
  };
}
