// Python source of SQLite tables and columns. Undefined where SQLAlchemy has no way to say it, or where the catalogue does
// not tell all that the text of the table says.
import type { Catalogue, CatalogueObject } from '../../database/catalogue/catalogue';
import { tableClauses } from '../../database/catalogue/sqliteTableText';
import { pythonString, withEscapedColons, type RevisionBody } from '../../engine/index';

type Names = RevisionBody['names'];

/** A table of one catalogue with its text. */
export interface SqliteTable {
  readonly name: string;
  readonly columns: readonly CatalogueObject[];
  readonly constraints: readonly CatalogueObject[];
  /** False where its text says what the catalogue does not: collations, AUTOINCREMENT, conflict clauses and the like. */
  readonly isPlain: boolean;
  /** Of primary and foreign keys, which the catalogue does not name: by `PRIMARY` or by their columns. */
  readonly keyNames: ReadonlyMap<string, string>;
}

const UNSEEN =
  /\b(?:COLLATE|AUTOINCREMENT|CONFLICT|DEFERRABLE|GENERATED|MATCH|AS\s*\(|DESC)\b|CONSTRAINT\s+(?:"[^"]+"|\w+)\s+(?:REFERENCES|NOT|NULL|DEFAULT|PRIMARY\s+KEY\s*(?:,|\)|NOT))/iu;

/** The table `name`, whose statement is `text`. */
export function sqliteTable(
  name: string,
  { objects, columnOrder }: Catalogue,
  text: string | undefined,
): SqliteTable | undefined {
  const table = objects.find((object) => object.kind === 'table' && object.name === name);
  if (table === undefined || text === undefined) return undefined;
  const own = objects.filter(({ partOf }) => partOf === name);
  const order = columnOrder.get(name) ?? [];
  const rank = (column: CatalogueObject): number => order.indexOf(columnName(column));
  const columns = own.filter(({ kind }) => kind === 'column').sort((a, b) => rank(a) - rank(b));
  const keyNames = new Map<string, string>();
  for (const { name: given, body } of tableClauses(text)) {
    if (given === undefined) continue;
    const key = /^(?<kind>PRIMARY|FOREIGN)\s+KEY\s*\((?<columns>[^)]*)\)/iu.exec(body)?.groups;
    const columnsOfKey = (key?.['columns'] ?? '').split(',').map((part) => unquoted(part.trim()));
    if (key?.['kind']?.toUpperCase() === 'PRIMARY') keyNames.set('PRIMARY', given);
    else if (key !== undefined) keyNames.set(columnsOfKey.join(', '), given);
  }
  return {
    name,
    columns,
    constraints: own.filter(({ kind }) => kind === 'constraint'),
    isPlain: table.definition === '' && !UNSEEN.test(withoutStrings(text)),
    keyNames,
  };
}

function withoutStrings(sql: string): string {
  return sql.replace(/'(?:[^']|'')*'/gu, "''").replace(/--[^\n]*|\/\*[\s\S]*?\*\//gu, ' ');
}

function unquoted(name: string): string {
  return name.replace(
    /^(["`])(.*)\1$|^\[(.*)\]$/u,
    (_, __, quoted?: string, bracketed?: string) => quoted ?? bracketed ?? '',
  );
}

export function columnName({ name, partOf }: CatalogueObject): string {
  return name.slice((partOf ?? '').length + 1);
}

const SIZED: Readonly<Record<string, readonly [type: string, keys: readonly string[]]>> = {
  VARCHAR: ['String', ['length']],
  CHAR: ['CHAR', ['length']],
  NVARCHAR: ['NVARCHAR', ['length']],
  NUMERIC: ['Numeric', ['precision', 'scale']],
  DECIMAL: ['DECIMAL', ['precision', 'scale']],
};

const PLAIN: Readonly<Record<string, string>> = {
  VARCHAR: 'String',
  TEXT: 'Text',
  INTEGER: 'Integer',
  BIGINT: 'BigInteger',
  SMALLINT: 'SmallInteger',
  BOOLEAN: 'Boolean',
  DATE: 'Date',
  DATETIME: 'DateTime',
  TIME: 'Time',
  TIMESTAMP: 'TIMESTAMP',
  FLOAT: 'Float',
  REAL: 'REAL',
  NUMERIC: 'Numeric',
  BLOB: 'LargeBinary',
  JSON: 'JSON',
};

const COLUMN =
  /^(?<type>(?:(?!NOT NULL|DEFAULT |PRIMARY KEY |GENERATED).)*?) ?(?<required>NOT NULL)? ?(?:DEFAULT (?<preset>.+?))? ?(?:PRIMARY KEY (?<key>\d+))?$/su;

/** What the definition of a column says. */
export interface SqliteColumn {
  readonly type: string;
  readonly isRequired: boolean;
  readonly preset: string | undefined;
  /** Its place in the primary key, from 1 on; 0 outside of it. */
  readonly keyPosition: number;
}

export function readColumn({ definition }: CatalogueObject): SqliteColumn | undefined {
  const found = COLUMN.exec(definition)?.groups;
  if (found === undefined) return undefined;
  const { type, required, preset, key } = found;
  return { type: type ?? '', isRequired: required !== undefined, preset, keyPosition: Number(key ?? 0) };
}

export function typeSource(type: string, { sa }: Names): string | undefined {
  const found = /^(?<name>\w+)(?:\((?<sizes>\d+(?:\s*,\s*\d+)?)\))?$/u.exec(type)?.groups;
  const { name = '', sizes } = found ?? {};
  if (sizes === undefined) return PLAIN[name] === undefined ? undefined : `${sa}.${PLAIN[name]}()`;
  const [word, keys] = SIZED[name] ?? [];
  const given = sizes.split(',').map((size) => size.trim());
  if (word === undefined || keys === undefined || given.length > keys.length) return undefined;
  return `${sa}.${word}(${given.map((size, index) => `${keys[index] ?? ''}=${size}`).join(', ')})`;
}

const LITERAL =
  /^(?:[+-]?[\d.]+(?:e[+-]?\d+)?|x?'(?:[^']|'')*'|null|true|false|current_(?:time|date|timestamp))$/iu;

/** `sa.text(...)` of a default; an expression has to be in brackets. */
export function defaultSource(preset: string, { sa }: Names): string {
  const sql = LITERAL.test(preset) ? preset : `(${preset})`;
  return `${sa}.text(${pythonString(withEscapedColons(sql))})`;
}

/** `sa.Column(...)`, without the key that it belongs to. */
export function columnSource(column: CatalogueObject, names: Names): string | undefined {
  const found = readColumn(column);
  const type = found === undefined ? undefined : typeSource(found.type, names);
  if (found === undefined || type === undefined) return undefined;
  const parts = [pythonString(columnName(column)), type];
  if (found.preset !== undefined) parts.push(`server_default=${defaultSource(found.preset, names)}`);
  parts.push(`nullable=${found.isRequired ? 'False' : 'True'}`);
  return `${names.sa}.Column(${parts.join(', ')})`;
}

const FOREIGN_KEY =
  /^FOREIGN KEY \((?<columns>[^)]*)\) REFERENCES (?<table>.+?) \((?<keys>[^)]+)\)(?: ON DELETE (?<deletes>SET NULL|SET DEFAULT|CASCADE|RESTRICT))?(?: ON UPDATE (?<updates>SET NULL|SET DEFAULT|CASCADE|RESTRICT))?$/u;

