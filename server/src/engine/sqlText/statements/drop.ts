// DROP of anything.
import type { DropSql, SqlName, SqlObjectKind } from '../parsedSql';
import { objectKind } from '../objectKinds';
import { nameSpan, namedBy, type StatementText } from '../statementText';
import { listOf, nodeOf, stringOf, stringsOf, tagged, textOf, type SqlNode } from '../tree';
import { base } from './statement';

/** The parts of an object's name: a String, a List of them, a TypeName, or a function with arguments. */
function nameParts(object: unknown): readonly string[] {
  const plain = stringOf(object);
  if (plain !== undefined) return [plain];
  const [tag, node] = tagged(object);
  if (tag === 'List') return stringsOf(node['items']);
  if (tag === 'TypeName') return stringsOf(node['names']);
  return tag === 'ObjectWithArgs' ? stringsOf(node['objname']) : [];
}

const ON_TABLE = new Set<SqlObjectKind>(['trigger', 'policy', 'rule']);

export function drop(text: StatementText, node: SqlNode): DropSql {
  const object = objectKind(node['removeType']);
  const written = listOf(node['objects']).map(nameParts);
  const isOnTable = ON_TABLE.has(object);
  const names = written.map((parts): SqlName => {
    if (isOnTable) {
      const name = parts.at(-1) ?? '';
      return { schema: undefined, name, span: nameSpan(text, [name], 2) };
    }
    return namedBy(text, parts, 2);
  });
  const table = isOnTable ? written[0]?.slice(0, -1) : undefined;
  return {
    ...base(text),
    kind: 'drop',
    object,
    names,
    on: table && table.length > 0 ? namedBy(text, table, 3) : undefined,
    ifExists: node['missing_ok'] === true,
    cascade: node['behavior'] === 'DROP_CASCADE',
    isConcurrent: node['concurrent'] === true,
  };
}

/** DROP DATABASE, ROLE and OWNED, which have nodes of their own. */
export function dropNamed(text: StatementText, node: SqlNode, object: SqlObjectKind): DropSql {
  const roles = listOf(node['roles']).flatMap((item) => textOf(nodeOf(tagged(item)[1])['rolename']) ?? []);
  const database = textOf(node['dbname']);
  const names = [...roles, ...(database === undefined ? [] : [database])];
  return {
    ...base(text),
    kind: 'drop',
    object,
    names: names.map((name) => namedBy(text, [name], 2)),
    on: undefined,
    ifExists: node['missing_ok'] === true,
    cascade: node['behavior'] === 'DROP_CASCADE',
    isConcurrent: false,
  };
}
