// Turns a drop + add pair into alter_column(new_column_name=...), in upgrade() and downgrade() at once.
import { findPairs, type RenamePair } from './pairs';
import type { Fix } from '../../finding';
import type { RevisionContext } from '../../rule';
import { lineStart, removeStatement, statementOfCall } from '../../writing/calls';
import { writeType } from '../../writing/definitions';
import { writeString } from '../../writing/literals';
import { planImports, type ModuleNames } from '../../writing/names';
import type { ColumnDefinition } from '../../../operations/definition';
import { findTable } from '../../../schema/lookup';
import type { SchemaColumn } from '../../../schema/schema';
import type { TextEdit } from '../../../text/edit';

/**
 * The fix, or undefined where the pair cannot be replaced faithfully: the calls are not statements of their own, the
 * new column brings constraints or an index, or downgrade() has no mirrored pair and is not empty either.
 */
export function renameFix(revision: RevisionContext, pair: RenamePair): Fix | undefined {
  const { added, dropped } = pair;
  if (hasAttachments(added.column)) return undefined;
  const imports = planImports(revision.module, revision.source);
  const before = columnBefore(revision, pair);
  if (before === undefined) return undefined;
  const up = replacePair(revision, pair, imports.names, alterations(before, added.column, imports.names));
  const down = downgradeEdits(revision, pair, before, imports.names);
  if (up === undefined || down === undefined) return undefined;
  const edits = [...up, ...down];
  return {
    title: `Rename "${dropped.column}" to "${added.column.name}" instead, in both directions`,
    isPreferred: true,
    isSafe: false,
    files: [{ path: revision.path, edits: imports.complete(edits) }],
  };
}

function hasAttachments(column: ColumnDefinition): boolean {
  return (
    column.unique === true || column.index === true || column.primaryKey || column.constraints.length > 0
  );
}

function columnBefore(revision: RevisionContext, { dropped }: RenamePair): SchemaColumn | undefined {
  const schema = revision.upgrade.steps[0]?.before;
  const table =
    schema === undefined ? undefined : findTable(schema, dropped.table.name, dropped.table.schema);
  return table?.columns.find((column) => column.name === dropped.column);
}

/** Keyword arguments for what differs between the old and the new column beside its name. */
function alterations(before: SchemaColumn, after: ColumnDefinition, names: ModuleNames): readonly string[] {
  const parts: string[] = [];
  const oldType = before.type === undefined ? undefined : writeType(before.type, names);
  const newType = after.type === undefined ? undefined : writeType(after.type, names);
  if (oldType !== undefined && newType !== undefined && oldType !== newType) parts.push(`type_=${newType}`);
  if (oldType !== undefined) parts.push(`existing_type=${oldType}`);
  const nullable = after.nullable ?? true;
  if (nullable !== before.nullable) parts.push(`nullable=${nullable ? 'True' : 'False'}`);
  return parts;
}

/** Writes the rename where the column was added and removes the drop. */
function replacePair(
  revision: RevisionContext,
  { added, dropped }: RenamePair,
  names: ModuleNames,
  parts: readonly string[],
): readonly TextEdit[] | undefined {
  const add = statementOfCall(revision.module, added.span);
  const drop = statementOfCall(revision.module, dropped.span);
  if (add === undefined || drop === undefined) return undefined;
  const removal = removeStatement(drop, revision.source);
  const receiver = receiverOf(revision.source, add.call.function.span);
  if (removal === undefined || receiver === undefined) return undefined;
  const isBatch = receiver !== names.op;
  const table = isBatch ? [] : [writeString(added.table.name)];
  const schema =
    isBatch || added.table.schema === undefined ? [] : [`schema=${writeString(added.table.schema)}`];
  const call = [
    ...table,
    writeString(dropped.column),
    `new_column_name=${writeString(added.column.name)}`,
    ...parts,
    ...schema,
  ];
  return [{ span: add.statement.span, text: `${receiver}.alter_column(${call.join(', ')})` }, removal];
}

/** `op` of `op.add_column`, as written. */
function receiverOf(
  source: string,
  span: { readonly start: number; readonly end: number },
): string | undefined {
  return /^([\w.]+)\.add_column$/.exec(source.slice(span.start, span.end))?.[1];
}

function downgradeEdits(
  revision: RevisionContext,
  pair: RenamePair,
  before: SchemaColumn,
  names: ModuleNames,
): readonly TextEdit[] | undefined {
  const mirrored = findMirrored(revision, pair);
  if (mirrored !== undefined) {
    if (hasAttachments(mirrored.added.column)) return undefined;
    return replacePair(revision, mirrored, names, reversed(pair.added.column, before, names));
  }
  return revision.downgrade.evaluation.isDefined ? emptyDowngradeEdits(revision, pair, before, names) : [];
}

/** The pair of downgrade() that goes the other way: new column dropped, old one added. */
function findMirrored(revision: RevisionContext, { added, dropped }: RenamePair): RenamePair | undefined {
  return findPairs(revision.downgrade).find(
    (pair) =>
      pair.added.table.name === added.table.name &&
      pair.added.column.name === dropped.column &&
      pair.dropped.column === added.column.name,
  );
}

function reversed(after: ColumnDefinition, before: SchemaColumn, names: ModuleNames): readonly string[] {
  const oldType = before.type === undefined ? undefined : writeType(before.type, names);
  const newType = after.type === undefined ? undefined : writeType(after.type, names);
  const parts: string[] = [];
  if (oldType !== undefined && newType !== undefined && oldType !== newType) parts.push(`type_=${oldType}`);
  if (newType !== undefined) parts.push(`existing_type=${newType}`);
  const nullable = after.nullable ?? true;
  if (nullable !== before.nullable) parts.push(`nullable=${before.nullable ? 'True' : 'False'}`);
  return parts;
}

/** A downgrade() that is `pass` alone gets the rename back; any other is left to its author. */
function emptyDowngradeEdits(
  revision: RevisionContext,
  { added, dropped }: RenamePair,
  before: SchemaColumn,
  names: ModuleNames,
): readonly TextEdit[] | undefined {
  const downgrade = revision.module.body.find(
    (statement) => statement.kind === 'function' && statement.name === 'downgrade',
  );
  const last = downgrade?.kind === 'function' ? downgrade.body.at(-1) : undefined;
  if (last?.kind !== 'pass' || revision.downgrade.steps.length > 0) return undefined;
  if (revision.source.slice(lineStart(revision.source, last.span.start), last.span.start).trim() !== '') {
    return undefined;
  }
  const schema = added.table.schema === undefined ? [] : [`schema=${writeString(added.table.schema)}`];
  const call = [
    writeString(added.table.name),
    writeString(added.column.name),
    `new_column_name=${writeString(dropped.column)}`,
    ...reversed(added.column, before, names),
    ...schema,
  ];
  return [{ span: last.span, text: `${names.op}.alter_column(${call.join(', ')})` }];
}
