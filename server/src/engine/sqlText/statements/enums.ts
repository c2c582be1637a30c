// CREATE TYPE ... AS ENUM and ALTER TYPE ... ADD VALUE or RENAME VALUE.
import type { AlterEnumSql, CreateEnumSql } from '../parsedSql';
import { namedBy, type StatementText } from '../statementText';
import { stringsOf, textOf, type SqlNode } from '../tree';
import { base } from './statement';

export function createEnum(text: StatementText, node: SqlNode): CreateEnumSql {
  const name = namedBy(text, stringsOf(node['typeName']), 2);
  return { ...base(text), kind: 'createEnum', name, labels: stringsOf(node['vals']) };
}

export function alterEnum(text: StatementText, node: SqlNode): AlterEnumSql {
  const neighbour = textOf(node['newValNeighbor']);
  return {
    ...base(text),
    kind: 'alterEnum',
    name: namedBy(text, stringsOf(node['typeName']), 2),
    label: textOf(node['newVal']) ?? '',
    oldLabel: textOf(node['oldVal']),
    ifNotExists: node['skipIfNewValExists'] === true,
    place:
      neighbour === undefined
        ? undefined
        : { side: node['newValIsAfter'] === true ? 'after' : 'before', label: neighbour },
  };
}
