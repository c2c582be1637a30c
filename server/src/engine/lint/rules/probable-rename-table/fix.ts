// Turns a drop_table + create_table pair into rename_table, in upgrade() and downgrade() at once.
import { changesBetween } from './changes';
import { pairsOf, type TablePair } from './pairs';
import type { Fix } from '../../finding';
import { operationsOf, sameTable, tableBefore } from '../../functionFacts';
import type { FunctionAnalysis, RevisionContext } from '../../rule';
import { lineIndent, lineStart, removeStatement, statementOfCall } from '../../writing/calls';
import { fixWriter } from '../../writing/fix';
import { writeString } from '../../writing/literals';
import type { ModuleNames } from '../../writing/names';
import type { TableName } from '../../../operations/operation';
import { topLevelFunction } from '../../../python/find';
import type { TextEdit } from '../../../text/edit';
import type { SchemaTable } from '../../../schema/schema';

/** None where the tables differ in more than a rename carries over, or downgrade() is neither empty nor the mirrored pair. */
export function renameTableFix(revision: RevisionContext, pair: TablePair): readonly Fix[] {
  const { names, fix } = fixWriter(revision);
  const { dropped, created } = pair;
  const tables = tablesOf(revision.upgrade, pair);
  if (tables === undefined) return [];
  const up = replacePair(revision, revision.upgrade, pair, tables, names);
  const down = downgradeEdits(revision, pair, tables, names);
  if (up === undefined || down === undefined) return [];
  const title = `Rename "${dropped.table.name}" to "${created.table.name}" instead, in both directions`;
  return [fix(title, true, [...up, ...down])];
}

interface Tables {
  readonly old: SchemaTable;
  readonly wanted: SchemaTable;
}

/** The table as the function finds it, and the other as it leaves it. */
function tablesOf({ steps }: FunctionAnalysis, { dropped, created }: TablePair): Tables | undefined {
  const [first] = steps;
  const last = steps.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const old = tableBefore(first.before, dropped.table);
  const wanted = tableBefore(last.after, created.table);
  return old === undefined || wanted === undefined ? undefined : { old, wanted };
}

function replacePair(
  revision: RevisionContext,
  analysis: FunctionAnalysis,
  { dropped, created }: TablePair,
  { old, wanted }: Tables,
  names: ModuleNames,
): readonly TextEdit[] | undefined {
  const { module, source, dialect } = revision;
  const lines = renameLines(old, wanted, names, dialect);
  const place = statementOfCall(module, created.span);
  if (lines === undefined || place === undefined) return undefined;
  const indent = lineIndent(source, place.statement.span.start);
  const edits: TextEdit[] = [{ span: place.statement.span, text: lines.join(`\n${indent}`) }];
  let isRenamed = false;
  for (const { operation, isBatch } of operationsOf(analysis)) {
    if (operation === created) isRenamed = true;
    if (operation === created) continue;
    const isOfOld = concernsTable(operation, dropped.table);
    const isOfNew = concernsTable(operation, created.table);
    if (!isOfOld && !isOfNew) continue;
    const goes =
      operation === dropped ||
      (isOfOld && operation.kind === 'dropIndex') ||
      (isOfNew && operation.kind === 'createIndex');
    // Whatever else is done to either table may mean something that the rename does not.
    if (!goes || isBatch) {
      if (isOfOld || !isRenamed) return undefined;
      continue;
    }
    const call = statementOfCall(module, operation.span);
    const removal = call === undefined ? undefined : removeStatement(call, source);
    if (removal === undefined || removal.text !== '') return undefined;
    edits.push(removal);
  }
  return edits;
}

function concernsTable(operation: object, table: TableName): boolean {
  const own = 'table' in operation ? (operation.table as TableName | undefined) : undefined;
  return own !== undefined && sameTable(own, table);
}

function renameLines(
  old: SchemaTable,
  wanted: SchemaTable,
  names: ModuleNames,
  dialect: RevisionContext['dialect'],
): readonly string[] | undefined {
  const changes = changesBetween(old, wanted, names, dialect);
  if (changes === undefined) return undefined;
  const schema = old.schema === undefined ? '' : `, schema=${writeString(old.schema)}`;
  return [
    `${names.op}.rename_table(${writeString(old.name)}, ${writeString(wanted.name)}${schema})`,
    ...changes,
  ];
}

/** The mirrored pair becomes the rename back; an empty downgrade() gets it; a missing one is another rule's. */
function downgradeEdits(
  revision: RevisionContext,
  { dropped, created }: TablePair,
  { old, wanted }: Tables,
  names: ModuleNames,
): readonly TextEdit[] | undefined {
  const { downgrade, dialect, source, module } = revision;
  const mirrored = pairsOf(downgrade).find(
    (pair) => sameTable(pair.dropped.table, created.table) && sameTable(pair.created.table, dropped.table),
  );
  if (mirrored !== undefined) {
    const tables = tablesOf(downgrade, mirrored);
    return tables === undefined ? undefined : replacePair(revision, downgrade, mirrored, tables, names);
  }
  const definition = topLevelFunction(module, 'downgrade');
  if (definition === undefined) return [];
  const last = definition.body.at(-1);
  if (last?.kind !== 'pass' || downgrade.steps.length > 0) return undefined;
  if (source.slice(lineStart(source, last.span.start), last.span.start).trim() !== '') return undefined;
  const lines = renameLines(wanted, old, names, dialect);
  return lines === undefined
    ? undefined
    : [{ span: last.span, text: lines.join(`\n${lineIndent(source, last.span.start)}`) }];
}
