// The Alembic operations that a SQL statement equals, so that the schema and rules treat both ways of writing alike.
import type { Operation, TableName } from '../operations/operation';
import type { AlterAction, AlterTableSql, DropSql, ParsedSql, RenameSql, SqlName } from './parsedSql';

const plain = ({ name, schema }: SqlName): TableName => ({ name, schema });

function alterColumn(
  table: TableName,
  column: string,
  span: AlterAction['span'],
  changes: Partial<Extract<Operation, { kind: 'alterColumn' }>>,
): Operation {
  return {
    kind: 'alterColumn',
    table,
    column,
    nullable: undefined,
    comment: { given: false },
    serverDefault: { given: false },
    newName: undefined,
    type: undefined,
    existingType: undefined,
    existingServerDefault: { given: false },
    existingNullable: undefined,
    existingComment: undefined,
    options: {},
    insertBefore: undefined,
    insertAfter: undefined,
    span,
    ...changes,
  };
}

function actionOperation(table: TableName, action: AlterAction): Operation | undefined {
  const { span } = action;
  switch (action.kind) {
    case 'addColumn': {
      const { column, ifNotExists } = action;
      const places = { insertBefore: undefined, insertAfter: undefined };
      const inline = { inlineReferences: true, inlinePrimaryKey: column.primaryKey };
      return { kind: 'addColumn', table, column, ifNotExists, ...inline, ...places, span };
    }
    case 'dropColumn':
      return {
        kind: 'dropColumn',
        table,
        column: action.column,
        ifExists: action.ifExists,
        options: {},
        span,
      };
    case 'setType': {
      const options = action.using === undefined ? {} : { postgresql_using: action.using };
      return alterColumn(table, action.column, span, { type: action.type, options });
    }
    case 'setNotNull':
    case 'dropNotNull':
      return alterColumn(table, action.column, span, { nullable: action.kind === 'dropNotNull' });
    case 'setDefault':
      return alterColumn(table, action.column, span, {
        serverDefault: { given: true, value: action.serverDefault },
      });
    case 'addConstraint':
      return action.usingIndex === undefined
        ? { kind: 'createConstraint', table, constraint: action.constraint, span }
        : undefined;
    case 'dropConstraint': {
      const name = { text: action.name, isFinal: true };
      return { kind: 'dropConstraint', table, name, type: undefined, ifExists: action.ifExists, span };
    }
    case 'validateConstraint':
    case 'partition':
    case 'other':
      return undefined;
  }
}

function alterOperations({ object, table, actions }: AlterTableSql): readonly Operation[] {
  if (object !== 'table') return [];
  return actions.flatMap((action) => actionOperation(plain(table), action) ?? []);
}

function dropOperations({ object, names, ifExists, isConcurrent, span }: DropSql): readonly Operation[] {
  if (object === 'table')
    return names.map((name) => ({ kind: 'dropTable', table: plain(name), ifExists, span }));
  if (object !== 'index') return [];
  return names.map(({ name, schema }) => ({
    kind: 'dropIndex',
    name: { text: name, isFinal: true },
    table: undefined,
    schema,
    ifExists,
    options: isConcurrent ? { postgresql_concurrently: true } : {},
    span,
  }));
}

function renameOperations({ object, name, part, newName, span }: RenameSql): readonly Operation[] {
  if (object === 'table') return [{ kind: 'renameTable', table: plain(name), newName, span }];
  if (object !== 'column' || part === undefined) return [];
  return [alterColumn(plain(name), part, span, { newName })];
}

/** The operations the statement equals, in order; actions that no operation expresses are left out. */
export function sqlOperations(statement: ParsedSql): readonly Operation[] {
  switch (statement.kind) {
    case 'createTable': {
      const { table, items, ifNotExists, span } = statement;
      const rest = { comment: undefined, prefixes: [], options: {} };
      return [{ kind: 'createTable', table: plain(table), items, ifNotExists, ...rest, span }];
    }
    case 'alterTable':
      return alterOperations(statement);
    case 'createIndex': {
      const { table, index, ifNotExists, span } = statement;
      return [{ kind: 'createIndex', table: plain(table), index, ifNotExists, span }];
    }
    case 'drop':
      return dropOperations(statement);
    case 'rename':
      return renameOperations(statement);
    case 'comment': {
      const { object, name, column, comment, span } = statement;
      const table = plain(name);
      if (object === 'column' && column !== undefined)
        return [alterColumn(table, column, span, { comment: { given: true, value: comment } })];
      if (object !== 'table') return [];
      const kind = comment === undefined ? 'dropTableComment' : 'createTableComment';
      return [{ kind, table, comment, existingComment: undefined, span }];
    }
    default:
      return [];
  }
}

/** True where the operations are all that the statement does. */
export function equalsOperations(sql: ParsedSql): boolean {
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
