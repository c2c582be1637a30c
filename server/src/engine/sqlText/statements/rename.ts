// ALTER ... RENAME and ALTER ... SET SCHEMA.
import type { RenameSql, SetSchemaSql, SqlName } from '../parsedSql';
import { objectKind } from '../objectKinds';
import { namedBy, rangeName, type StatementText } from '../statementText';
import { nodeOf, stringOf, stringsOf, tagged, textOf, type SqlNode } from '../tree';
import { base } from './statement';

function objectName(text: StatementText, node: SqlNode): SqlName {
  if (node['relation'] !== undefined) return rangeName(text, node['relation']);
  const [tag, object] = tagged(node['object']);
  const plain = stringOf(node['object']);
  const names =
    plain !== undefined
      ? [plain]
      : tag === 'List'
        ? stringsOf(object['items'])
        : tag === 'TypeName'
          ? stringsOf(object['names'])
          : stringsOf(nodeOf(object)['objname']);
  // ALTER SCHEMA and the like have the old name in subname alone.
  const alone = textOf(node['subname']);
  return namedBy(text, names.length === 0 && alone !== undefined ? [alone] : names, 2);
}

export function rename(text: StatementText, node: SqlNode): RenameSql {
  return {
    ...base(text),
    kind: 'rename',
    object: objectKind(node['renameType']),
    name: objectName(text, node),
    part: textOf(node['subname']),
    newName: textOf(node['newname']) ?? '',
    ifExists: node['missing_ok'] === true,
  };
}

export function setSchema(text: StatementText, node: SqlNode): SetSchemaSql {
  return {
    ...base(text),
    kind: 'setSchema',
    object: objectKind(node['objectType']),
    name: objectName(text, node),
    newSchema: textOf(node['newschema']) ?? '',
  };
}
