// Which indexes a function drops and creates again as they were, with nothing in between that would explain it.
import { operationsOf, sameTable, tableBefore, type PlacedOperation } from '../../functionFacts';
import type { FunctionAnalysis } from '../../rule';
import type { IndexDefinition } from '../../../operations/definition';
import type { CreateIndex, DropIndex } from '../../../operations/operation';
import type { Span } from '../../../text/span';

interface Place {
  readonly span: Span;
  readonly stepIndex: number;
}

export interface RecreatedPair {
  readonly name: string;
  readonly table: string;
  readonly dropped: Place;
  readonly created: Place;
}

export function recreatedPairs(analysis: FunctionAnalysis): readonly RecreatedPair[] {
  const pairs: RecreatedPair[] = [];
  const operations = operationsOf(analysis);
  for (const placed of operations) {
    const { operation } = placed;
    if (operation.kind !== 'createIndex' || operation.index.name === undefined) continue;
    const drop = operations.find(
      (other) =>
        other.operation.kind === 'dropIndex' &&
        other.stepIndex <= placed.stepIndex &&
        other.operation.name.text === operation.index.name?.text,
    );
    if (drop === undefined || drop.operation.kind !== 'dropIndex') continue;
    const old = definitionBefore(drop, drop.operation, operation);
    if (
      old === undefined ||
      !isSameIndex(old, operation.index) ||
      isExplained(analysis, drop, placed, operation)
    ) {
      continue;
    }
    pairs.push({
      name: operation.index.name.text,
      table: operation.table.name,
      dropped: { span: drop.operation.span, stepIndex: drop.stepIndex },
      created: { span: operation.span, stepIndex: placed.stepIndex },
    });
  }
  return pairs;
}

function definitionBefore(
  { before }: PlacedOperation,
  { name }: DropIndex,
  { table }: CreateIndex,
): IndexDefinition | undefined {
  return tableBefore(before, table)?.indexes.find((index) => index.name === name.text)?.definition;
}

function isSameIndex(a: IndexDefinition, b: IndexDefinition): boolean {
  const { postgresql_concurrently: ownA, ...optionsA } = a.options;
  const { postgresql_concurrently: ownB, ...optionsB } = b.options;
  // Built concurrently, it is a repair of an index that was left invalid.
  if (ownA === true || ownB === true) return false;
  return (
    a.unique === b.unique &&
    a.elements.length === b.elements.length &&
    a.elements.every((element, index) => {
      const other = b.elements[index];
      return element.kind === 'columnName' && other?.kind === 'columnName' && element.name === other.name;
    }) &&
    Object.keys(optionsA).length === 0 &&
    Object.keys(optionsB).length === 0
  );
}

/** Something happens between the two: rows are written, or the table itself is changed, for which the index had to go. */
function isExplained(
  analysis: FunctionAnalysis,
  drop: PlacedOperation,
  create: PlacedOperation,
  { table }: CreateIndex,
): boolean {
  for (let at = drop.stepIndex + 1; at < create.stepIndex; at++) {
    if (analysis.steps[at]?.step.kind !== 'operation') return true;
  }
  return operationsOf(analysis).some(
    ({ operation, stepIndex }) =>
      stepIndex >= drop.stepIndex &&
      stepIndex <= create.stepIndex &&
      operation.kind !== 'createIndex' &&
      operation.kind !== 'dropIndex' &&
      'table' in operation &&
      sameTable({ name: operation.table.name, schema: operation.table.schema }, table),
  );
}
