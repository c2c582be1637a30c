// What the session needs of the disk: the projects with their revision files, one file read again, and what to watch.
// Reading and understanding files is files/; this ties it to the workspace folders and yields between files.
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  type ConfigurationFiles,
  readEnvironment,
  TEMPLATE_ENVIRONMENT,
  type Dialect,
  type EnvironmentOptions,
  type RuleSettings,
  type SourceFile,
  type WorkspaceSettings,
} from '../engine/index';
import { appliedReader } from '../database/appliedFiles';
import type { ProjectProblem } from '../files/configuration';
import { readConfigurationFiles } from '../files/configurationFiles';
import { findProjects, type ProjectPlace } from '../files/findProjects';
import { loadFound } from '../files/loadFound';
import type { Project } from '../files/project';
import { findOutsideFiles } from '../files/outsideFiles';
import { projectModules } from '../files/projectModules';
import { readPythonFile } from '../files/readText';
import { databaseSetting, lintRules, projectDialect, serverVersion } from '../files/retortSettings';
import { isWithin, listRevisionFiles, realFolders, type ReadLimits } from '../files/revisionFiles';
import type { ClientFacts } from './clientFacts';
import { toUri } from './convert';
import { URL_IN_CONFIGURATION, type ProjectSummary } from './protocol';

/** A project as it is on disk. */
export interface DiskProject {
  readonly summary: ProjectSummary;
  /** In Alembic's load order; empty when the project has a problem. */
  readonly files: readonly SourceFile[];
  readonly dialect: Dialect;
  /** Major version of the server, where [tool.retort] names it. */
  readonly serverVersion: number | undefined;
  readonly environment: EnvironmentOptions;
  /** The project's own modules by dotted name. */
  readonly readModule: NonNullable<WorkspaceSettings['readModule']>;
  /** Severities of [tool.retort]; the user's settings go before them. */
  readonly rules: RuleSettings;
  readonly configuration: ConfigurationFiles;
  /** What databases ran, where it was other than what a file says. */
  readonly earlierContents?: WorkspaceSettings['earlierContents'];
  /** Files that cannot be read, and why. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
  /** How Alembic names new revision files; empty when the project has a problem. */
  readonly fileTemplate: string;
  readonly watched: readonly { readonly folder: string; readonly pattern: string }[];
  /** The revision files as they are listed now; one whose text `known` tells is not read. */
  listAgain(known: (path: string) => string | undefined): Promise<ListedFiles>;
}

/** The revision files of a project and what is wrong with some. */
export type ListedFiles = Pick<DiskProject, 'files' | 'unreadable'>;

export interface ProjectDisk {
  /** All projects of the workspace folders. */
  load(): Promise<readonly DiskProject[]>;
  /** One revision file; without a text when it is gone or cannot be read, with a problem when it is there and not read whole. */
  read(path: string): Promise<{ readonly text: string | undefined; readonly problem: string | undefined }>;
}

/** True for files that can be revisions; false for configuration, env.py and templates, which decide about others. */
export function isSourceFile(path: string): boolean {
  return path.endsWith('.py') && basename(path) !== 'env.py';
}

/** True for files that can change anything about a project. */
export function isProjectFile(path: string): boolean {
  return /\.(?:py|ini|mako)$/.test(path) || basename(path) === 'pyproject.toml';
}

export function createProjectDisk(client: Pick<ClientFacts, 'roots' | 'isTrusted'>): ProjectDisk {
  return {
    async load() {
      const projects: DiskProject[] = [];
      const seen = new Set<string>();
      for (const root of client.roots) {
        for (const place of findProjects(root)) {
          await setImmediate();
          if (place === undefined) continue;
          const project = await readSafely(place, client);
          // Workspace folders can lie inside each other.
          if (seen.has(project.summary.id)) continue;
          seen.add(project.summary.id);
          projects.push(project);
        }
      }
      return projects;
    },
    read: (path) =>
      Promise.resolve(existsSync(path) ? readPythonFile(path) : { text: undefined, problem: undefined }),
  };
}

