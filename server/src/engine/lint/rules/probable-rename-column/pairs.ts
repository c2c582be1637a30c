// Which dropped and added columns of one function belong together. Only pairs that cannot be matched otherwise count.
import type { FunctionAnalysis } from '../../rule';
import type { AddColumn, DropColumn, Operation } from '../../../operations/operation';
import type { SqlType } from '../../../operations/sqlType';
import type { SqlStatement } from '../../../operations/expression';
import { findTable } from '../../../schema/lookup';
import type { Schema } from '../../../schema/schema';

export interface RenamePair {
  readonly dropped: DropColumn;
  readonly added: AddColumn;
}

interface TableChanges {
  readonly dropped: DropColumn[];
  readonly added: AddColumn[];
}

/**
 * Pairs per table: exactly one column dropped and one added, of one type family. Silent when SQL of the
 * function mentions the table, because it may move the data, and when the table is made in the same function.
 */
export function findPairs(analysis: FunctionAnalysis): readonly RenamePair[] {
  const tables = new Map<string, TableChanges>();
  const made = new Set<string>();
  const sql: SqlStatement[] = [];
  let before: Schema | undefined;
  for (const { step, before: schema } of analysis.steps) {
    before ??= schema;
    if (step.kind === 'opaque') return [];
    if (step.kind === 'statement') sql.push(step.statement);
    if (step.kind !== 'operation') continue;
    for (const operation of flatten(step.operation)) {
      if (operation.kind === 'createTable') made.add(keyOf(operation.table));
      if (operation.kind === 'renameTable') return [];
      if (operation.kind !== 'dropColumn' && operation.kind !== 'addColumn') continue;
      const changes = tables.get(keyOf(operation.table)) ?? { dropped: [], added: [] };
      tables.set(keyOf(operation.table), changes);
      if (operation.kind === 'dropColumn') changes.dropped.push(operation);
      else changes.added.push(operation);
    }
  }
  const pairs: RenamePair[] = [];
  for (const [key, { dropped, added }] of tables) {
    const [drop] = dropped;
    const [add] = added;
    if (drop === undefined || add === undefined || dropped.length > 1 || added.length > 1) continue;
    if (made.has(key) || drop.column === add.column.name || isGenerated(add)) continue;
    const old = before === undefined ? undefined : typeOf(before, drop);
    if (old === undefined || !sameFamily(old, add.column.type)) continue;
    if (!sql.some((statement) => mentions(statement, drop.table.name)))
      pairs.push({ dropped: drop, added: add });
  }
  return pairs;
}

function mentions(statement: SqlStatement, table: string): boolean {
  switch (statement.kind) {
    case 'textStatement':
      return statement.text.text.toLowerCase().includes(table.toLowerCase());
    case 'ddlText':
      return statement.text.toLowerCase().includes(table.toLowerCase());
    case 'insert':
    case 'update':
    case 'delete':
      return statement.table.name === table;
    default:
      return false;
  }
}

function flatten(operation: Operation): readonly Operation[] {
  if (operation.kind !== 'batchAlterTable') return [operation];
  return operation.steps.flatMap((step) => (step.kind === 'operation' ? [step.operation] : []));
}

function keyOf(table: { readonly name: string; readonly schema: string | undefined }): string {
  return `${table.schema ?? ''}.${table.name}`;
}

/** A column the database fills by itself never took over another one's values. */
function isGenerated(operation: AddColumn): boolean {
  const kind = operation.column.serverDefault?.kind;
  return kind === 'computed' || kind === 'identity';
}

function typeOf(schema: Schema, drop: DropColumn): SqlType | undefined {
  const table = findTable(schema, drop.table.name, drop.table.schema);
  return table?.columns.find((column) => column.name === drop.column)?.type;
}

const FAMILIES: readonly ReadonlySet<string>[] = [
  new Set([
    'string',
    'varchar',
    'unicode',
    'text',
    'unicodetext',
    'char',
    'nchar',
    'nvarchar',
    'citext',
    'autostring',
  ]),
  new Set(['integer', 'biginteger', 'smallinteger', 'bigint', 'smallint', 'int']),
  new Set(['numeric', 'decimal', 'float', 'double', 'double_precision', 'real']),
  new Set(['datetime', 'timestamp']),
  new Set(['json', 'jsonb']),
  new Set(['uuid', 'guid']),
  new Set(['largebinary', 'bytea', 'blob']),
];

/** Same class, or classes that hold the same kind of value; enums only when they have the same name. */
function sameFamily(a: SqlType, b: SqlType | undefined): boolean {
  if (b === undefined) return false;
  if (a.kind === 'unknownType' || b.kind === 'unknownType') {
    return a.kind === b.kind && a.name === b.name;
  }
  const left = a.name.toLowerCase();
  const right = b.name.toLowerCase();
  if (left === 'enum' || right === 'enum') {
    return left === right && a.arguments['name'] === b.arguments['name'];
  }
  return left === right || FAMILIES.some((family) => family.has(left) && family.has(right));
}
