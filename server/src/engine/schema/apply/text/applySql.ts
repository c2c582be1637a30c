// What one parsed SQL statement does to the schema.
import type { Operation } from '../../../operations/operation';
import { sqlOperations } from '../../../sqlText/sqlOperations';
import type { OtherSql, ParsedSql } from '../../../sqlText/parsedSql';
import { applied, incomplete, type Applied, type ApplyContext } from '../../change';
import { findEnum } from '../../lookup';
import type { Schema } from '../../schema';
import { applyAlterTable } from './alterTable';
import { applySqlCreateIndex, applySqlCreateTable } from './create';
import { applyDrop } from './drop';
import { applyAlterEnum, applyCreateEnum } from './enums';
import { applyCreateObject } from './objects';
import { guardedEnum } from './guardedEnum';
import { applyRename, applySetSchema } from './rename';

/** Applies an operation that a statement equals. */
export type ApplyOperation = (schema: Schema, operation: Operation) => Applied;

/** Statements that may make or drop tables without naming them. */
const REACHES_FAR: ReadonlySet<OtherSql['node']> = new Set(['DropOwnedStmt', 'ImportForeignSchemaStmt']);

/** Functions that move the search path or make columns and tables. */
const FAR_REACHING_CALL = /\b(?:set_config|addgeometrycolumn|dropgeometrycolumn|dropgeometrytable)\s*\(/i;

/** Words without which code cannot change the schema. */
const CHANGES_SCHEMA = /\b(?:create|alter|drop|rename|execute|call|perform|into|import)\b/i;

/** Statements that mean the same in SQLite, where PostgreSQL's parser accepts them. */
const COMMON: ReadonlySet<ParsedSql['kind']> = new Set<ParsedSql['kind']>([
  ...(['createTable', 'alterTable', 'createIndex', 'drop', 'rename'] as const),
  ...(['select', 'insert', 'update', 'delete'] as const),
]);

/** The schema after the statement; undefined when the dialect may mean something else by it. */
export function applySql(
  schema: Schema,
  statement: ParsedSql,
  context: ApplyContext,
  apply: ApplyOperation,
): Applied | undefined {
  if (context.dialect !== 'postgresql' && !COMMON.has(statement.kind)) return undefined;
  switch (statement.kind) {
    case 'createTable':
      return applySqlCreateTable(schema, statement, context, apply);
    case 'alterTable':
      return applyAlterTable(schema, statement, context, apply);
    case 'createIndex':
      return applySqlCreateIndex(schema, statement, context, apply);
    case 'drop':
      return applyDrop(schema, statement, apply);
    case 'rename':
      return applyRename(schema, statement, apply);
    case 'setSchema':
      return applySetSchema(schema, statement);
    case 'createEnum':
      return applyCreateEnum(schema, statement, context);
    case 'alterEnum':
      return applyAlterEnum(schema, statement);
    case 'createObject':
      return applyCreateObject(schema, statement, context);
    case 'comment':
      return sqlOperations(statement).reduce(
        (result, operation) => apply(result.schema, operation),
        applied(schema),
      );
    case 'select':
      if (statement.into) {
        const { into, span, text } = statement;
        const made = { span, text, ifNotExists: false, isTemporary: false, items: [], isWhole: false };
        return applySqlCreateTable(schema, { ...made, kind: 'createTable', table: into }, context, apply);
      }
      return applied(FAR_REACHING_CALL.test(statement.text) ? incomplete(schema) : schema);
    case 'set':
      return applied(/^(?:search_path|schema)$/i.test(statement.name) ? incomplete(schema) : schema);
    case 'code': {
      const made = guardedEnum(statement);
      if (made && schema.isComplete) {
        const isThere = findEnum(schema, made.name.name, made.name.schema) !== undefined;
        return isThere ? applied(schema) : applyCreateEnum(schema, made, context);
      }
      return applied(CHANGES_SCHEMA.test(statement.code ?? 'call') ? incomplete(schema) : schema);
    }
    case 'other':
      return applied(REACHES_FAR.has(statement.node) ? incomplete(schema) : schema);
    case 'insert':
    case 'update':
    case 'delete':
    case 'merge':
    case 'copy':
    case 'truncate':
    case 'transaction':
    case 'maintenance':
      return applied(schema);
  }
}
