// Which tables and columns the project's models declare, read from the text of a module: declarative classes, SQLModel and Table().
import { parseModule } from '../python/parse';
import { descendants, dottedName, keywordArgument } from '../python/find';
import type { Call, ClassDefinition, Expression, Statement } from '../python/syntax';
import type { ProjectSource } from '../projectSources';

/** A table that a module maps, with the columns that are written in its own body. */
export interface MappedTable {
  readonly table: string;
  readonly schema: string | undefined;
  readonly columns: ReadonlySet<string>;
  /** Names of the attributes of a class by which code knows the columns, with the columns' own names. */
  readonly attributes: ReadonlyMap<string, string>;
  /** The class, or the word Table. */
  readonly by: string;
}

const CACHE = new WeakMap<ProjectSource, readonly MappedTable[]>();
const COLUMN = /(?:^|\.)(?:Column|mapped_column)$/;

/** The tables of one module; columns of base classes and mixins are left out. */
export function mappedTables(module: ProjectSource): readonly MappedTable[] {
  const known = CACHE.get(module);
  if (known !== undefined) return known;
  const found = /__tablename__|\bTable\(|table=True/.test(module.source) ? read(module.source) : [];
  CACHE.set(module, found);
  return found;
}

function read(source: string): readonly MappedTable[] {
  const found: MappedTable[] = [];
  for (const node of descendants(parseModule(source))) {
    const mapped = node.kind === 'class' ? ofClass(node) : node.kind === 'call' ? ofTable(node) : undefined;
    if (mapped !== undefined) found.push(mapped);
  }
  return found;
}

/** The table of a class; undefined where it maps none, or one whose schema cannot be read. */
export function ofClass({ name, body, arguments: bases }: ClassDefinition): MappedTable | undefined {
  const named = body.flatMap((statement) => assigned(statement, '__tablename__')).at(-1);
  const isSqlModel = bases.some(
    (one) => one.name === 'table' && one.value.kind === 'constant' && one.value.value === true,
  );
  const table = named === undefined ? (isSqlModel ? name.toLowerCase() : undefined) : textOf(named);
  if (table === undefined) return undefined;
  const schema = schemaOf(body.flatMap((statement) => assigned(statement, '__table_args__')).at(-1));
  const attributes = new Map(body.flatMap((statement) => columnOf(statement, isSqlModel)));
  const columns = new Set(attributes.values());
  return schema === null ? undefined : { table, schema, columns, attributes, by: name };
}

function ofTable(call: Call): MappedTable | undefined {
  if (!/(?:^|\.)Table$/.test(dottedName(call.function) ?? '')) return undefined;
  const [first] = call.arguments;
  const table = first === undefined ? undefined : textOf(first.value);
  const schema = keywordArgument(call, 'schema')?.value;
  const written = schema === undefined ? undefined : textOf(schema);
  if (table === undefined || (schema !== undefined && written === undefined)) return undefined;
  const columns = call.arguments.flatMap(({ value }) => {
    const name = value.kind === 'call' && isColumn(value) ? value.arguments[0]?.value : undefined;
    return name === undefined ? [] : (textOf(name) ?? []);
  });
  return { table, schema: written, columns: new Set(columns), attributes: new Map(), by: 'Table' };
}

/** The schema that `__table_args__` names; null when it cannot be read. */
function schemaOf(value: Expression | undefined): string | undefined | null {
  if (value === undefined) return undefined;
  for (const node of descendants(value)) {
    if (node.kind !== 'dict') continue;
    for (const entry of node.entries) {
      if (entry.key === undefined) return null;
      if (textOf(entry.key) === 'schema') return textOf(entry.value) ?? null;
    }
  }
  return value.kind === 'tuple' || value.kind === 'dict' ? undefined : null;
}

function assigned(statement: Statement, name: string): readonly Expression[] {
  const target =
    statement.kind === 'assign'
      ? statement.targets[0]
      : statement.kind === 'annotatedAssign'
        ? statement.target
        : undefined;
  const value =
    statement.kind === 'assign' || statement.kind === 'annotatedAssign' ? statement.value : undefined;
  return target?.kind === 'name' && target.name === name && value !== undefined ? [value] : [];
}

/** The attribute and the column that a line of a class declares: its written name, else that of the attribute. */
function columnOf(
  statement: Statement,
  isSqlModel: boolean,
): readonly (readonly [attribute: string, column: string])[] {
  if (statement.kind !== 'assign' && statement.kind !== 'annotatedAssign') return [];
  const target = statement.kind === 'assign' ? statement.targets[0] : statement.target;
  const { value } = statement;
  if (target?.kind !== 'name' || value?.kind !== 'call') return [];
  const { name } = target;
  if (isSqlModel && dottedName(value.function) === 'Field')
    return keywordArgument(value, 'sa_column') === undefined ? [[name, name]] : [];
  if (!isColumn(value)) return [];
  const first = value.arguments[0];
  const written = first?.form === 'positional' ? textOf(first.value) : undefined;
  return [[name, written ?? name]];
}

function isColumn(call: Call): boolean {
  return COLUMN.test(dottedName(call.function) ?? '');
}

function textOf(expression: Expression): string | undefined {
  return expression.kind === 'string' ? expression.value : undefined;
}
