// Foreign keys to a table or column that neither this revision nor one before it makes.
import { nearestName } from '../../editDistance';
import { foreignKeysOf, type TableForeignKey } from '../../foreignKeys';
import { operationsOf, tableBefore } from '../../functionFacts';
import type { Fix } from '../../finding';
import type { RevisionContext } from '../../rule';
import { writeString } from '../../writing/literals';
import { fixWriter } from '../../writing/fix';
import { calls, descendants } from '../../../python/find';
import { ancestors } from '../../../revisions/lineage';
import type { Operation } from '../../../operations/operation';
import { findTable } from '../../../schema/lookup';
import type { Schema } from '../../../schema/schema';
import type { Span } from '../../../text/span';

/** A foreign key to what is not there; `nearest` is the name that was probably meant. */
export interface MissingReference {
  readonly key: TableForeignKey;
  /** The column that the referred table lacks; undefined where the table is missing. */
  readonly column: string | undefined;
  readonly nearest: string | undefined;
  readonly fixes: () => readonly Fix[];
}

/** So many tables a history has to make before a missing one is taken for a mistake, not for one older than the history. */
const ENOUGH = 3;

/**
 * The missing ones of upgrade(). None where something before it is not known, where tables may be there that the history does
 * not make, and for tables of another database schema.
 */
export function missingReferences(revision: RevisionContext): readonly MissingReference[] {
  const { upgrade, graph, header, path, environmentSource } = revision;
  const id = header.revision?.value;
  if (id === undefined || graph.failure !== undefined || graph.byKey.get(id)?.path !== path) return [];
  if (upgrade.evaluation.assumptions.length > 0) return [];
  const found: MissingReference[] = [];
  const upgradeOperations = operationsOf(upgrade);
  for (const { operation, before, stepIndex, sql } of upgradeOperations) {
    // A batch is seen from its beginning: what it makes itself is not in `before`.
    if (!before.isComplete || upgrade.steps[stepIndex]?.step.kind === 'opaque') continue;
    for (const key of foreignKeysOf(operation)) {
      const { referred, table } = key;
      if ((referred.schema ?? table.schema) !== table.schema || isSelf(key)) continue;
      const target = findTable(before, referred.table, table.schema);
      if (target === undefined) {
        if (isMadeHere(upgradeOperations, referred.table)) continue;
        const nearest = nearestName(referred.table, tableNames(before, table.schema));
        if (/\binclude_(?:object|name)\b/.test(environmentSource ?? '')) continue;
        if (!isWhole(revision, id, referred.table, nearest !== undefined)) continue;
        found.push({
          key,
          column: undefined,
          nearest,
          fixes: () => fixFor(revision, key, operation, sql, nearest),
        });
        continue;
      }
      const names = target.columns.map(({ name }) => name);
      const column = referred.columns.find((name) => !names.includes(name));
      if (column === undefined || !target.isComplete || !isSettled(revision, stepIndex, key)) continue;
      found.push({ key, column, nearest: nearestName(column, names), fixes: () => [] });
    }
  }
  return found;
}

function isSelf({ referred, table }: TableForeignKey): boolean {
  return referred.table === table.name;
}

/** The schema in front of a batch says what the batch's other operations do not change. */
function isSettled({ upgrade }: RevisionContext, stepIndex: number, { referred }: TableForeignKey): boolean {
  return !operationsOf(upgrade).some(
    ({ operation, stepIndex: at }) =>
      at === stepIndex && 'table' in operation && operation.table?.name === referred.table,
  );
}

function isMadeHere(operations: readonly { readonly operation: Operation }[], name: string): boolean {
  return operations.some(
    ({ operation }) =>
      (operation.kind === 'createTable' && operation.table.name === name) ||
      (operation.kind === 'renameTable' && operation.newName === name),
  );
}

function* tableNames(schema: Schema, of: string | undefined): Generator<string> {
  for (const { name, schema: own } of schema.tables.values()) if (own === of) yield name;
}

/**
 * True where the history before the revision made every table that it works on or refers to, and enough of them, and no
 * revision of another branch makes this one.
 */
function isWhole(
  { graph, upgradeOf }: RevisionContext,
  id: string,
  missing: string,
  hasNearest: boolean,
): boolean {
  const own = graph.byKey.get(id);
  if (own === undefined) return false;
  const before = ancestors(graph, [own], true);
  let made = 0;
  for (const revision of graph.revisions) {
    const analysis = upgradeOf(revision.revision);
    const operations = operationsOf(analysis);
    if (!before.has(revision)) {
      if (isMadeHere(operations, missing)) return false;
      continue;
    }
    if (revision === own) continue;
    if (analysis.steps.some(({ problems }) => problems.some(({ kind }) => kind === 'unknown-table')))
      return false;
    for (const { operation, before: schema } of operations) {
      if (operation.kind === 'createTable') made++;
      const isOlder = foreignKeysOf(operation).some(
        ({ referred, table }) =>
          referred.table !== table.name &&
          tableBefore(schema, { name: referred.table, schema: referred.schema ?? table.schema }) ===
            undefined &&
          !isMadeHere(operations, referred.table),
      );
      if (isOlder) return false;
    }
  }
  return hasNearest || made >= ENOUGH;
}

/** The name where it is written as one string: in ForeignKey("table.column") or as an argument of its own. */
function fixFor(
  revision: RevisionContext,
  { referred, span }: TableForeignKey,
  operation: { readonly span: Span },
  sql: unknown,
  nearest: string | undefined,
): readonly Fix[] {
  if (nearest === undefined || sql !== undefined) return [];
  const place = [...calls(revision.module)].find(
    ({ span: own }) => own.start === span.start && own.end === span.end,
  );
  if (place === undefined || place.span.start < operation.span.start) return [];
  const strings = descendants(place).flatMap((node) => (node.kind === 'string' ? [node] : []));
  const inline = strings.filter(({ value }) => value.startsWith(`${referred.table}.`));
  const alone = strings.filter(({ value }) => value === referred.table);
  const [literal, ...others] = [...inline, ...alone];
  if (literal === undefined || others.length > 0) return [];
  const text = writeString(`${nearest}${literal.value.slice(referred.table.length)}`);
  return [fixWriter(revision).fix(`Write "${nearest}"`, true, [{ span: literal.span, text }])];
}
