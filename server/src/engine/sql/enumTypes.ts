// CREATE TYPE and DROP TYPE of PostgreSQL enums, and the memory that keeps a run from creating one twice.
import type { CreateType } from '../operations/operation';
import { madeType } from '../operations/enumType';
import { isFlagSet, type KnownType, type SqlType } from '../operations/sqlType';
import type { Compilation } from './compilation';
import { stringLiteral } from './literals';
import { UnknownText } from './signals';
import type { TableModel } from '../schema/tableModel';
import { argumentText, enumLabels } from './types/family';
import { namedType } from './types/postgresqlPrinters';

/** The native enum a column of this type uses; stops at what may be one, whose CREATE TYPE would be missing. */
function nativeEnum(type: SqlType): KnownType | undefined {
  const made = madeType(type);
  if (made?.kind === 'domain') throw new UnknownText('CREATE DOMAIN is not rendered', made.type.span);
  if (made?.kind === 'unknown')
    throw new UnknownText(`the type ${made.type.name} is not known: ${made.type.reason}`, made.type.span);
  return made?.type;
}

function createTypeText(compilation: Compilation, type: KnownType): string {
  const name = namedType(compilation, 'ENUM', argumentText(type, 'name'), argumentText(type, 'schema'));
  const labels = enumLabels(type).map((label) => stringLiteral(compilation, label));
  return `CREATE TYPE ${name} AS ENUM (${labels.join(', ')})`;
}

/** CREATE TYPE statements that a create_table fires before its table; each type once in a run. */
export function* createTypesFor(compilation: Compilation, table: TableModel): Generator<string> {
  if (!compilation.dialect.hasNativeEnum) return;
  for (const column of table.columns) {
    const type = column.type && nativeEnum(column.type);
    if (!type) continue;
    // A type that carries a MetaData is created by that MetaData, and only then.
    if (type.arguments.metadata !== undefined && type.arguments.metadata !== null) continue;
    if (!isFlagSet(type, 'create_type', true)) continue;
    const key = `${argumentText(type, 'schema') ?? ''}\n${argumentText(type, 'name') ?? ''}`;
    if (compilation.createdTypes.has(key)) continue;
    compilation.createdTypes.add(key);
    yield createTypeText(compilation, type);
  }
}

/** The statement run only when the type is there, or is not: SQLAlchemy's own question to the catalogue, in one statement. */
function checkedFirst(
  compilation: Compilation,
  operation: CreateType,
  type: KnownType,
  text: string,
): string {
  const name = argumentText(type, 'name') ?? '';
  const schema = argumentText(type, 'schema');
  const place =
    schema === undefined
      ? "pg_catalog.pg_type_is_visible(t.oid) AND n.nspname <> 'pg_catalog'"
      : `n.nspname = ${stringLiteral(compilation, schema)}`;
  const question =
    'SELECT 1 FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace ' +
    `WHERE t.typname = ${stringLiteral(compilation, name)} AND ${place}`;
  const condition = operation.kind === 'createType' ? 'NOT EXISTS' : 'EXISTS';
  if (text.includes('$checkfirst$'))
    throw new UnknownText('the type cannot be checked first', operation.span);
  return `DO $checkfirst$ BEGIN IF ${condition} (${question}) THEN ${text}; END IF; END $checkfirst$`;
}

/**
 * `Enum.create(bind)` and `.drop(bind)`: printed every time, whatever was printed before; nothing without native enums.
 * Online, checkfirst becomes part of the statement.
 */
export function* explicitType(compilation: Compilation, operation: CreateType): Generator<string> {
  if (!compilation.dialect.hasNativeEnum) return;
  const type = nativeEnum(operation.type);
  if (!type) return;
  const name = namedType(compilation, 'ENUM', argumentText(type, 'name'), argumentText(type, 'schema'));
  const text = operation.kind === 'createType' ? createTypeText(compilation, type) : `DROP TYPE ${name}`;
  const isChecked = compilation.options.mode === 'online' && operation.checkFirst !== false;
  yield isChecked ? checkedFirst(compilation, operation, type, text) : text;
}
