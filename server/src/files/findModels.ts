// Looks through a folder for what env.py has to be told: the base of the models, the modules with tables, and where the
// application takes the URL of its database from. It reads text and proposes; a person decides.
import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { isSearched } from './findProjects';
import { readPythonFile } from './readText';

/** A base class, or SQLModel itself. */
export interface FoundBase {
  readonly module: string;
  readonly name: string;
  /** Where it is made, relative to the folder; undefined for SQLModel. */
  readonly file: string | undefined;
  readonly hasConvention: boolean;
}

export interface FoundModels {
  readonly bases: readonly FoundBase[];
  /** Modules that define tables. */
  readonly modules: readonly string[];
  /** Variables that hold a URL, as the application reads them. */
  readonly variables: readonly string[];
  /** A settings object with the URL: the module and the expression. */
  readonly settings: readonly { readonly module: string; readonly expression: string }[];
  /** URLs without a password that stand in the code. */
  readonly urls: readonly string[];
  readonly isAsync: boolean;
  /** `src` where modules are imported without that name. */
  readonly sourceRoot: string | undefined;
}

/** What was found, and whether Alembic is there; `installsInto` says where it would be installed. */
export interface BeginningLook extends FoundModels {
  readonly hasAlembic: boolean;
  readonly installsInto: string | undefined;
}

interface SourceText {
  readonly file: string;
  readonly text: string;
}

const MAX_FILES = 3000;
const MAX_SIZE = 1_000_000;
const URL_NAME = /^[A-Z0-9_]*(?:DATABASE|DB|SQLALCHEMY|POSTGRES|PG)[A-Z0-9_]*(?:URL|URI|DSN)$/iu;

/** Reads the Python files below a folder; hidden folders and virtual environments are left out. */
export function findModels(folder: string): FoundModels {
  const files = readSources(folder);
  const all = files.map(({ text }) => text).join('\n');
  const isPackaged =
    /^[ \t]*(?:from|import) src\b/mu.test(all) || files.some(({ file }) => file === 'src/__init__.py');
  const sourceRoot = !isPackaged && files.some(({ file }) => file.startsWith('src/')) ? 'src' : undefined;
  const moduleOf = (file: string): string =>
    (sourceRoot === undefined ? file : file.replace(/^src\//u, ''))
      .replace(/(?:\/__init__)?\.py$/u, '')
      .replaceAll('/', '.');
  const bases = basesOf(files, moduleOf);
  return {
    bases,
    modules: files.filter(({ text }) => definesTables(text)).map(({ file }) => moduleOf(file)),
    variables: unique(
      [...all.matchAll(/\b(?:environ\s*(?:\[|\.\s*get\s*\()|getenv\s*\()\s*["'](\w+)["']/gu)].map(
        ([, name = '']) => name,
      ),
    ).filter((name) => URL_NAME.test(name)),
    settings: settingsOf(files, moduleOf),
    urls: unique(
      [...all.matchAll(/["']((?:sqlite|postgresql)(?:\+\w+)?:\/\/[^"'\s{}]+)["']/gu)].map(
        ([, url = '']) => url,
      ),
    ).filter((url) => !/:\/\/[^/@:]*:[^/@]*@/u.test(url)),
    isAsync: /\bcreate_async_engine\s*\(/u.test(all),
    sourceRoot,
  };
}

function readSources(folder: string): readonly SourceText[] {
  const found: SourceText[] = [];
  const todo = [folder];
  for (let next = todo.shift(); next !== undefined && found.length < MAX_FILES; next = todo.shift()) {
    for (const entry of entriesOf(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (isSearched(next, entry.name)) todo.push(path);
      } else if (
        entry.isFile() &&
        entry.name.endsWith('.py') &&
        !/^(?:test_|conftest|setup\.py)/u.test(entry.name)
      ) {
        const text = statSync(path).size > MAX_SIZE ? undefined : readPythonFile(path).text;
        const file = relative(folder, path).split(sep).join('/');
        // A folder that is no identifier is no package.
        if (text !== undefined && /^(?:[\p{L}_][\p{L}\p{N}_]*\/)*[\p{L}_][\p{L}\p{N}_]*\.py$/u.test(file))
          found.push({ file, text });
      }
    }
  }
  return found.sort((a, b) => (a.file < b.file ? -1 : 1));
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function basesOf(files: readonly SourceText[], moduleOf: (file: string) => string): readonly FoundBase[] {
  const found = files.flatMap(({ file, text }): FoundBase[] => {
    const names = [
      ...text.matchAll(/^class\s+(\w+)\s*\([^)]*\bDeclarativeBase(?:NoMeta)?\b[^)]*\)\s*:/gmu),
      ...text.matchAll(/^(\w+)\s*(?::[^=\n]+)?=\s*(?:\w+\.)*(?:declarative_base|automap_base)\s*\(/gmu),
      ...text.matchAll(/^@(?:\w+\.)*as_declarative\b[^\n]*\nclass\s+(\w+)/gmu),
    ].map(([, name = '']) => name);
    const hasConvention = text.includes('naming_convention');
    return names.map((name) => ({ module: moduleOf(file), name, file, hasConvention }));
  });
  const usesSqlmodel = files.some(
    ({ text }) => /\btable\s*=\s*True\b/u.test(text) && /\bsqlmodel\b/u.test(text),
  );
  const hasConvention = files.some(({ text }) => /SQLModel\.metadata\.naming_convention/u.test(text));
  return usesSqlmodel
    ? [{ module: 'sqlmodel', name: 'SQLModel', file: undefined, hasConvention }, ...found]
    : found;
}

function definesTables(text: string): boolean {
  return (
    /^[ \t]+__tablename__\s*[:=]/mu.test(text) ||
    /^class\s+\w+\([^)]*\btable\s*=\s*True/mu.test(text) ||
    /^\w+\s*=\s*(?:\w+\.)?Table\s*\(/mu.test(text)
  );
}

/** `settings = Settings()` in a module whose class declares a field with the name of a URL. */
function settingsOf(
  files: readonly SourceText[],
  moduleOf: (file: string) => string,
): FoundModels['settings'] {
  return files.flatMap(({ file, text }) => {
    const object = /^(\w+)\s*(?::[^=\n]+)?=\s*\w*(?:Settings|Config)\w*\s*\(/mu.exec(text)?.[1];
    const field = [...text.matchAll(/^[ \t]+(\w+)[ \t]*:[^\n]*$/gmu)]
      .map(([, name = '']) => name)
      .find((name) => URL_NAME.test(name));
    return object === undefined || field === undefined
      ? []
      : [{ module: moduleOf(file), expression: `${object}.${field}` }];
  });
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
