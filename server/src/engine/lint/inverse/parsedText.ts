// Inverses of SQL text that PostgreSQL's parser has read: what operations say too is undone as they are, renames are turned around.
import { noInverse, statements, type Inverse } from './inverse';
import { writeString } from '../writing/literals';
import type { ModuleNames } from '../writing/names';
import { sqlName } from '../writing/statements';
import type { Operation } from '../../operations/operation';
import type { ParsedSql, RenameSql } from '../../sqlText/parsedSql';
import { sqlOperations } from '../../sqlText/sqlOperations';

/** The inverse of one statement; undefined where its words have to decide. */
export function invertParsed(
  parsed: readonly ParsedSql[] | undefined,
  names: ModuleNames,
  invert: (operation: Operation) => Inverse | undefined,
): Inverse | undefined {
  const [only] = parsed ?? [];
  if (only === undefined || parsed?.length !== 1) return undefined;
  const sql = turnedAround(only);
  if (sql !== undefined) return statements(`${names.op}.execute(${writeString(sql)})`);
  const operations = isWhole(only) ? sqlOperations(only) : [];
  if (operations.length === 0) return undefined;
  const lines: string[] = [];
  for (const operation of operations.toReversed()) {
    const inverse = invert(operation);
    if (inverse === undefined) continue;
    if (inverse.kind === 'none') return noInverse(inverse.reason);
    lines.push(...inverse.statements);
  }
  return statements(...lines);
}

/** True where the operations are all that the statement does. */
function isWhole(sql: ParsedSql): boolean {
  switch (sql.kind) {
    case 'alterTable':
      return sqlOperations(sql).length === sql.actions.length;
    case 'drop':
      return !sql.cascade && sqlOperations(sql).length === sql.names.length;
    case 'createTable':
      return sql.isWhole && !sql.isTemporary;
    default:
      return true;
  }
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
