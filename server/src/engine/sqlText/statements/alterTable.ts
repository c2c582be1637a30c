// ALTER TABLE with all its actions, and ALTER INDEX, VIEW, SEQUENCE, which the grammar treats alike.
import type { AlterAction, AlterTableSql } from '../parsedSql';
import { identity, sqlColumn } from '../columns';
import { constraint } from '../constraints';
import { behindWord, textExpression } from '../expressions';
import { objectKind } from '../objectKinds';
import { parts, rangeName, slice, tokenIndex, type StatementText } from '../statementText';
import { listOf, nodeOf, stringsOf, tagged, textOf, type SqlNode } from '../tree';
import type { Span } from '../../text/span';
import { sqlType } from '../types';
import { base } from './statement';

interface Action {
  readonly text: StatementText;
  readonly node: SqlNode;
  readonly span: Span;
  readonly name: string;
  /** The node under `def`. */
  readonly definition: SqlNode;
}

/** The word as a person reads it: AT_EnableRowSecurity is EnableRowSecurity. */
const wordOf = (subtype: unknown): string => (textOf(subtype) ?? '').replace(/^AT_/, '');

function addColumn({ text, node, span, definition }: Action): readonly AlterAction[] {
  const { column, constraints } = sqlColumn(text, definition);
  const ifNotExists = node['missing_ok'] === true;
  return [
    { kind: 'addColumn', column, ifNotExists, span },
    ...constraints.map((one): AlterAction => addition(one, definition, span)),
  ];
}

function addition(
  made: NonNullable<ReturnType<typeof constraint>>,
  definition: SqlNode,
  span: Span,
): AlterAction {
  const notValid = definition['skip_validation'] === true;
  const usingIndex = textOf(definition['indexname']);
  return { kind: 'addConstraint', constraint: made, notValid, usingIndex, span };
}

function setType({ text, name, span, definition }: Action): AlterAction {
  const from = tokenIndex(text, span.start);
  const using =
    definition['raw_default'] === undefined ? undefined : behindWord(text, 'using', from, span.end);
  const collation = stringsOf(nodeOf(definition['collClause'])['collname']).at(-1);
  const type = sqlType(text, definition['typeName'], collation);
  return { kind: 'setType', column: name, type, using: using && slice(text, using), span };
}

function setDefault({ text, node, name, span }: Action): AlterAction {
  const from = tokenIndex(text, span.start);
  const written = node['def'] === undefined ? undefined : behindWord(text, 'default', from, span.end);
  const serverDefault = written && {
    kind: 'expression' as const,
    expression: textExpression(text, written),
    span: written,
  };
  return { kind: 'setDefault', column: name, serverDefault, span };
}

function actions(action: Action): readonly AlterAction[] {
  const { text, node, name, span, definition } = action;
  const cascade = node['behavior'] === 'DROP_CASCADE';
  const ifExists = node['missing_ok'] === true;
  const word = wordOf(node['subtype']);
  switch (word) {
    case 'AddColumn':
      return addColumn(action);
    case 'DropColumn':
      return [{ kind: 'dropColumn', column: name, ifExists, cascade, span }];
    case 'AlterColumnType':
      return [setType(action)];
    case 'SetNotNull':
      return [{ kind: 'setNotNull', column: name, span }];
    case 'DropNotNull':
      return [{ kind: 'dropNotNull', column: name, span }];
    case 'ColumnDefault':
      return [setDefault(action)];
    case 'AddIdentity':
      return [{ kind: 'setDefault', column: name, serverDefault: identity(definition, span), span }];
    case 'DropIdentity':
    case 'DropExpression':
      return [{ kind: 'setDefault', column: name, serverDefault: undefined, span }];
    case 'AddConstraint': {
      const made = constraint(text, definition);
      return made
        ? [addition({ ...made, span }, definition, span)]
        : [{ kind: 'other', word, name: undefined, span }];
    }
    case 'DropConstraint':
      return [{ kind: 'dropConstraint', name, ifExists, cascade, span }];
    case 'ValidateConstraint':
      return [{ kind: 'validateConstraint', name, span }];
    case 'AttachPartition':
    case 'DetachPartition': {
      const verb = word === 'AttachPartition' ? 'attach' : 'detach';
      const isConcurrent = definition['concurrent'] === true;
      return [{ kind: 'partition', verb, other: rangeName(text, definition['name']), isConcurrent, span }];
    }
    default:
      return [{ kind: 'other', word, name: textOf(node['name']), span }];
  }
}

/** Where the actions stand: what follows the table's name, cut at commas. */
function actionSpans(text: StatementText, table: Span): readonly Span[] {
  let from = tokenIndex(text, table.end);
  if (text.tokens[from]?.text === '*') from++;
  return parts(text, from, text.tokens.length);
}

export function alterTable(text: StatementText, node: SqlNode): AlterTableSql {
  const table = rangeName(text, node['relation']);
  const spans = actionSpans(text, table.span);
  return {
    ...base(text),
    kind: 'alterTable',
    object: objectKind(node['objtype']),
    table,
    ifExists: node['missing_ok'] === true,
    actions: listOf(node['cmds']).flatMap((item, index) => {
      const [, command] = tagged(item);
      const [, definition] = tagged(command['def']);
      const span = spans[index] ?? text.span;
      return actions({ text, node: command, span, name: textOf(command['name']) ?? '', definition });
    }),
  };
}
