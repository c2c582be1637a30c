// What downgrade() leaves undone of upgrade(): every difference with the step that made it, when all steps are understood.
import { differences, type Difference } from './differences';
import type { AnalysedStep, FunctionAnalysis, RevisionContext } from '../rule';
import type { Dialect } from '../../operations/evaluation';
import type { Operation } from '../../operations/operation';
import type { Span } from '../../text/span';
import { cheapEffect } from '../../schema/statementEffect';
import type { Schema } from '../../schema/schema';

/** A difference between the schema upgrade() met and the one downgrade() leaves. */
export interface Undone {
  readonly difference: Difference;
  /** The step of upgrade() that made it; undefined when downgrade() did it on its own. */
  readonly upgradeStep: AnalysedStep | undefined;
  /** The step of downgrade() that works on the same object. */
  readonly downgradeStep: AnalysedStep | undefined;
}

const CACHE = new WeakMap<RevisionContext, readonly Undone[]>();

/** Empty when everything is undone, or when it cannot be known. */
export function undoneSteps(revision: RevisionContext): readonly Undone[] {
  let found = CACHE.get(revision);
  if (found === undefined) {
    found = isJudgeable(revision.upgrade, revision.downgrade)
      ? compare(revision.upgrade, revision.downgrade, revision.dialect)
      : [];
    CACHE.set(revision, found);
  }
  return found;
}

/** The same for another downgrade() of the revision; undefined when that one is not understood. */
export function undoneBy(
  revision: RevisionContext,
  downgrade: FunctionAnalysis,
): readonly Undone[] | undefined {
  if (!isJudgeable(revision.upgrade, downgrade)) return undefined;
  return compare(revision.upgrade, downgrade, revision.dialect);
}

/** True when nothing in the functions is unknown and downgrade() does something. */
function isJudgeable(upgrade: FunctionAnalysis, downgrade: FunctionAnalysis): boolean {
  if (!downgrade.evaluation.isDefined || downgrade.steps.length === 0 || upgrade.steps.length === 0)
    return false;
  return [upgrade, downgrade].every(
    ({ evaluation, steps }) => evaluation.assumptions.length === 0 && steps.every(isUnderstood),
  );
}

function isUnderstood({ step }: AnalysedStep): boolean {
  if (step.kind === 'operation') {
    if (operationsOf(step.operation).some((one) => one.kind === 'dropConstraint' && one.name === undefined))
      return false;
    return (
      step.operation.kind !== 'batchAlterTable' ||
      step.operation.steps.every(({ kind }) => kind === 'operation')
    );
  }
  if (step.kind === 'statement') return cheapEffect(step.statement).kind === 'none';
  return step.kind === 'autocommit';
}

function compare(
  upgrade: FunctionAnalysis,
  downgrade: FunctionAnalysis,
  dialect: Dialect,
): readonly Undone[] {
  const from = upgrade.steps[0]?.before;
  const to = downgrade.steps.at(-1)?.after;
  if (from === undefined || to === undefined) return [];
  const named = new Set(
    upgrade.steps.flatMap(({ step }) =>
      step.kind === 'operation' ? operationsOf(step.operation).flatMap(namesOf) : [],
    ),
  );
  return differences(from, to, dialect)
    .map((difference) => ({
      difference,
      upgradeStep: stepFor(upgrade.steps, difference.key, dialect),
      downgradeStep: stepFor(downgrade.steps, difference.key, dialect),
    }))
    .filter(
      // What upgrade() names without an effect is older than the history: dropped there, brought back here.
      ({ difference, upgradeStep }) =>
        upgradeStep !== undefined || difference.kind !== 'left' || !named.has(nameOf(difference.key)),
    );
}

/** The operation, and those inside it when it is a batch. */
function operationsOf(operation: Operation): readonly Operation[] {
  if (operation.kind !== 'batchAlterTable') return [operation];
  return operation.steps.flatMap((inner) => (inner.kind === 'operation' ? [inner.operation] : []));
}

/** `column account.name` and `table account` to the name alone. */
function nameOf(key: string): string {
  return /(?<![^.\n ])[^.\n ]*$/.exec(key)?.[0] ?? '';
}

/** The last step that changes the object. */
export function stepFor(
  steps: readonly AnalysedStep[],
  key: string,
  dialect: Dialect,
): AnalysedStep | undefined {
  return steps.findLast(({ before, after }) => touches(before, after, key, dialect));
}

function touches(before: Schema, after: Schema, key: string, dialect: Dialect): boolean {
  return differences(before, after, dialect).some((difference) => difference.key === key);
}

/** The call to underline: inside a batch the one that names the object. */
export function spanOf({ step }: AnalysedStep, { key }: Difference): Span {
  if (step.kind !== 'operation' || step.operation.kind !== 'batchAlterTable') return step.span;
  const name = key.slice(key.lastIndexOf('.') + 1);
  const inner = step.operation.steps.find(
    (candidate) => candidate.kind === 'operation' && namesOf(candidate.operation).includes(name),
  );
  return inner?.span ?? step.operation.steps[0]?.span ?? step.span;
}

function namesOf(operation: Operation): readonly (string | undefined)[] {
  switch (operation.kind) {
    case 'createTable':
    case 'dropTable':
      return [operation.table.name];
    case 'addColumn':
      return [operation.column.name];
    case 'dropColumn':
      return [operation.column];
    case 'alterColumn':
      return [operation.column, operation.newName];
    case 'createIndex':
      return [operation.index.name?.text];
    case 'dropIndex':
    case 'dropConstraint':
      return [operation.name?.text];
    case 'createConstraint':
      return [operation.constraint.name?.text];
    default:
      return [];
  }
}
