// The simulated schema as SQL: types, tables with their indexes, then foreign keys, each in the order of names, so that two
// schemas can be compared line by line. What cannot be printed is named in a comment.
import type { ColumnDefinition, ConstraintDefinition } from '../operations/definition';
import type { Operation } from '../operations/operation';
import type {
  Schema,
  SchemaColumn,
  SchemaConstraint,
  SchemaObject as NamedObject,
  SchemaTable,
} from '../schema/schema';
import { renderSteps } from '../sql/renderSteps';
import type { RenderOptions } from '../sql/rendering';

/** One object of the schema with the statements that make it. `notes` say what is not known of it. */
export interface SchemaObject {
  readonly kind: 'enum' | 'table' | NamedObject['kind'];
  readonly name: string;
  readonly statements: readonly string[];
  /** Statements that need every table to be there: foreign keys, where they are added to a table. */
  readonly later: readonly string[];
  readonly notes: readonly string[];
}

/** What views need has to be there before them. */
const COMES_FIRST: ReadonlySet<NamedObject['kind']> = new Set(['schema', 'extension', 'sequence'] as const);

/** A view, sequence, schema or extension by the statement that made it. */
function describeNamed({ kind, name, schema, text }: NamedObject): SchemaObject {
  const statements = text === undefined ? [] : [`${text};`];
  const notes = text === undefined ? [`the ${kind} has another name than it was made with`] : [];
  const isFirst = COMES_FIRST.has(kind);
  const parts = { statements: isFirst ? statements : [], later: isFirst ? [] : statements };
  return { kind, name: qualified(schema, name), ...parts, notes };
}

/** The statements that make one table with all it has, foreign keys last; and what is not known of it. */
export function tableSql(table: SchemaTable, options: RenderOptions): Omit<SchemaObject, 'kind' | 'name'> {
  return describeTable(table, options);
}

/** Every object of a schema: schemas, extensions and sequences, then enums and tables by name, then views. */
export function describeSchema(schema: Schema, options: RenderOptions): readonly SchemaObject[] {
  const enums = [...schema.enums.values()].map((item): SchemaObject => {
    const labels = item.labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ');
    const name = qualified(item.schema, item.name);
    return {
      kind: 'enum',
      name,
      statements: [`CREATE TYPE ${name} AS ENUM (${labels});`],
      later: [],
      notes: [],
    };
  });
  const tables = [...schema.tables.values()].map((table) => describeTable(table, options));
  const named = [...schema.objects.values()];
  const first = named.filter(({ kind }) => COMES_FIRST.has(kind)).map(describeNamed);
  const views = named.filter(({ kind }) => !COMES_FIRST.has(kind)).map(describeNamed);
  return [...first, ...enums.sort(byName), ...tables.sort(byName), ...views];
}

function byName(a: SchemaObject, b: SchemaObject): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function describeTable(table: SchemaTable, options: RenderOptions): SchemaObject {
  const statements: string[] = [];
  const later: string[] = [];
  const notes = table.isComplete ? [] : ['not every change of this table in the history is known'];
  for (const operation of operationsOf(table, options.dialect)) {
    // Types exist already: a fresh memory for each would print them again.
    const rendered = renderSteps([{ kind: 'operation', operation, span: operation.span }], options);
    const target = operation.kind === 'createConstraint' ? later : statements;
    target.push(
      ...rendered.statements.filter(({ source }) => source !== 'createType').map(({ text }) => text),
    );
    notes.push(...rendered.unresolved.map(({ reason }) => reason));
    if (rendered.error !== undefined) notes.push(rendered.error.message);
  }
  return { kind: 'table', name: qualified(table.schema, table.name), statements, later, notes };
}

function* operationsOf(table: SchemaTable, dialect: RenderOptions['dialect']): Generator<Operation> {
  const span = { start: 0, end: 0 };
  const name = { name: table.name, schema: table.schema };
  // SQLite has no ALTER TABLE for them, and takes a reference to a table that is made later.
  const isLater = ({ definition }: SchemaConstraint): boolean =>
    dialect !== 'sqlite' && definition.kind === 'foreignKey';
  yield {
    kind: 'createTable',
    table: name,
    items: [
      ...table.columns.map(asColumn),
      ...table.constraints.filter((constraint) => !isLater(constraint)).map(asConstraint),
    ],
    ifNotExists: false,
    comment: table.comment,
    prefixes: [],
    options: {},
    span,
  };
  for (const constraint of table.constraints.filter(isLater)) {
    yield { kind: 'createConstraint', table: name, constraint: asConstraint(constraint), span };
  }
  for (const { name: text, definition } of [...table.indexes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    // How it was built is not a property of the index.
    const options = Object.fromEntries(
      Object.entries(definition.options).filter(([key]) => key !== 'postgresql_concurrently'),
    );
    const index = { ...definition, options, name: { text, isFinal: true } };
    yield { kind: 'createIndex', table: name, index, ifNotExists: false, span };
  }
}

/** The column as it stands; its constraints and indexes are objects of the table. */
function asColumn(column: SchemaColumn): ColumnDefinition {
  return {
    ...column.definition,
    type: column.type,
    nullable: column.nullable,
    serverDefault: column.serverDefault,
    comment: column.comment,
    primaryKey: false,
    unique: undefined,
    index: undefined,
    constraints: [],
  };
}

function asConstraint({ name, definition, columns }: SchemaConstraint): ConstraintDefinition {
  const written = name === undefined ? definition.name : { text: name, isFinal: true };
  return definition.kind === 'check' || definition.kind === 'exclude'
    ? { ...definition, name: written }
    : { ...definition, name: written, columns };
}

function qualified(schema: string | undefined, name: string): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
