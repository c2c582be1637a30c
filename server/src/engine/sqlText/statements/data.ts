// SELECT, INSERT, UPDATE, DELETE, MERGE, COPY and TRUNCATE.
import type { DataSql, TruncateSql } from '../parsedSql';
import { rangeName, rangeNames, type StatementText } from '../statementText';
import { listOf, nodeOf, tagged, textOf, type SqlNode } from '../tree';
import { base } from './statement';

const KINDS: Readonly<Record<string, DataSql['kind']>> = {
  SelectStmt: 'select',
  InsertStmt: 'insert',
  UpdateStmt: 'update',
  DeleteStmt: 'delete',
  MergeStmt: 'merge',
  CopyStmt: 'copy',
};

const named = (list: unknown): readonly string[] =>
  listOf(list).flatMap((item) => textOf(tagged(item)[1]['name']) ?? []);

/** Statements inside WITH that change data. */
function innerStatements(text: StatementText, node: SqlNode): readonly DataSql[] {
  return listOf(nodeOf(node['withClause'])['ctes']).flatMap((item) => {
    const [tag, query] = tagged(tagged(item)[1]['ctequery']);
    return tag === 'SelectStmt' ? [] : (dataStatement(text, tag, query) ?? []);
  });
}

/** The statement; undefined for any other node. */
export function dataStatement(text: StatementText, tag: string, node: SqlNode): DataSql | undefined {
  const kind = Object.hasOwn(KINDS, tag) ? KINDS[tag] : undefined;
  if (kind === undefined) return undefined;
  const into = nodeOf(node['intoClause'])['rel'];
  return {
    ...base(text),
    kind,
    table: node['relation'] === undefined ? undefined : rangeName(text, node['relation']),
    columns: named(kind === 'insert' ? node['cols'] : node['targetList']),
    hasWhere: node['whereClause'] !== undefined,
    into: into === undefined ? undefined : rangeName(text, into),
    inner: innerStatements(text, node),
  };
}

export function truncate(text: StatementText, node: SqlNode): TruncateSql {
  const tables = rangeNames(text, node['relations']);
  return { ...base(text), kind: 'truncate', tables, cascade: node['behavior'] === 'DROP_CASCADE' };
}
