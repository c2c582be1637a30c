// Which line of alembic.ini, pyproject.toml or .env is to blame for what Alembic, SQLAlchemy or Python's own configuration
// readers complain of: they name env.py, where the value was used.
import { join } from 'node:path';
import type { OpenedProject } from './openProject';
import type { FailurePlace } from '../database/alembicOutput';
import { readUtf8File } from '../files/readText';

/** Undefined where none of them says it. `raisedIn` is the file in which the failure came up. */
export function configurationPlace(
  { project, folder }: Pick<OpenedProject, 'project' | 'folder'>,
  message: string,
  raisedIn: string,
): FailurePlace | undefined {
  const { iniFile, tomlFile } = project;
  const files = [iniFile, tomlFile].filter((path) => path !== undefined);
  const withUrls = [...files, ...new Set([join(folder, '.env'), join(project.cwd, '.env')])];
  const percent = /'%' must be followed by '%' or '\(', found: (['"])(?<text>.*?)\1/u.exec(message)?.groups;
  if (percent?.['text'] !== undefined) return find(files, percent['text']);
  const option = /option '(?<key>[^']+)' in section '(?<section>[^']+)' contains an interpolation key/u.exec(
    message,
  )?.groups;
  if (option !== undefined) return inSection(iniFile, option['section'] ?? '', option['key'] ?? '');
  const dialect = /Can't load plugin: sqlalchemy\.dialects:(?<name>\S+)/u.exec(message)?.groups?.['name'];
  if (dialect !== undefined) return findUrl(withUrls, (scheme) => scheme.replace('+', '.') === dialect);
  const driver = /No module named '(?<name>\w+)/u.exec(message)?.groups?.['name'];
  if (driver !== undefined && /[\\/]sqlalchemy[\\/]/u.test(raisedIn))
    return findUrl(withUrls, (scheme) => driverOf(scheme) === driver);
  if (/Could not parse SQLAlchemy URL/u.test(message) || isMissingUrl(message, raisedIn))
    return (
      inSection(iniFile, project.section, 'sqlalchemy.url') ??
      (iniFile === undefined ? undefined : find([iniFile], `[${project.section}]`))
    );
  if (/[\\/]logging[\\/]config\.py$/u.test(raisedIn)) return loggingPlace(iniFile, message);
  return undefined;
}

/** engine_from_config takes the URL away from the options, where there is one. */
function isMissingUrl(message: string, raisedIn: string): boolean {
  return message === "KeyError: 'url'" && /[\\/]sqlalchemy[\\/]/u.test(raisedIn);
}

/** The section that is named in vain, or the first line where a section that has to be there is not. */
function loggingPlace(iniFile: string | undefined, message: string): FailurePlace | undefined {
  if (iniFile === undefined) return undefined;
  const name = /^KeyError: '(?<name>[^']+)'/u.exec(message)?.groups?.['name'] ?? '';
  const [, kind, rest] = /^(formatter|handler|logger)_(.+)$/u.exec(name) ?? [];
  const named =
    kind === undefined ? inSection(iniFile, name, undefined) : inSection(iniFile, `${kind}s`, 'keys', rest);
  return named ?? { path: iniFile, line: 1 };
}

/** The package that SQLAlchemy imports for the beginning of a URL. */
function driverOf(scheme: string): string | undefined {
  const [dialect, driver] = scheme.split('+');
  if (driver !== undefined) return driver;
  return {
    postgresql: 'psycopg2',
    mysql: 'MySQLdb',
    mariadb: 'MySQLdb',
    oracle: 'cx_Oracle',
    mssql: 'pyodbc',
  }[dialect ?? ''];
}

function linesOf(path: string): readonly string[] {
  return readUtf8File(path).text?.split(/\r?\n/u) ?? [];
}

function isComment(line: string): boolean {
  return /^\s*[#;]/u.test(line);
}

function find(paths: readonly string[], text: string): FailurePlace | undefined {
  for (const path of paths) {
    const at = linesOf(path).findIndex((line) => !isComment(line) && line.includes(text));
    if (at >= 0) return { path, line: at + 1 };
  }
  return undefined;
}

function findUrl(paths: readonly string[], fits: (scheme: string) => boolean): FailurePlace | undefined {
  for (const path of paths) {
    const at = linesOf(path).findIndex((line) => {
      const scheme = /[=\s"']([a-z][a-z0-9]*(?:\+[a-z0-9_]+)?):\/\//u.exec(line)?.[1];
      return !isComment(line) && scheme !== undefined && fits(scheme);
    });
    if (at >= 0) return { path, line: at + 1 };
  }
  return undefined;
}

/** The line of a key in a section of an ini file; of its value where that goes on over lines and `text` is in one of them. */
function inSection(
  path: string | undefined,
  section: string,
  key: string | undefined,
  text = '',
): FailurePlace | undefined {
  if (path === undefined) return undefined;
  let current = '';
  let isValue = false;
  for (const [index, line] of linesOf(path).entries()) {
    if (isComment(line)) continue;
    const header = /^\[(.+)\]/u.exec(line)?.[1];
    current = header ?? current;
    if (current !== section) continue;
    if (key === undefined) return { path, line: index + 1 };
    const name = /^([^\s=:][^=:]*)[=:]/u.exec(line)?.[1]?.trimEnd();
    isValue = name === undefined ? isValue && /^\s/u.test(line) : name === key;
    if (header === undefined && isValue && line.includes(text)) return { path, line: index + 1 };
  }
  return undefined;
}
