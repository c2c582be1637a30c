// add-column-still-referenced-drop: the models that env.py loads still map what the revision drops.
import { mappedTables, type MappedTable } from '../../mappedTables';
import { operationsOf } from '../../functionFacts';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import type { DropColumn, DropTable, TableName } from '../../../operations/operation';
import { descendants } from '../../../revisions/lineage';
import { findTable } from '../../../schema/lookup';

export const addColumnStillReferencedDrop = defineRevisionRule({
  id: 'add-column-still-referenced-drop',
  summary: 'A column or table is dropped while a model of the project still maps it.',
  severity: 'warning',
  check(revision, report) {
    for (const { operation, stepIndex } of operationsOf(revision.upgrade)) {
      if (operation.kind !== 'dropColumn' && operation.kind !== 'dropTable') continue;
      if (isBackLater(revision, operation, stepIndex)) continue;
      const place = mappedBy(revision, operation);
      if (place === undefined || !isGoneAtTheHeads(revision, operation)) continue;
      const { table } = operation;
      const what =
        operation.kind === 'dropTable'
          ? `Table "${table.name}"`
          : `Column "${operation.column}" of "${table.name}"`;
      const by = place.by === 'Table' ? `a Table in ${place.module}` : `${place.by} in ${place.module}`;
      report({
        span: operation.span,
        message:
          `${what} is dropped, but ${by} still maps it: its queries fail as soon as this revision has run, and ` +
          'autogenerate would add it again. Take it out of the model first, and drop it when no running code reads it.',
      });
    }
  },
});

/** The first model on the way of env.py that maps the table, and the column where one is dropped. */
function mappedBy(
  { projectSources }: RevisionContext,
  operation: DropColumn | DropTable,
): (MappedTable & { readonly module: string }) | undefined {
  const { table } = operation;
  for (const source of projectSources()) {
    const found = mappedTables(source).find(
      (mapped) =>
        mapped.table === table.name &&
        mapped.schema === table.schema &&
        (operation.kind === 'dropTable' || mapped.columns.has(operation.column)),
    );
    if (found !== undefined) return { ...found, module: source.name };
  }
  return undefined;
}

/** Made again under the same name by a later step of the same upgrade(), as a change of type by copy does. */
function isBackLater(
  { upgrade }: RevisionContext,
  operation: DropColumn | DropTable,
  stepIndex: number,
): boolean {
  const isUnknown = upgrade.steps
    .slice(stepIndex)
    .some(
      ({ step, parsed }) => step.kind === 'opaque' || (step.kind === 'statement' && parsed === undefined),
    );
  if (isUnknown) return true;
  const after = upgrade.steps.at(-1)?.after;
  return after === undefined || isThere(after, operation);
}

/** False where a later revision brings it back, or does something that cannot be followed. */
function isGoneAtTheHeads(revision: RevisionContext, operation: DropColumn | DropTable): boolean {
  const { graph, header, upgradeOf, schemaAfter } = revision;
  const own = header.revision === undefined ? undefined : graph.byKey.get(header.revision.value);
  if (own === undefined) return false;
  for (const later of descendants(graph, [own], false)) {
    if (later === own) continue;
    if (upgradeOf(later.revision).steps.some(({ step }) => step.kind === 'opaque')) return false;
    if (isThere(schemaAfter(later.revision), operation)) return false;
    if (
      operation.kind === 'dropColumn' &&
      tableOf(schemaAfter(later.revision), operation.table) === undefined
    )
      return false;
  }
  return true;
}

type AnySchema = ReturnType<RevisionContext['schemaAfter']>;

function isThere(schema: AnySchema, operation: DropColumn | DropTable): boolean {
  const table = tableOf(schema, operation.table);
  if (operation.kind === 'dropTable') return table !== undefined;
  return table?.columns.some(({ name }) => name === operation.column) === true;
}

function tableOf(schema: AnySchema, { name, schema: schemaName }: TableName): ReturnType<typeof findTable> {
  return findTable(schema, name, schemaName);
}
