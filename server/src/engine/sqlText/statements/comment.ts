// COMMENT ON.
import type { CommentSql } from '../parsedSql';
import { objectKind } from '../objectKinds';
import { namedBy, type StatementText } from '../statementText';
import { stringOf, stringsOf, tagged, type SqlNode } from '../tree';
import { base } from './statement';

export function comment(text: StatementText, node: SqlNode): CommentSql {
  const object = objectKind(node['objtype']);
  const [tag, named] = tagged(node['object']);
  const plain = stringOf(node['object']);
  const names =
    plain === undefined ? stringsOf(tag === 'TypeName' ? named['names'] : named['items']) : [plain];
  const isColumn = object === 'column';
  const { comment: written } = node;
  return {
    ...base(text),
    kind: 'comment',
    object,
    name: namedBy(text, isColumn ? names.slice(0, -1) : names, 3),
    column: isColumn ? names.at(-1) : undefined,
    comment: typeof written === 'string' && written !== '' ? written : undefined,
  };
}