/** A project that makes reading fail is shown with that problem; the others are not its victims. */
async function readSafely(
  place: ProjectPlace,
  client: Pick<ClientFacts, 'roots' | 'isTrusted'>,
): Promise<DiskProject> {
  try {
    return await readProject(place, client);
  } catch (error) {
    return unreadableProject(place, {
      kind: 'problem',
      message: `The project cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      path: place.configFiles[0] ?? place.folder,
      line: undefined,
      nextStep: '',
    });
  }
}

async function readProject(
  found: ProjectPlace,
  client: Pick<ClientFacts, 'roots' | 'isTrusted'>,
): Promise<DiskProject> {
  const { configFiles } = found;
  const limits: ReadLimits = client.isTrusted ? {} : { within: client.roots };
  const isOutside = outsideOf(limits);
  const astray = configFiles.find(isOutside);
  if (astray !== undefined) return unreadableProject({ ...found, configFiles: [] }, outsideProblem(astray));
  const { place, project } = loadFound(found, client.roots);
  if (project.kind === 'problem') return unreadableProject(place, project);
  const modules = projectModules(project, limits);
  const shown = shownPaths(client.roots);
  // Whoever sends a project must not make an editor read other files before its person trusts them.
  const kept: { path: string; message: string }[] = [];
  const [environment, template] = [project.environmentFile, project.templateFile].map((path) => {
    if (!isOutside(path)) return path;
    kept.push({ path, message: `${basename(path)}: it is outside the workspace and is not read` });
    return undefined;
  });
  const listAgain: DiskProject['listAgain'] = async (known) => {
    const { files, unreadable } = await listFiles(project, limits, shown, known);
    return { files, unreadable: [...unreadable, ...kept] };
  };
  return {
    summary: summaryOf(place, {
      versionFolders: project.versionLocations.map(shown),
      database: databaseSetting(project.retort) ?? (hasUrl(project) ? URL_IN_CONFIGURATION : undefined),
      problem: undefined,
    }),
    ...(await listAgain(() => undefined)),
    listAgain,
    dialect: projectDialect(project).dialect,
    serverVersion: serverVersion(project.retort),
    environment: readEnvironment(
      environment === undefined ? undefined : readPythonFile(environment).text,
      modules,
    ).options,
    readModule: modules,
    rules: lintRules(project.retort),
    earlierContents: appliedReader(process.env, project.iniFile ?? project.tomlFile ?? ''),
    configuration: {
      ...readConfigurationFiles(
        {
          section: project.section,
          ini: project.iniFile,
          toml: project.tomlFile,
          retort: project.retortFile,
          environment,
          template,
        },
        shown,
      ),
      outside: findOutsideFiles(project, limits).map((file) => ({ ...file, path: shown(file.path) })),
    },
    fileTemplate: project.fileTemplate,
    watched: watchedBy(project, shown),
  };
}

/** In Alembic's load order; gives way between files. */
async function listFiles(
  project: Project,
  limits: ReadLimits,
  shown: (path: string) => string,
  known: (path: string) => string | undefined,
): Promise<ListedFiles> {
  const files: SourceFile[] = [];
  const unreadable: { path: string; message: string }[] = [];
  for (const found of listRevisionFiles(project, limits)) {
    const path = shown(found.path);
    const text = known(path);
    if (found.problem === undefined && text !== undefined) {
      files.push({ path, text });
      continue;
    }
    const file = found.problem === undefined ? readPythonFile(found.path) : { ...found, text: undefined };
    if (file.text !== undefined) files.push({ path, text: file.text });
    if (file.problem !== undefined) unreadable.push({ path, message: `${basename(path)}: ${file.problem}` });
    await setImmediate();
  }
  return { files, unreadable };
}

/** Says of a file whether it is, or leads, outside of the folders. One that does not exist is nowhere. */
function outsideOf({ within }: ReadLimits): (path: string) => boolean {
  if (within === undefined) return () => false;
  const allowed = realFolders(within);
  return (path) => {
    try {
      return !isWithin(realpathSync(path), allowed);
    } catch {
      return false;
    }
  };
}

function outsideProblem(path: string): ProjectProblem {
  return {
    kind: 'problem',
    message: `${basename(path)} leads outside the workspace and is not read.`,
    path,
    line: undefined,
    nextStep: 'Trust the workspace to read it.',
  };
}

function unreadableProject(place: ProjectPlace, problem: ProjectProblem): DiskProject {
  return {
    summary: summaryOf(place, {
      versionFolders: [],
      database: undefined,
      problem: {
        message: `${problem.message} ${problem.nextStep}`.trim(),
        uri: toUri(problem.path),
        line: (problem.line ?? 0) + 1,
      },
    }),
    files: [],
    dialect: 'postgresql',
    serverVersion: undefined,
    environment: TEMPLATE_ENVIRONMENT,
    readModule: () => undefined,
    rules: {},
    configuration: readConfigurationFiles(
      {
        section: place.section,
        ini: place.configFiles.find((path) => !path.endsWith('.toml')),
        toml: place.configFiles.find((path) => path.endsWith('.toml')),
        environment: undefined,
        template: undefined,
      },
      (path) => path,
    ),
    unreadable: [],
    fileTemplate: '',
    watched: [],
    listAgain: () => Promise.resolve({ files: [], unreadable: [] }),
  };
}

function summaryOf(
  { folder, configFiles, section }: ProjectPlace,
  facts: Pick<ProjectSummary, 'versionFolders' | 'database' | 'problem'>,
): ProjectSummary {
  const configFile = configFiles[0] ?? join(folder, 'alembic.ini');
  const name = basename(folder);
  return {
    id: `${configFile}#${section}`,
    name: section === 'alembic' ? name : `${name} [${section}]`,
    folder,
    configFile,
    section,
    ...facts,
  };
}

/** Alembic's templates ship with an address that is none. */
function hasUrl({ databaseUrl }: Project): boolean {
  return databaseUrl !== undefined && databaseUrl !== '' && !databaseUrl.startsWith('driver://');
}

function watchedBy(project: Project, shown: (path: string) => string): DiskProject['watched'] {
  const versions = project.versionLocations.map((folder) => ({
    folder: shown(folder),
    // Also where sub-folders do not count: a revision that is put there is told.
    pattern: '**/*.py',
  }));
  const script = { folder: shown(dirname(project.environmentFile)), pattern: '{env.py,script.py.mako}' };
  const ini = project.iniFile;
  const configured = ini === undefined ? [] : [{ folder: dirname(ini), pattern: basename(ini) }];
  return [...versions, script, ...configured];
}

/** Revision files come with symbolic links resolved; the client knows them below its folders as it opened them. */
function shownPaths(roots: readonly string[]): (path: string) => string {
  const pairs = roots.flatMap((root) => {
    try {
      const real = realpathSync(root);
      return real === root ? [] : [{ root, real }];
    } catch {
      return [];
    }
  });
  return (path) => {
    const pair = pairs.find(({ real }) => path === real || path.startsWith(real + sep));
    return pair === undefined ? path : pair.root + path.slice(pair.real.length);
  };
}
