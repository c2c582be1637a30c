// Opens the project a command works on: configuration, env.py and revision files, as one snapshot of the engine.
import type { CommandInput } from './command';
import { openConfiguration } from './openConfiguration';
import { sha256 } from './headerCache';
import { openFindings, type KeptFindings } from './keptFindings';
import { openRenderings } from './keptRenderings';
import { readRevisionTexts } from './revisionTexts';
import {
  readEnvironment,
  Workspace,
  type Dialect,
  type EnvironmentOptions,
  type EnvironmentReading,
} from '../engine/index';
import { appliedReader } from '../database/appliedFiles';
import { projectFolder, type Project } from '../files/project';
import { readConfigurationFiles } from '../files/configurationFiles';
import { findOutsideFiles } from '../files/outsideFiles';
import { projectModules } from '../files/projectModules';
import { readModules, type ReadModules } from '../files/readModules';
import { readPythonFile } from '../files/readText';
import { lintRules, projectDialect, serverVersion } from '../files/retortSettings';

/** What a project says of itself, without its revisions. */
export interface OpenedSettings {
  readonly project: Project;
  /** Where the configuration lies; the embedded database and git belong to it. */
  readonly folder: string;
  readonly environment: EnvironmentReading;
  /** A path as people want to read it: relative to the working folder when inside it. */
  readonly shownPath: (path: string) => string;
}

/** A project as a command sees it. */
export interface OpenedProject extends OpenedSettings {
  readonly workspace: Workspace;
  /** Revision files that could not be read. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** What plans warn of, as far as it is known. */
  readonly findings: KeptFindings;
  /** Keeps what was worked out for the next command; to be called when this one has told its result. */
  readonly keepResults: () => void;
}

/** Reads the configuration and env.py; a configuration that cannot be read ends the command. */
export function openSettings(input: CommandInput): OpenedSettings & { readonly modules: ReadModules } {
  const { project, shownPath } = openConfiguration(input);
  const modules = readModules(projectModules(project), sha256);
  const environment = readEnvironment(readPythonFile(project.environmentFile).text, modules.read);
  return { project, folder: projectFolder(project), environment, shownPath, modules };
}

/**
 * Opens the project; a configuration that cannot be read ends the command. `override` replaces what env.py says,
 * `dialect` what the configuration says.
 */
export function openProject(
  input: CommandInput,
  override?: EnvironmentOptions,
  dialect?: Dialect,
): OpenedProject {
  const { modules, ...settings } = openSettings(input);
  const { project, environment } = settings;
  const { files, problems, hashOf } = readRevisionTexts(input, project);
  const environments = {
    environment: override ?? environment.options,
    onlineEnvironment: override ?? environment.onlineOptions,
  };
  const key = JSON.stringify([project.cwd, project.iniFile, project.tomlFile, project.section]);
  let outside: ReturnType<typeof findOutsideFiles> | undefined;
  const configuration = readConfigurationFiles(
    {
      section: project.section,
      ini: project.iniFile,
      toml: project.tomlFile,
      retort: project.retortFile,
      environment: project.environmentFile,
      template: project.templateFile,
    },
    (path) => path,
  );
  const renderings = openRenderings(input, {
    ...environments,
    environmentText: configuration.environment?.text,
    project: key,
    modules,
    hashOf,
  });
  const depends = {
    dialect: dialect ?? projectDialect(project).dialect,
    serverVersion: serverVersion(project.retort),
    ...environments,
    rules: lintRules(project.retort),
    configuration: {
      ...configuration,
      // Only `lint` asks, and a search has its price.
      get outside() {
        return (outside ??= findOutsideFiles(project));
      },
    },
  };
  const applied = appliedReader(input.process.env, project.iniFile ?? project.tomlFile ?? '');
  let asksApplied = false;
  const findings = openFindings(input, {
    project: key,
    settings: depends,
    paths: files.map(({ path }) => path),
    hashOf,
    modules,
    asksOthers: () => asksApplied,
  });
  const workspace = Workspace.create(files, {
    ...depends,
    readModule: modules.read,
    keptRenderings: renderings,
    earlierContents: (revision, text) => {
      asksApplied = true;
      return applied(revision, text);
    },
  });
  const keepResults = (): void => {
    renderings.save();
    findings.save();
  };
  return { ...settings, workspace, problems, findings, keepResults };
}
