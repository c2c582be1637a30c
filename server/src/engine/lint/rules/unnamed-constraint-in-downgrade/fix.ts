// The fix of unnamed-constraint-in-downgrade: the name on both sides, as the database has it.
import type { Fix } from '../../finding';
import type { FunctionAnalysis, OperationContext } from '../../rule';
import { writeString } from '../../writing/literals';
import { planImports } from '../../writing/names';
import type { CreateConstraint, DropConstraint } from '../../../operations/operation';
import { expressionWithSpan } from '../../../python/find';
import { findTable } from '../../../schema/lookup';
import type { TextEdit } from '../../../text/edit';

const TYPES = {
  primaryKey: 'primary',
  unique: 'unique',
  check: 'check',
  foreignKey: 'foreignkey',
  exclude: undefined,
};

/** One fix when exactly one constraint of upgrade() can be meant; none else. */
export function unnamedFix(operation: DropConstraint, context: OperationContext): readonly Fix[] {
  const { revision, function: analysis } = context;
  if (analysis.direction !== 'downgrade') return [];
  const isAlone =
    constraints(analysis, 'dropConstraint').filter(
      (other) => other.name === undefined && isAlike(other, operation),
    ).length === 1;
  const made = constraints(revision.upgrade, 'createConstraint').filter(
    ({ constraint, table }) =>
      constraint.name === undefined && isAlike({ table, type: TYPES[constraint.kind] }, operation),
  );
  const [created] = made;
  if (!isAlone || made.length !== 1 || created === undefined) return [];
  const after = revision.upgrade.steps.at(-1)?.after;
  const table = after === undefined ? undefined : findTable(after, created.table.name, created.table.schema);
  const name = table?.constraints.find(({ definition }) => definition === created.constraint)?.name;
  const edits = [created.span, operation.span].map((span) =>
    namedBy(context, span, name ?? suggested(created)),
  );
  const known = edits.filter((edit) => edit !== undefined);
  if (known.length < 2) return [];
  const files = [
    { path: revision.path, edits: planImports(revision.module, revision.source).complete(known) },
  ];
  return [
    {
      title: `Name it ${name ?? suggested(created)} in both places`,
      isPreferred: true,
      isSafe: false,
      files,
    },
  ];
}

/** PostgreSQL's own pattern for a constraint on a table that the history does not know. */
function suggested({ table, constraint }: CreateConstraint): string {
  const columns = 'columns' in constraint ? constraint.columns : [];
  const ending = { primaryKey: 'pkey', unique: 'key', check: 'check', foreignKey: 'fkey', exclude: 'excl' };
  const middle = constraint.kind === 'primaryKey' ? [] : columns;
  return [table.name, ...middle, ending[constraint.kind]].join('_').slice(0, 63);
}

function isAlike(
  one: { readonly table: { readonly name: string }; readonly type: string | undefined },
  other: DropConstraint,
): boolean {
  return one.table.name === other.table.name && (one.type === other.type || other.type === undefined);
}

function constraints<K extends 'createConstraint' | 'dropConstraint'>(
  { steps }: FunctionAnalysis,
  kind: K,
): (K extends 'createConstraint' ? CreateConstraint : DropConstraint)[] {
  const all = steps.flatMap(({ step }) => {
    if (step.kind !== 'operation') return [];
    const inner = step.operation.kind === 'batchAlterTable' ? step.operation.steps : [step];
    return inner.flatMap((one) => (one.kind === 'operation' ? [one.operation] : []));
  });
  return all.filter((operation) => operation.kind === kind) as never;
}

/** The name in place of the first argument, which says None. */
function namedBy(
  { revision }: OperationContext,
  span: { readonly start: number; readonly end: number },
  name: string,
): TextEdit | undefined {
  const call = expressionWithSpan(revision.module, span);
  if (call?.kind !== 'call') return undefined;
  const argument =
    call.arguments.find((one) => one.name === 'constraint_name') ??
    (call.arguments[0]?.form === 'positional' ? call.arguments[0] : undefined);
  if (argument?.value.kind !== 'constant') return undefined;
  return { span: argument.value.span, text: writeString(name) };
}
