// Inverses of SQL text that PostgreSQL's parser has read: what operations say too is undone as they are, renames are turned around.
import { noInverse, statements, type Inverse, type InverseContext } from './inverse';
import { leavesNothing, type Passing } from './passing';
import { writeString } from '../writing/literals';
import { sqlName } from '../../text/sqlName';
import type { Operation } from '../../operations/operation';
import { findEnum } from '../../schema/lookup';
import type { DropSql, ParsedSql, RenameSql } from '../../sqlText/parsedSql';
import { equalsOperations, sqlOperations } from '../../sqlText/sqlOperations';

/** The inverse of all statements of a text; undefined where the words of the text have to decide. */
export function invertParsed(
  parsed: readonly ParsedSql[] | undefined,
  context: InverseContext,
  passing: Passing,
  invert: (operation: Operation) => Inverse | undefined,
): Inverse | undefined {
  if (parsed === undefined || parsed.length === 0) return undefined;
  const lines: string[] = [];
  for (const sql of parsed.toReversed()) {
    const inverse = invertOne(sql, context, passing, invert);
    if (inverse === undefined || inverse.kind === 'none') return inverse;
    lines.push(...inverse.statements);
  }
  return statements(...lines);
}

function invertOne(
  sql: ParsedSql,
  context: InverseContext,
  passing: Passing,
  invert: (operation: Operation) => Inverse | undefined,
): Inverse | undefined {
  if (isPassing(sql, passing)) return statements();
  const turned = turnedAround(sql);
  if (turned !== undefined) return execute(turned, context);
  if (sql.kind === 'drop' && sql.object === 'type') return invertDropType(sql, context);
  const operations = equalsOperations(sql) ? sqlOperations(sql) : [];
  if (operations.length === 0) return undefined;
  const lines: string[] = [];
  for (const operation of operations.toReversed()) {
    const inverse = invert(operation);
    if (inverse === undefined) continue;
    if (inverse.kind === 'none') return inverse;
    lines.push(...inverse.statements);
  }
  return statements(...lines);
}

/** True for SQL text that leaves temporary tables behind, or rows alone. */
export function isPassingText(parsed: readonly ParsedSql[] | undefined, passing: Passing): boolean {
  return (
    parsed !== undefined &&
    parsed.length > 0 &&
    parsed.every((sql) => isPassing(sql, passing) || ['insert', 'update', 'delete'].includes(sql.kind))
  );
}

/** Temporary tables, and rows of what upgrade() itself makes or drops. */
function isPassing(sql: ParsedSql, passing: Passing): boolean {
  switch (sql.kind) {
    case 'createTable':
      return sql.isTemporary;
    case 'createIndex':
      return passing.isTemporary(sql.table);
    case 'drop':
      return sql.object === 'table' && sql.names.every((name) => passing.isTemporary(name));
    case 'select':
    case 'insert':
    case 'update':
    case 'delete':
      return leavesNothing(sql, passing);
    default:
      return false;
  }
}

/** Enum types of the history come back with their labels. One that nobody made was not there to be dropped. */
function invertDropType({ names, ifExists, cascade }: DropSql, context: InverseContext): Inverse {
  const { before } = context;
  const lines: string[] = [];
  for (const { name, schema } of names.toReversed()) {
    const known = findEnum(before, name, schema);
    if (known === undefined && ifExists && before.isComplete) continue;
    if (known === undefined || cascade)
      return noInverse(`the definition of type ${name} is not in the history`);
    const labels = known.labels.map((label) => `'${label.replaceAll("'", "''")}'`).join(', ');
    const inverse = execute(`CREATE TYPE ${place(schema)}${sqlName(name)} AS ENUM (${labels})`, context);
    if (inverse.kind === 'statements') lines.push(...inverse.statements);
  }
  return statements(...lines);
}

function execute(sql: string, { names }: InverseContext): Inverse {
  return statements(`${names.op}.execute(${writeString(sql)})`);
}

const RENAMED: Readonly<Partial<Record<RenameSql['object'], string>>> = {
  index: 'INDEX',
  sequence: 'SEQUENCE',
  view: 'VIEW',
  materializedView: 'MATERIALIZED VIEW',
  type: 'TYPE',
};

/** SQL that renames back. */
function turnedAround(sql: ParsedSql): string | undefined {
  if (sql.kind === 'alterEnum' && sql.oldLabel !== undefined) {
    const [from, to] = [sql.label, sql.oldLabel].map((label) => `'${label.replaceAll("'", "''")}'`);
    return `ALTER TYPE ${place(sql.name.schema)}${sqlName(sql.name.name)} RENAME VALUE ${from ?? ''} TO ${to ?? ''}`;
  }
  if (sql.kind !== 'rename') return undefined;
  const { object, name, part, newName } = sql;
  if (object === 'constraint' && part !== undefined) {
    const table = `${place(name.schema)}${sqlName(name.name)}`;
    return `ALTER TABLE ${table} RENAME CONSTRAINT ${sqlName(newName)} TO ${sqlName(part)}`;
  }
  const word = RENAMED[object];
  if (word === undefined || part !== undefined) return undefined;
  return `ALTER ${word} ${place(name.schema)}${sqlName(newName)} RENAME TO ${sqlName(name.name)}`;
}

function place(schema: string | undefined): string {
  return schema === undefined ? '' : `${sqlName(schema)}.`;
}
