// A parse tree as typed statements. Spans count in the SQL text here; placing them in the revision file is place.ts.
import type { ParsedSql } from './parsedSql';
import { alterTable } from './statements/alterTable';
import { comment } from './statements/comment';
import { createIndex } from './statements/createIndex';
import { createMaterializedView, createObject } from './statements/createObject';
import { createTable, createTableAs } from './statements/createTable';
import { dataStatement, truncate } from './statements/data';
import { drop, dropNamed } from './statements/drop';
import { alterEnum, createEnum } from './statements/enums';
import { rename, setSchema } from './statements/rename';
import { code, maintenance, set, transaction } from './statements/session';
import { base } from './statements/statement';
import { statementTexts, type StatementText } from './statementText';
import { nodeOf, tagged, type SqlNode, type SqlTree } from './tree';

function statement(text: StatementText, tag: string, node: SqlNode): ParsedSql {
  switch (tag) {
    case 'CreateStmt':
      return createTable(text, node);
    case 'CreateForeignTableStmt':
      return createTable(text, nodeOf(node['base']));
    case 'CreateTableAsStmt':
      if (node['objtype'] === 'OBJECT_MATVIEW') return createMaterializedView(text, node);
      return createTableAs(text, node['into'], node['if_not_exists'] === true);
    case 'AlterTableStmt':
      return alterTable(text, node);
    case 'IndexStmt':
      return createIndex(text, node);
    case 'DropStmt':
      return drop(text, node);
    case 'DropdbStmt':
      return dropNamed(text, node, 'database');
    case 'DropRoleStmt':
      return dropNamed(text, node, 'role');
    case 'RenameStmt':
      return rename(text, node);
    case 'AlterObjectSchemaStmt':
      return setSchema(text, node);
    case 'CreateEnumStmt':
      return createEnum(text, node);
    case 'AlterEnumStmt':
      return alterEnum(text, node);
    case 'CommentStmt':
      return comment(text, node);
    case 'TruncateStmt':
      return truncate(text, node);
    case 'TransactionStmt':
      return transaction(text, node);
    case 'VariableSetStmt':
      return set(text, node);
    default:
      return (
        createObject(text, tag, node) ??
        dataStatement(text, tag, node) ??
        maintenance(text, tag, node) ??
        code(text, tag, node) ?? { ...base(text), kind: 'other', node: tag }
      );
  }
}

/** The statements of a text, in order. */
export function translateTree(sql: string, tree: SqlTree): readonly ParsedSql[] {
  return statementTexts(sql, tree.stmts ?? []).map((text) => {
    const [tag, node] = tagged(text.node);
    return statement(text, tag, node);
  });
}