/** What a constraint is: the call that makes it, as an argument of a table and inside a batch. */
export interface ConstraintSource {
  readonly inTable: string;
  /** Its name, with which a batch can drop it; undefined where the database has none. */
  readonly name: string | undefined;
  readonly inBatch: (name: string) => string;
  readonly type: 'foreignkey' | 'unique' | 'check';
}

export function constraintSource(
  constraint: CatalogueObject,
  table: SqliteTable,
  names: Names,
): ConstraintSource | undefined {
  const { sa } = names;
  const { definition } = constraint;
  const own = columnName(constraint);
  const foreign = FOREIGN_KEY.exec(definition)?.groups;
  if (foreign !== undefined) {
    const list = (text: string | undefined): readonly string[] => (text ?? '').split(', ');
    const [columns, keys] = [list(foreign['columns']), list(foreign['keys'])];
    const given = table.keyNames.get(columns.join(', '));
    const actions = [
      ...(foreign['deletes'] === undefined ? [] : [`ondelete=${pythonString(foreign['deletes'])}`]),
      ...(foreign['updates'] === undefined ? [] : [`onupdate=${pythonString(foreign['updates'])}`]),
    ];
    const referred = keys.map((key) => `${foreign['table'] ?? ''}.${key}`);
    const parts = [strings(columns), strings(referred), ...named(given), ...actions];
    return {
      inTable: `${sa}.ForeignKeyConstraint(${parts.join(', ')})`,
      name: given,
      inBatch: (name) =>
        `create_foreign_key(${[name, pythonString(foreign['table'] ?? ''), strings(columns), strings(keys), ...actions].join(', ')})`,
      type: 'foreignkey',
    };
  }
  const unique = /^UNIQUE \((?<columns>.+)\)$/u.exec(definition)?.groups;
  if (unique !== undefined) {
    const columns = (unique['columns'] ?? '').split(', ');
    const given = own === `unique (${columns.join(', ')})` ? undefined : own;
    const parts = [...columns.map(pythonString), ...named(given)];
    return {
      inTable: `${sa}.UniqueConstraint(${parts.join(', ')})`,
      name: given,
      inBatch: (name) => `create_unique_constraint(${name}, ${strings(columns)})`,
      type: 'unique',
    };
  }
  const condition = /^CHECK ?\((?<condition>.*)\)$/su.exec(definition)?.groups?.['condition'];
  if (condition === undefined) return undefined;
  const given = own === definition ? undefined : own;
  return {
    inTable: `${sa}.CheckConstraint(${[pythonString(condition), ...named(given)].join(', ')})`,
    name: given,
    inBatch: (name) => `create_check_constraint(${name}, ${pythonString(condition)})`,
    type: 'check',
  };
}

function named(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [`name=${pythonString(name)}`];
}

function strings(values: readonly string[]): string {
  return `[${values.map(pythonString).join(', ')}]`;
}

/** The columns, keys and constraints of a table as arguments; undefined where one cannot be written. */
export function tableItems(table: SqliteTable, names: Names): readonly string[] | undefined {
  if (!table.isPlain) return undefined;
  const keys = table.columns
    .flatMap((column) => {
      const position = readColumn(column)?.keyPosition ?? 0;
      return position === 0 ? [] : [{ position, name: columnName(column) }];
    })
    .sort((a, b) => a.position - b.position);
  const key = [...keys.map(({ name }) => pythonString(name)), ...named(table.keyNames.get('PRIMARY'))];
  const items = [
    ...table.columns.map((column) => columnSource(column, names)),
    ...(keys.length === 0 ? [] : [`${names.sa}.PrimaryKeyConstraint(${key.join(', ')})`]),
    ...table.constraints.map((constraint) => constraintSource(constraint, table, names)?.inTable),
  ];
  const written = items.flatMap((item) => item ?? []);
  return written.length === items.length ? written : undefined;
}
