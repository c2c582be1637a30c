// Statements about the session and the server: transactions, SET, maintenance, code.
import type { CodeSql, MaintenanceSql, SetSql, TransactionSql } from '../parsedSql';
import { rangeName, rangeNames, type StatementText } from '../statementText';
import { listOf, nodeOf, stringOf, tagged, textOf, type SqlNode } from '../tree';
import { base } from './statement';

export function transaction(text: StatementText, node: SqlNode): TransactionSql {
  const verb = (textOf(node['kind']) ?? '').replace(/^TRANS_STMT_/, '').toLowerCase();
  return { ...base(text), kind: 'transaction', verb };
}

function constant(item: unknown): string {
  const [tag, node] = tagged(item);
  if (tag === 'TypeCast') return constant(node['arg']);
  const { sval, ival, fval, boolval } = node;
  const value =
    nodeOf(sval)['sval'] ?? nodeOf(fval)['fval'] ?? nodeOf(boolval)['boolval'] ?? nodeOf(ival)['ival'];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  // Fields that have their default value are left out: 0, an empty string or false.
  return ival !== undefined ? '0' : boolval !== undefined ? 'false' : '';
}

export function set(text: StatementText, node: SqlNode): SetSql {
  const kind = textOf(node['kind']);
  return {
    ...base(text),
    kind: 'set',
    name: textOf(node['name']) ?? '',
    values: listOf(node['args']).map(constant),
    isLocal: node['is_local'] === true,
    isReset: kind === 'VAR_RESET' || kind === 'VAR_RESET_ALL' || kind === 'VAR_SET_DEFAULT',
  };
}

const optionNames = (list: unknown): readonly string[] =>
  listOf(list).flatMap((item) => textOf(tagged(item)[1]['defname']) ?? []);

function reindexed(text: StatementText, node: SqlNode): MaintenanceSql['names'] {
  return node['relation'] === undefined ? [] : [rangeName(text, node['relation'])];
}

/** VACUUM, ANALYZE, CLUSTER, REINDEX, REFRESH and LOCK; undefined for any other node. */
export function maintenance(text: StatementText, tag: string, node: SqlNode): MaintenanceSql | undefined {
  const make = (
    verb: MaintenanceSql['verb'],
    names: MaintenanceSql['names'],
    options: readonly string[],
  ): MaintenanceSql => ({ ...base(text), kind: 'maintenance', verb, names, options });
  switch (tag) {
    case 'VacuumStmt': {
      const names = listOf(node['rels']).map((item) => rangeName(text, tagged(item)[1]['relation']));
      return make(node['is_vacuumcmd'] === true ? 'vacuum' : 'analyze', names, optionNames(node['options']));
    }
    case 'ClusterStmt':
      return make('cluster', reindexed(text, node), optionNames(node['params']));
    case 'ReindexStmt':
      return make('reindex', reindexed(text, node), optionNames(node['params']));
    case 'RefreshMatViewStmt':
      return make('refresh', reindexed(text, node), node['concurrent'] === true ? ['concurrently'] : []);
    case 'LockStmt':
      return make('lock', rangeNames(text, node['relations']), node['nowait'] === true ? ['nowait'] : []);
    default:
      return undefined;
  }
}

/** DO, CALL, EXECUTE; undefined for any other node. */
export function code(text: StatementText, tag: string, node: SqlNode): CodeSql | undefined {
  if (tag === 'CallStmt') return { ...base(text), kind: 'code', verb: 'call', code: undefined };
  if (tag === 'ExecuteStmt') return { ...base(text), kind: 'code', verb: 'execute', code: undefined };
  if (tag !== 'DoStmt') return undefined;
  const body = listOf(node['args'])
    .map((item) => tagged(item)[1])
    .find((option) => option['defname'] === 'as');
  return { ...base(text), kind: 'code', verb: 'do', code: body && stringOf(body['arg']) };
}
