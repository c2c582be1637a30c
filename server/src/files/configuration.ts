// The options of one project from its two files: the ini section first, then [tool.alembic], as Alembic looks them up.
import { dirname, delimiter, relative } from 'node:path';
import { hasIniOption, iniValue, parseIni, type IniFile, type IniProblem } from './ini';
import { readUtf8File } from './readText';
import { formatToml, parseProjectToml, type ProjectToml } from './toml';

/**
 * Why a project does not load. `message` says what, in Alembic's words where it has them; `path` and `line` (from 0)
 * say where; `nextStep` says what to do.
 */
export interface ProjectProblem {
  readonly kind: 'problem';
  readonly message: string;
  readonly path: string;
  readonly line: number | undefined;
  readonly nextStep: string;
}

/** Carries a problem to loadProject, which turns it into its answer. */
export class ConfigurationError extends Error {
  readonly problem: ProjectProblem;

  constructor(problem: ProjectProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const SEPARATORS: ReadonlyMap<string, string> = new Map([
  ['space', ' '],
  ['newline', '\n'],
  ['os', delimiter],
  [':', ':'],
  [';', ';'],
]);

/** Where the two files would be; either may be missing. Paths are absolute. */
export interface ConfigurationPlaces {
  readonly ini: string;
  readonly toml: string;
  readonly cwd: string;
  readonly section: string;
}

/** The options of a project. Every question may throw a ConfigurationError. */
export class Configuration {
  /** What Alembic warns about, in its words. Grows while options are read. */
  readonly warnings: string[] = [];
  readonly #places: ConfigurationPlaces;
  readonly #ini: IniFile | undefined;
  readonly #toml: ProjectToml | undefined;

  constructor(places: ConfigurationPlaces) {
    this.#places = places;
    this.#ini = this.#readIni();
    this.#toml = this.#readToml();
  }

  /** The ini file, where it exists. */
  get iniFile(): string | undefined {
    return this.#ini === undefined ? undefined : this.#places.ini;
  }

  /** The pyproject.toml, where it exists and configures Alembic. */
  get tomlFile(): string | undefined {
    return this.#toml?.alembic === undefined ? undefined : this.#places.toml;
  }

  /** The pyproject.toml, where it has a [tool.retort] table. */
  get retortFile(): string | undefined {
    return this.#toml?.retort === undefined ? undefined : this.#places.toml;
  }

  /** The [tool.retort] table. */
  get retort(): Readonly<Record<string, unknown>> {
    return this.#toml?.retort ?? {};
  }

  /** A text option; undefined when neither file has it. */
  text(key: string): string | undefined {
    const own = this.iniText(key);
    if (own !== undefined || this.#inIni(key)) return own;
    const value = this.#toml?.alembic?.[key];
    if (value === undefined) return undefined;
    if (typeof value === 'string') return this.#format(key, value);
    if (key === 'truncate_slug_length' && typeof value === 'number') return String(value);
    throw this.problem(
      key,
      `TypeError: expected str, bytes or os.PathLike object, not ${pythonType(value)}`,
      'Write it as a string.',
    );
  }

  /** An option of the ini section alone. */
  iniText(key: string): string | undefined {
    if (this.#ini === undefined) return undefined;
    const value = iniValue(this.#ini, this.#places.section, key);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#iniError(value);
  }

  /** The keys of the ini section, those of [DEFAULT] included. */
  iniKeys(): readonly string[] {
    const own = this.#ini?.sections.get(this.#places.section);
    return own === undefined ? [] : [...own.keys(), ...(this.#ini?.defaults.keys() ?? [])];
  }

  /** A switch that is on only when written exactly `true`. */
  boolean(key: string): boolean {
    if (this.#inIni(key)) return this.iniText(key) === 'true';
    const value = this.#toml?.alembic?.[key] ?? false;
    if (typeof value === 'boolean') return value;
    throw this.problem(
      key,
      `boolean value expected for TOML parameter '${key}'`,
      'Write true or false without quotes.',
    );
  }

  /** A switch with the usual words for yes and no. */
  truth(key: string): boolean {
    const value = this.text(key)?.trim().toLowerCase() ?? '';
    if (['true', 'yes', 'on', 'y', 't', '1'].includes(value)) return true;
    if (['', 'false', 'no', 'off', 'n', 'f', '0'].includes(value)) return false;
    throw this.problem(key, `ValueError: String is not true/false: '${value}'`, 'Write true or false.');
  }

  /** A list of paths: split in the ini file, a list in TOML. `legacy` splits where no separator is configured. */
  paths(key: string, separatorKeys: readonly string[], legacy: RegExp): readonly string[] | undefined {
    const written = this.iniText(key);
    if (written !== undefined && written !== '') {
      const separator = this.#separator(separatorKeys);
      if (separator !== undefined) {
        return written
          .split(separator)
          .filter((path) => path !== '')
          .map((path) => path.trim());
      }
      const splitting = key === 'prepend_sys_path' ? 'spaces, commas, and colons' : 'spaces/commas';
      this.warnings.push(
        `No path_separator found in configuration; falling back to legacy splitting on ${splitting} for ${key}.  ` +
          'Consider adding path_separator=os to Alembic config.',
      );
      return written.split(legacy);
    }
    const value = this.#toml?.alembic?.[key];
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
      throw this.problem(key, `${key} is not a list of strings`, `Write it as a list: ${key} = ["..."].`);
    }
    return (value as string[]).map((one) => this.#format(key, one));
  }

  /** True when scripts are to be run over new revision files. */
  hasHooks(): boolean {
    const section = this.#ini?.sections.get('post_write_hooks');
    if (section !== undefined) return (section.get('hooks')?.raw ?? '') !== '';
    const hooks = this.#toml?.alembic?.['post_write_hooks'];
    return Array.isArray(hooks) && hooks.length > 0;
  }

  /** `sqlalchemy.url`, or why it cannot be read; env.py asks for it, so the project stands without it. */
  databaseUrl(): { readonly url: string | undefined; readonly problem: ProjectProblem | undefined } {
    try {
      return { url: this.iniText('sqlalchemy.url'), problem: undefined };
    } catch (error) {
      if (error instanceof ConfigurationError) return { url: undefined, problem: error.problem };
      throw error;
    }
  }

  /** The line of an option in the ini file, from 0. */
  lineOf(key: string): number | undefined {
    const line = this.#ini?.sections.get(this.#places.section)?.get(key)?.line;
    return line === undefined || line < 0 ? undefined : line;
  }

  /** A problem with one option. */
  problem(key: string, message: string, nextStep: string): ConfigurationError {
    const isIni = this.#inIni(key);
    return new ConfigurationError({
      kind: 'problem',
      message,
      path: isIni || this.#toml?.alembic === undefined ? this.#places.ini : this.#places.toml,
      line: isIni ? this.lineOf(key) : undefined,
      nextStep,
    });
  }

  /** The problem of a project whose configuration does not lead to a script folder. */
  withoutScriptLocation(): ConfigurationError {
    const { ini, section } = this.#places;
    const hasSection = this.#ini?.sections.has(section) === true;
    let nextStep = 'Add script_location to it.';
    if (this.#ini === undefined && this.tomlFile === undefined) {
      nextStep = `There is no ${this.#shown(ini)} and no [tool.alembic] in a pyproject.toml here: name the file with -c, or run init.`;
    } else if (this.#ini !== undefined && !hasSection) {
      nextStep = `The file has no [${section}] section: add it, or name another with -n.`;
    }
    return new ConfigurationError({
      kind: 'problem',
      message: "No 'script_location' key found in configuration.",
      path: this.#ini === undefined && this.tomlFile !== undefined ? this.#places.toml : ini,
      line: this.#ini?.sectionLines.get(section),
      nextStep,
    });
  }

  #inIni(key: string): boolean {
    return this.#ini !== undefined && hasIniOption(this.#ini, this.#places.section, key);
  }

  #separator(keys: readonly string[]): string | undefined {
    for (const key of keys) {
      const name = this.iniText(key);
      if (name === undefined) continue;
      const separator = SEPARATORS.get(name);
      if (separator === undefined) {
        throw this.problem(
          key,
          `ValueError: '${name}' is not a valid value for ${key}; expected 'space', 'newline', 'os', ':', ';'`,
          'Write path_separator = os.',
        );
      }
      if (key === 'version_path_separator') {
        this.warnings.push(
          'The version_path_separator configuration parameter is deprecated; please use path_separator',
        );
      }
      return separator;
    }
    return undefined;
  }

  #format(key: string, value: string): string {
    const formatted = formatToml(value, posix(dirname(this.#places.toml)));
    if (typeof formatted === 'string') return formatted;
    throw this.problem(key, formatted.refused, `In ${key}, write a percent sign twice: %%.`);
  }

  #readIni(): IniFile | undefined {
    const { ini } = this.#places;
    const { text, problem } = readUtf8File(ini);
    if (problem !== undefined) {
      if (problem === 'it does not exist') return undefined;
      throw this.#unreadable(ini, problem);
    }
    // A byte order mark is part of the first line for configparser.
    const parsed = parseIni(text, this.#shown(ini), { here: posix(dirname(ini)) });
    if (parsed.kind === 'ini') return parsed;
    throw this.#iniError(parsed);
  }

  #readToml(): ProjectToml | undefined {
    const { toml } = this.#places;
    const { text, problem } = readUtf8File(toml);
    if (problem !== undefined) {
      if (problem === 'it does not exist') return undefined;
      throw this.#unreadable(toml, problem);
    }
    const parsed = parseProjectToml(text);
    if (parsed.kind === 'toml') return parsed;
    throw new ConfigurationError({
      kind: 'problem',
      message: parsed.message,
      path: toml,
      line: parsed.line,
      nextStep: 'Correct the TOML there.',
    });
  }

  #unreadable(path: string, reason: string): ConfigurationError {
    return new ConfigurationError({
      kind: 'problem',
      message: `The configuration cannot be read: ${reason}`,
      path,
      line: undefined,
      nextStep: 'Make it a readable UTF-8 file, or name another with -c.',
    });
  }

  #iniError(problem: IniProblem): ConfigurationError {
    return new ConfigurationError({
      kind: 'problem',
      message: `${problem.exception}: ${problem.message}`,
      path: this.#places.ini,
      line: problem.line,
      nextStep: nextStepFor(problem),
    });
  }

  /** The path as a person in the working folder would write it. */
  #shown(path: string): string {
    const way = relative(this.#places.cwd, path);
    return way.startsWith('..') ? path : way;
  }
}

function nextStepFor({ exception }: IniProblem): string {
  switch (exception) {
    case 'configparser.InterpolationSyntaxError':
      return 'Write a percent sign twice: %%.';
    case 'configparser.InterpolationMissingOptionError':
      return 'Add the option the value refers to, or write the percent sign twice.';
    case 'configparser.DuplicateOptionError':
    case 'configparser.DuplicateSectionError':
      return 'Remove one of the two.';
    case 'configparser.MissingSectionHeaderError':
      return 'Begin the file with a section such as [alembic]; a byte order mark before it has to go too.';
    default:
      return 'Correct the line, or put a # in front of it.';
  }
}

function pythonType(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  return typeof value === 'bigint' ? 'int' : 'dict';
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}
