// From catalogue objects back to SQL: statements that make one, drop one, or change one into another. What cannot be said
// for sure is undefined.
import { unquoted, type Catalogue, type CatalogueObject } from './catalogue';

/** Statements in order, or why there are none. */
export type ObjectSql = { readonly statements: readonly string[] } | { readonly problem: string };

/** Statements that make an object of this catalogue, a table with all that belongs to it but its foreign keys. */
export function createSql(object: CatalogueObject, catalogue: Catalogue): ObjectSql {
  const { kind, name, partOf, definition } = object;
  const own = partOf === undefined ? name : name.slice(partOf.length + 1);
  switch (kind) {
    case 'table':
      return definition === '' ? createTable(object, catalogue) : unknown(object);
    case 'column':
      return made(`ALTER TABLE ${partOf ?? ''} ADD COLUMN ${own} ${definition}`);
    case 'constraint':
      return made(`ALTER TABLE ${partOf ?? ''} ADD CONSTRAINT ${own} ${definition}`);
    case 'index':
      return definition.endsWith(' (invalid)') ? unknown(object) : made(definition);
    case 'trigger':
      return definition.endsWith(')') && definition.includes(' (enabled: ')
        ? unknown(object)
        : made(definition);
    case 'rule':
      return made(definition.replace(/;$/u, ''));
    case 'view':
    case 'materialized view':
      if (/^with /u.test(definition)) return unknown(object);
      return made(`CREATE ${kind.toUpperCase()} ${name} AS ${definition.trim().replace(/;$/u, '')}`);
    case 'function':
    case 'procedure':
      return made(definition.trim());
    case 'enum':
      return made(`CREATE TYPE ${name} AS ENUM (${definition})`);
    case 'schema':
      return made(`CREATE SCHEMA ${name}`);
    case 'extension':
      return made(`CREATE EXTENSION ${name} ${definition.replace(/^schema /u, 'SCHEMA ')}`);
    case 'sequence':
      return createSequence(object);
    case 'comment':
      return commentSql(name, quoted(definition)) ?? unknown(object);
    default:
      return unknown(object);
  }
}

/** Statements that drop it, and nothing that stands on it. */
export function dropSql(object: CatalogueObject): ObjectSql {
  const { kind, name, partOf } = object;
  const own = partOf === undefined ? name : name.slice(partOf.length + 1);
  switch (kind) {
    case 'column':
    case 'constraint':
      return made(`ALTER TABLE ${partOf ?? ''} DROP ${kind.toUpperCase()} ${own}`);
    case 'trigger':
    case 'rule':
    case 'policy':
      return made(`DROP ${kind.toUpperCase()} ${own} ON ${partOf ?? ''}`);
    case 'enum':
      return made(`DROP TYPE ${name}`);
    case 'comment':
      return commentSql(name, 'NULL') ?? unknown(object);
    case 'table':
    case 'index':
    case 'view':
    case 'materialized view':
    case 'function':
    case 'procedure':
    case 'schema':
    case 'extension':
    case 'sequence':
      return made(`DROP ${kind.toUpperCase()} ${name}`);
    default:
      return unknown(object);
  }
}

/** Statements that turn one definition of an object into another. */
export function alterSql(before: CatalogueObject, after: CatalogueObject, catalogue: Catalogue): ObjectSql {
  switch (after.kind) {
    case 'column':
      return alterColumn(before, after);
    case 'function':
    case 'procedure':
    case 'comment':
      return createSql(after, catalogue);
    case 'constraint':
    case 'index':
    case 'view':
    case 'materialized view':
    case 'trigger':
    case 'rule': {
      const [drop, create] = [dropSql(before), createSql(after, catalogue)];
      if ('problem' in drop) return drop;
      if ('problem' in create) return create;
      return { statements: [...drop.statements, ...create.statements] };
    }
    default:
      return unknown(after);
  }
}

function createTable(table: CatalogueObject, { objects, columnOrder }: Catalogue): ObjectSql {
  const parts = objects.filter(({ partOf }) => partOf === table.name);
  const columns = parts.filter(({ kind }) => kind === 'column');
  const order = columnOrder.get(table.name) ?? [];
  const rank = ({ name }: CatalogueObject): number =>
    order.indexOf(unquoted(name.slice(table.name.length + 1)));
  const serials = new Map(columns.map((column) => [column.name, serialOf(column, parts)]));
  const lines = [
    ...[...columns]
      .sort((a, b) => rank(a) - rank(b))
      .map(({ name, definition }) => {
        const serial = serials.get(name);
        const words = serial === undefined ? definition : `${serial.word} NOT NULL`;
        return `${name.slice(table.name.length + 1)} ${words}`;
      }),
    ...parts
      .filter(({ kind, definition }) => kind === 'constraint' && !isForeignKey(definition))
      .map(({ name, definition }) => `CONSTRAINT ${name.slice(table.name.length + 1)} ${definition}`),
  ];
  const implied = new Set([...serials.values()].map((serial) => serial?.sequence));
  const sequences = parts.filter((part) => part.kind === 'sequence' && !implied.has(part));
  const statements = [
    ...sequences.flatMap((sequence) => statementsOf(createSequence(sequence)).slice(0, 1)),
    `CREATE TABLE ${table.name} (\n    ${lines.join(',\n    ')}\n)`,
    ...sequences.flatMap((sequence) => statementsOf(createSequence(sequence)).slice(1)),
  ];
  for (const part of parts) {
    if (['column', 'constraint', 'sequence'].includes(part.kind)) continue;
    const more = createSql(part, { objects, columnOrder });
    if ('problem' in more) return more;
    statements.push(...more.statements);
  }
  return { statements };
}

