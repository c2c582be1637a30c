// Opens the project a command works on: configuration, env.py and revision files, as one snapshot of the engine.
import type { CommandInput } from './command';
import { openConfiguration } from './openConfiguration';
import {
  readEnvironment,
  Workspace,
  type Dialect,
  type EnvironmentOptions,
  type EnvironmentReading,
  type SourceFile,
} from '../engine/index';
import { appliedReader } from '../database/appliedFiles';
import { projectFolder, type Project } from '../files/project';
import { readConfigurationFiles } from '../files/configurationFiles';
import { findOutsideFiles } from '../files/outsideFiles';
import { projectModules } from '../files/projectModules';
import { readPythonFile } from '../files/readText';
import { readRevisionFiles } from '../files/revisionFiles';
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
}

/** Reads the configuration and env.py; a configuration that cannot be read ends the command. */
export function openSettings(
  input: CommandInput,
): OpenedSettings & { readonly modules: ReturnType<typeof projectModules> } {
  const { project, shownPath } = openConfiguration(input);
  const modules = projectModules(project);
  const environment = readEnvironment(readPythonFile(project.environmentFile).text, modules);
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
  const files: SourceFile[] = [];
  const problems: { path: string; message: string }[] = [];
  for (const file of readRevisionFiles(project)) {
    if (file.text !== undefined) files.push({ path: file.path, text: file.text });
    if (file.problem !== undefined) problems.push({ path: file.path, message: file.problem });
  }
  let outside: ReturnType<typeof findOutsideFiles> | undefined;
  const configuration = readConfigurationFiles(
    {
      section: project.section,
      ini: project.iniFile,
      toml: project.tomlFile,
      environment: project.environmentFile,
      template: project.templateFile,
    },
    (path) => path,
  );
  const workspace = Workspace.create(files, {
    dialect: dialect ?? projectDialect(project).dialect,
    serverVersion: serverVersion(project.retort),
    environment: override ?? environment.options,
    onlineEnvironment: override ?? environment.onlineOptions,
    rules: lintRules(project.retort),
    readModule: modules,
    earlierContents: appliedReader(input.process.env, project.iniFile ?? project.tomlFile ?? ''),
    configuration: {
      ...configuration,
      // Only `lint` asks, and a search has its price.
      get outside() {
        return (outside ??= findOutsideFiles(project));
      },
    },
  });
  return { ...settings, workspace, problems };
}
