// Loads an Alembic project: its configuration as Alembic reads it, and the folders it leads to.
// Finding projects in a workspace is findProjects.ts; reading their revision files is revisionFiles.ts.
import { statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { Configuration, ConfigurationError, type ProjectProblem } from './configuration';
import { resolveResource } from './resource';

/** What to load. Relative paths are relative to `cwd`, as for a command run there. */
export interface ProjectRequest {
  /** The values of -c, in order; empty for the default files. */
  readonly configFiles: readonly string[];
  /** The value of -n. */
  readonly section?: string | undefined;
  readonly cwd: string;
  /** The value of ALEMBIC_CONFIG. */
  readonly alembicConfig?: string | undefined;
  /** The value of PYTHONPATH. */
  readonly pythonPath?: string | undefined;
}

/** A project that Alembic would load. All paths are absolute. */
export interface Project {
  readonly kind: 'project';
  /** The ini file, where it exists. */
  readonly iniFile: string | undefined;
  /** The pyproject.toml, where it exists and has a [tool.alembic] table. */
  readonly tomlFile: string | undefined;
  /** The pyproject.toml, where it has a [tool.retort] table. */
  readonly retortFile: string | undefined;
  readonly section: string;
  readonly cwd: string;
  readonly scriptLocation: string;
  readonly environmentFile: string;
  readonly templateFile: string;
  readonly versionLocations: readonly string[];
  readonly recursiveVersionLocations: boolean;
  readonly sourceless: boolean;
  readonly fileTemplate: string;
  readonly truncateSlugLength: number;
  readonly timezone: string | undefined;
  readonly outputEncoding: string;
  readonly revisionEnvironment: boolean;
  readonly prependSysPath: readonly string[];
  readonly hasPostWriteHooks: boolean;
  /** `sqlalchemy.url` of the ini section, interpolated. May hold a password: never print it. */
  readonly databaseUrl: string | undefined;
  /** Other `sqlalchemy.*` options of the ini section; an engine made from it gets them too. */
  readonly engineOptions: readonly string[];
  /** Why `sqlalchemy.url` cannot be read. */
  readonly databaseUrlProblem: ProjectProblem | undefined;
  /** The line of `sqlalchemy.url` in the ini file, from 0. */
  readonly databaseUrlLine: number | undefined;
  /** The [tool.retort] table of the pyproject.toml; empty where there is none. */
  readonly retort: Readonly<Record<string, unknown>>;
  /** An option of the ini section by name, interpolated, as env.py and script.py.mako ask for it. */
  readonly mainOption: (name: string) => string | undefined;
  /** What Alembic warns about, in its words. */
  readonly warnings: readonly string[];
}

/** Loads a project as Alembic does for the same request. A broken or missing file is one problem, never a throw. */
export function loadProject(request: ProjectRequest): Project | ProjectProblem {
  try {
    const { ini, toml } = configFiles(request);
    const configuration = new Configuration({
      ini,
      toml,
      cwd: request.cwd,
      section: request.section ?? 'alembic',
    });
    return projectOf(configuration, request);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problem;
    throw error;
  }
}

function configFiles({ configFiles: names, alembicConfig, cwd }: ProjectRequest): {
  ini: string;
  toml: string;
} {
  const isToml = (name: string): boolean => basename(name) === 'pyproject.toml';
  const fromEnvironment = alembicConfig === undefined || alembicConfig === '' ? undefined : alembicConfig;
  let ini: string | undefined;
  let toml: string | undefined;
  for (const name of names) {
    if (isToml(name)) {
      if (toml !== undefined) throw usage('pyproject.toml indicated more than once', name);
      toml = name;
    } else {
      if (ini !== undefined) throw usage('only one ini file may be indicated', name);
      ini = name;
    }
  }
  if (fromEnvironment !== undefined) {
    if (isToml(fromEnvironment)) toml ??= fromEnvironment;
    else ini ??= fromEnvironment;
  }
  return { ini: resolve(cwd, ini ?? 'alembic.ini'), toml: resolve(cwd, toml ?? 'pyproject.toml') };
}

function usage(message: string, path: string): ConfigurationError {
  return new ConfigurationError({
    kind: 'problem',
    message,
    path,
    line: undefined,
    nextStep: 'Give -c once for an ini file and once for a pyproject.toml.',
  });
}

function projectOf(configuration: Configuration, request: ProjectRequest): Project {
  const { cwd } = request;
  const written = configuration.text('script_location');
  if (written === undefined) throw configuration.withoutScriptLocation();
  const truncate = configuration.text('truncate_slug_length');
  if (truncate !== undefined && !/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(truncate)) {
    throw configuration.problem(
      'truncate_slug_length',
      `ValueError: invalid literal for int() with base 10: '${truncate}'`,
      'Write a whole number.',
    );
  }
  const searched = configuration.paths('prepend_sys_path', ['path_separator'], /, *| +|:/) ?? [];
  const prependSysPath = searched.map((path) => resolve(cwd, path));
  const pythonPath = [...prependSysPath, ...splitPythonPath(request.pythonPath), cwd, join(cwd, 'src')];
  const recursiveVersionLocations = configuration.boolean('recursive_version_locations');
  const locate = (key: string, value: string): string => {
    const found = resolveResource(value, cwd, pythonPath);
    if (found !== undefined) return found;
    const name = value.split(':')[0] ?? '';
    throw configuration.problem(
      key,
      name === '' ? 'ValueError: Empty module name' : `ModuleNotFoundError: No module named '${name}'`,
      `${value} names a package. Write the folder instead, or add where the package lies to prepend_sys_path.`,
    );
  };
  const scriptLocation = locate('script_location', written);
  const fileTemplate = configuration.text('file_template') ?? '%(rev)s_%(slug)s';
  const sourceless = configuration.boolean('sourceless');
  const locations = configuration.paths(
    'version_locations',
    ['path_separator', 'version_path_separator'],
    /, *| +/,
  );
  const versionLocations =
    locations === undefined || locations.length === 0
      ? [join(scriptLocation, 'versions')]
      : locations.map((one) => locate('version_locations', one));
  if (!isThere(scriptLocation)) {
    throw configuration.problem(
      'script_location',
      `Path doesn't exist: ${shownPath(written, scriptLocation)}.  Please use the 'init' command to create a new scripts folder.`,
      'Correct script_location, or run init.',
    );
  }
  const section = request.section ?? 'alembic';
  const { url, problem: databaseUrlProblem } = configuration.databaseUrl();
  return {
    kind: 'project',
    iniFile: configuration.iniFile,
    tomlFile: configuration.tomlFile,
    retortFile: configuration.retortFile,
    section,
    cwd,
    scriptLocation,
    environmentFile: join(scriptLocation, 'env.py'),
    templateFile: join(scriptLocation, 'script.py.mako'),
    versionLocations,
    recursiveVersionLocations,
    sourceless,
    fileTemplate,
    truncateSlugLength: Number((truncate ?? '40').replaceAll('_', '')) || 40,
    timezone: configuration.text('timezone'),
    outputEncoding: configuration.text('output_encoding') ?? 'utf-8',
    revisionEnvironment: configuration.truth('revision_environment'),
    prependSysPath,
    hasPostWriteHooks: configuration.hasHooks(),
    databaseUrl: url,
    engineOptions: configuration.iniKeys().filter((key) => /^sqlalchemy\.(?!url$)/.test(key)),
    databaseUrlProblem,
    databaseUrlLine: configuration.lineOf('sqlalchemy.url'),
    retort: configuration.retort,
    mainOption: (name) => configuration.iniText(name),
    warnings: configuration.warnings,
  };
}

function splitPythonPath(pythonPath: string | undefined): string[] {
  return (pythonPath ?? '').split(process.platform === 'win32' ? ';' : ':').filter((path) => path !== '');
}

function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Alembic names the path as written, unless it came from a package. */
function shownPath(written: string, resolved: string): string {
  return !isAbsolute(written) && written.includes(':') ? resolved : written;
}

/** The folder a project belongs to: where its configuration lies. */
export function projectFolder(project: Project): string {
  const file = project.iniFile ?? project.tomlFile;
  return file === undefined ? project.cwd : dirname(file);
}