const SERIALS: Readonly<Record<string, readonly [word: string, maximum: string]>> = {
  smallint: ['smallserial', '32767'],
  integer: ['serial', '2147483647'],
  bigint: ['bigserial', '9223372036854775807'],
};

/** The short word for a column whose sequence is the one that this word makes. */
function serialOf(
  { name, definition }: CatalogueObject,
  parts: readonly CatalogueObject[],
): { readonly word: string; readonly sequence: CatalogueObject } | undefined {
  const type = definition.slice(0, definition.indexOf(' '));
  const [word, maximum] = SERIALS[type] ?? [];
  const sequence = parts.find(
    ({ kind, definition: text }) => kind === 'sequence' && text.endsWith(` owned by ${name}`),
  );
  if (word === undefined || maximum === undefined || sequence === undefined) return undefined;
  const isPlain =
    sequence.definition === `${type} start 1 increment 1 min 1 max ${maximum} cache 1 owned by ${name}`;
  const [schema, table, column] = name.split('.');
  const isNamedSo = sequence.name === `${schema ?? ''}.${table ?? ''}_${column ?? ''}_seq`;
  const isFilled = definition === `${type} NOT NULL DEFAULT nextval('${sequence.name}'::regclass)`;
  return isPlain && isNamedSo && isFilled ? { word, sequence } : undefined;
}

/** True for a definition that refers to another table, which has to be there first. */
export function isForeignKey(definition: string): boolean {
  return definition.startsWith('FOREIGN KEY ');
}

const SEQUENCE =
  /^(?<type>\w+) start (?<start>-?\d+) increment (?<step>-?\d+) min (?<min>-?\d+) max (?<max>-?\d+) cache (?<cache>\d+)(?<cycle> cycle)?(?: owned by (?<owner>.+))?$/u;

/** The sequence, then who owns it: the column may have to be made in between. */
function createSequence(object: CatalogueObject): ObjectSql {
  const found = SEQUENCE.exec(object.definition)?.groups;
  if (found === undefined) return unknown(object);
  const { type, start, step, min, max, cache, cycle, owner } = found;
  const sql = `CREATE SEQUENCE ${object.name} AS ${type ?? ''} INCREMENT BY ${step ?? ''} MINVALUE ${min ?? ''} MAXVALUE ${max ?? ''} START WITH ${start ?? ''} CACHE ${cache ?? ''}${cycle === undefined ? '' : ' CYCLE'}`;
  return {
    statements: owner === undefined ? [sql] : [sql, `ALTER SEQUENCE ${object.name} OWNED BY ${owner}`],
  };
}

const COLUMN =
  /^(?<type>.+?)(?<collation> COLLATE (?:"[^"]+"|\w+))?(?<required> NOT NULL)?(?: DEFAULT (?<fallback>.+))?$/su;

function alterColumn(before: CatalogueObject, after: CatalogueObject): ObjectSql {
  const [old, now] = [before, after].map(({ definition }) =>
    definition.includes(' GENERATED ') ? undefined : COLUMN.exec(definition)?.groups,
  );
  if (old === undefined || now === undefined) return unknown(after);
  const table = `ALTER TABLE ${after.partOf ?? ''} ALTER COLUMN ${after.name.slice((after.partOf ?? '').length + 1)}`;
  const type = `${now['type'] ?? ''}${now['collation'] ?? ''}`;
  const isRetyped = type !== `${old['type'] ?? ''}${old['collation'] ?? ''}`;
  const isRefilled = now['fallback'] !== old['fallback'];
  const statements = [
    ...(old['fallback'] !== undefined && (isRetyped || (isRefilled && now['fallback'] === undefined))
      ? [`${table} DROP DEFAULT`]
      : []),
    ...(isRetyped ? [`${table} TYPE ${type}${conversion(after, now['type'] ?? '')}`] : []),
    ...(now['fallback'] !== undefined && (isRefilled || isRetyped)
      ? [`${table} SET DEFAULT ${now['fallback']}`]
      : []),
    ...(now['required'] === old['required']
      ? []
      : [`${table} ${now['required'] === undefined ? 'DROP' : 'SET'} NOT NULL`]),
  ];
  return { statements };
}

/** A cast that is written cuts text to its length without a word; what needs none to get shorter goes without. */
function conversion({ name, partOf }: CatalogueObject, type: string): string {
  const column = name.slice((partOf ?? '').length + 1);
  return /^(?:character|bit|name\b|"char")/u.test(type) ? '' : ` USING ${column}::${type}`;
}

/** `table public.a`, `table column public.a.b` and so on, as pg_identify_object names them. */
function commentSql(name: string, text: string): ObjectSql | undefined {
  const found =
    /^(?<kind>table column|table|index|view|materialized view|sequence|type|schema) (?<object>.+)$/u.exec(
      name,
    )?.groups;
  if (found === undefined) return undefined;
  const kind = found['kind'] === 'table column' ? 'COLUMN' : (found['kind'] ?? '').toUpperCase();
  return made(`COMMENT ON ${kind} ${found['object'] ?? ''} IS ${text}`);
}

function made(sql: string): ObjectSql {
  return { statements: [sql] };
}

function statementsOf(sql: ObjectSql): readonly string[] {
  return 'problem' in sql ? [] : sql.statements;
}

function unknown({ kind, name, definition }: CatalogueObject): ObjectSql {
  return { problem: `${kind} ${name}${definition === '' ? '' : ` (${definition.split('\n')[0] ?? ''})`}` };
}

function quoted(text: string): string {
  const literal = `'${text.replaceAll("'", "''")}'`;
  return text.includes('\\') ? `E${literal.replaceAll('\\', '\\\\')}` : literal;
}
