// CREATE INDEX, with the options op.create_index has for the same things.
import type { DialectOptions, IndexElement } from '../../operations/definition';
import type { Literal } from '../../operations/literal';
import type { CreateIndexSql } from '../parsedSql';
import { textExpression } from '../expressions';
import { closing, findWord, parts, rangeName, tokenIndex, type StatementText } from '../statementText';
import { listOf, tagged, textOf, type SqlNode } from '../tree';
import type { Span } from '../../text/span';
import { base } from './statement';

const PLAIN_ORDER = new Set<unknown>([undefined, 'SORTBY_DEFAULT', 'SORTBY_NULLS_DEFAULT']);

function element(text: StatementText, item: unknown, span: Span): IndexElement {
  const [, node] = tagged(item);
  const { name } = node;
  const isPlain =
    listOf(node['opclass']).length === 0 &&
    listOf(node['collation']).length === 0 &&
    PLAIN_ORDER.has(node['ordering']) &&
    PLAIN_ORDER.has(node['nulls_ordering']);
  return typeof name === 'string' && isPlain ? { kind: 'columnName', name } : textExpression(text, span);
}

function storageValue(argument: unknown): Literal {
  const [tag, value] = tagged(argument);
  const { ival, sval, fval, boolval } = value;
  if (tag === 'Integer') return BigInt(typeof ival === 'number' ? ival : 0);
  if (tag === 'Boolean') return String(boolval === true);
  return textOf(sval) ?? textOf(fval) ?? 'true';
}

function storage(node: SqlNode): Literal {
  const entries = listOf(node['options']).flatMap((item): (readonly [Literal, Literal])[] => {
    const [, option] = tagged(item);
    const name = textOf(option['defname']);
    return name === undefined ? [] : [[name, storageValue(option['arg'])]];
  });
  return { type: 'dict', entries };
}

function options(text: StatementText, node: SqlNode, columnsEnd: number): DialectOptions {
  const found: Record<string, DialectOptions[string]> = {};
  const method = textOf(node['accessMethod']);
  if (method !== undefined && method !== 'btree') found['postgresql_using'] = method;
  if (node['concurrent'] === true) found['postgresql_concurrently'] = true;
  if (node['nulls_not_distinct'] === true) found['postgresql_nulls_not_distinct'] = true;
  const included = listOf(node['indexIncludingParams']).flatMap((item) => {
    const { name } = tagged(item)[1];
    return typeof name === 'string' ? [name] : [];
  });
  if (included.length > 0) found['postgresql_include'] = { type: 'list', items: included };
  if (listOf(node['options']).length > 0) found['postgresql_with'] = storage(node);
  const tablespace = textOf(node['tableSpace']);
  if (tablespace !== undefined) found['postgresql_tablespace'] = tablespace;
  const where = node['whereClause'] === undefined ? -1 : findWord(text, 'where', columnsEnd);
  const [first, last] = [text.tokens[where + 1], text.tokens.at(-1)];
  if (where >= 0 && first && last)
    found['postgresql_where'] = textExpression(text, { start: first.start, end: last.end });
  return found;
}

export function createIndex(text: StatementText, node: SqlNode): CreateIndexSql {
  const table = rangeName(text, node['relation']);
  const from = tokenIndex(text, table.span.end);
  const open = text.tokens.findIndex((token, index) => index >= from && token.text === '(');
  const close = open < 0 ? from : closing(text, open);
  const spans = open < 0 ? [] : parts(text, open + 1, close);
  const name = textOf(node['idxname']);
  return {
    ...base(text),
    kind: 'createIndex',
    table,
    index: {
      kind: 'index',
      name: name === undefined ? undefined : { text: name, isFinal: true },
      elements: listOf(node['indexParams']).map((item, index) =>
        element(text, item, spans[index] ?? text.span),
      ),
      unique: node['unique'] === true,
      options: options(text, node, close),
      span: text.span,
    },
    isConcurrent: node['concurrent'] === true,
    ifNotExists: node['if_not_exists'] === true,
  };
}
