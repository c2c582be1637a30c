// What a new env.py is told beside Alembic's template: the models, where the URL comes from, and how SQLite is altered.

/** Where the models are, as Python names it. */
export interface ModelsWiring {
  /** The module with the base class or the MetaData, and its name in it. */
  readonly module: string;
  readonly name: string;
  /** True when the name is the MetaData itself and not a class that has it. */
  readonly isMetadata: boolean;
  /** Modules that define tables and have to be imported as well. */
  readonly modules: readonly string[];
}

/** Where env.py takes the URL from; an environment variable wins over a settings object. */
export interface UrlWiring {
  readonly variable: string | undefined;
  /** `from MODULE import NAME`, then the expression that starts with the name. */
  readonly settings: { readonly module: string; readonly expression: string } | undefined;
  /** Written into alembic.ini. */
  readonly ini: string | undefined;
}

export interface ProjectWiring {
  readonly models: ModelsWiring | undefined;
  readonly url: UrlWiring;
  /** A folder beside the configuration that Python has to look into as well, as `src`. */
  readonly sourceRoot: string | undefined;
  /** SQLite alters tables by making them anew, which Alembic does in batch mode. */
  readonly isSqlite: boolean;
  readonly fileTemplate: string | undefined;
  /** Only for SQLModel, whose metadata is the library's own: written into env.py before the models are imported. */
  readonly setsConvention: boolean;
}

/** The convention that SQLAlchemy's documentation proposes; constraints that nobody named get names that never change. */
export const NAMING_CONVENTION: Readonly<Record<string, string>> = {
  ix: 'ix_%(column_0_label)s',
  uq: 'uq_%(table_name)s_%(column_0_name)s',
  ck: 'ck_%(table_name)s_%(constraint_name)s',
  fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
  pk: 'pk_%(table_name)s',
};

/** Files sorted by the time they were made in: `20251111_1230_abc123_add_email.py`. */
export const DATED_FILES = '%%(year)d%%(month).2d%%(day).2d_%%(hour).2d%%(minute).2d_%%(rev)s_%%(slug)s';

/** Import lines for env.py, in the order in which they have to stand. */
export function wiringImports({ models, url, setsConvention }: ProjectWiring): string {
  const lines: string[] = [];
  if (url.settings !== undefined) {
    const name = url.settings.expression.split('.')[0] ?? '';
    lines.push(`from ${url.settings.module} import ${name}`);
  }
  if (models !== undefined) {
    lines.push(`from ${models.module} import ${models.name}`);
    if (setsConvention) {
      lines.push(
        '',
        '# Before the models: tables that are there already keep the names they have.',
        `${models.name}.metadata.naming_convention = {`,
        ...conventionLines('    '),
        '}',
        '',
      );
    }
    // A name that is only imported: its tables register themselves.
    for (const module of models.modules) lines.push(`import ${module}  # noqa: F401`);
  }
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`.replace(/\n{3,}/gu, '\n\n');
}

/** The assignment of target_metadata and, where it is not the ini file's alone, of the URL. */
export function wiringSettings({ models, url }: ProjectWiring): string {
  const metadata = models === undefined ? undefined : `${models.name}${models.isMetadata ? '' : '.metadata'}`;
  const target = metadata === undefined ? '' : `\ntarget_metadata = ${metadata}\n`;
  const { variable, settings } = url;
  if (variable === undefined && settings === undefined) return target;
  const note = '\n# A percent sign has a meaning of its own in alembic.ini, so one in the URL is doubled.\n';
  const set = 'config.set_main_option("sqlalchemy.url", database_url.replace("%", "%%"))\n';
  if (settings !== undefined) {
    const other = `str(${settings.expression})`;
    const read = variable === undefined ? other : `os.environ.get("${variable}") or ${other}`;
    return `${target}${note}database_url = ${read}\n${set}`;
  }
  return `${target}${note}database_url = os.environ.get("${variable ?? ''}")\nif database_url:\n    ${set}`;
}

/** `"ix": "...",` and so on, each on a line of its own. */
export function conventionLines(indentation: string): readonly string[] {
  return Object.entries(NAMING_CONVENTION).map(([key, text]) => `${indentation}"${key}": "${text}",`);
}
