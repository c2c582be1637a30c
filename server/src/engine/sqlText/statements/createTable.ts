// CREATE TABLE, also AS a query.
import type { CreateTableSql } from '../parsedSql';
import { sqlColumn } from '../columns';
import { constraint } from '../constraints';
import { rangeName, type StatementText } from '../statementText';
import { listOf, nodeOf, tagged, type SqlNode } from '../tree';
import { base } from './statement';

export function createTable(text: StatementText, node: SqlNode): CreateTableSql {
  const relation = nodeOf(node['relation']);
  const elements = listOf(node['tableElts']).map(tagged);
  const items = elements.flatMap(([tag, element]): CreateTableSql['items'] => {
    if (tag === 'ColumnDef') {
      const { column, constraints } = sqlColumn(text, element);
      return [column, ...constraints];
    }
    return tag === 'Constraint' ? [constraint(text, element) ?? []].flat() : [];
  });
  const isBare = ['inhRelations', 'ofTypename', 'partbound'].every((key) => node[key] === undefined);
  return {
    ...base(text),
    kind: 'createTable',
    table: rangeName(text, relation),
    ifNotExists: node['if_not_exists'] === true,
    isTemporary: relation['relpersistence'] === 't',
    items,
    isWhole: isBare && elements.every(([tag]) => tag === 'ColumnDef' || tag === 'Constraint'),
  };
}

/** CREATE TABLE ... AS and SELECT ... INTO: the columns are the query's. */
export function createTableAs(text: StatementText, into: unknown, ifNotExists: boolean): CreateTableSql {
  const relation = nodeOf(nodeOf(into)['rel']);
  return {
    ...base(text),
    kind: 'createTable',
    table: rangeName(text, relation),
    ifNotExists,
    isTemporary: relation['relpersistence'] === 't',
    items: [],
    isWhole: false,
  };
}
