// enum-type-not-created: create_table makes the enum types of its columns, add_column and alter_column do not.
import { isBehindOpaque, operationsOf, isInBatch } from '../../functionFacts';
import { defineOperationRule, type OperationContext } from '../../rule';
import { writeType } from '../../writing/definitions';
import { fixList, fixWriter } from '../../writing/fix';
import { batchPlace, insertBefore, ownPlace } from '../../writing/statements';
import type { SqlType } from '../../../operations/sqlType';
import { namedEnum } from '../../../schema/build';
import { findEnum } from '../../../schema/lookup';

export const enumTypeNotCreated = defineOperationRule({
  id: 'enum-type-not-created',
  summary: 'add_column and alter_column do not create the enum type that they use.',
  severity: 'error',
  dialects: ['postgresql'],
  on: ['addColumn', 'alterColumn'],
  check(operation, context, report) {
    if (context.function.direction !== 'upgrade') return;
    const type = operation.kind === 'addColumn' ? operation.column.type : operation.type;
    const used = namedEnum(type);
    if (used === undefined || type === undefined) return;
    const { before, function: analysis, stepIndex } = context;
    // A schema with gaps may have the type.
    if (!before.isComplete || isBehindOpaque(analysis, stepIndex)) return;
    if (findEnum(before, used.name, used.schema) !== undefined || isMade(used.name, context)) return;
    const schema = used.schema === undefined ? '' : `${used.schema}.`;
    report({
      span: operation.kind === 'addColumn' ? operation.column.span : operation.span,
      message:
        `Only create_table creates enum types: ${operation.kind === 'addColumn' ? 'add_column' : 'alter_column'} prints the ` +
        `name alone, and no revision before has made "${schema}${used.name}", so PostgreSQL answers type "${used.name}" does ` +
        `not exist. Create it before: sa.Enum(..., name='${used.name}').create(op.get_bind(), checkfirst=True), and drop it ` +
        'in downgrade().',
      fixes: () => fixList(createFix(operation.span, type, context)),
    });
  },
});

/** Made before in the same function, also with a schema that the type does not name. */
function isMade(name: string, { function: analysis, stepIndex }: OperationContext): boolean {
  return operationsOf(analysis).some(({ operation, stepIndex: at }) => {
    if (at > stepIndex) return false;
    if (operation.kind === 'createType') return namedEnum(operation.type)?.name === name;
    if (operation.kind !== 'createTable') return false;
    return operation.items.some((item) => item.kind === 'column' && namedEnum(item.type)?.name === name);
  });
}

function createFix(
  span: { readonly start: number; readonly end: number },
  type: SqlType,
  context: OperationContext,
) {
  const place = ownPlace(context, span);
  const around = isInBatch(context, span) ? batchPlace(context, span) : place;
  if (place === undefined || around === undefined) return undefined;
  const { names, fix } = fixWriter(context.revision);
  const used = type.kind === 'type' ? (type.variants['postgresql'] ?? type) : type;
  const written = used.kind === 'type' && /^enum$/i.test(used.name) ? writeType(used, names) : undefined;
  if (written === undefined) return undefined;
  return fix('Create the type before', true, [
    insertBefore(context.revision.source, around, [
      `${written}.create(${names.op}.get_bind(), checkfirst=True)`,
    ]),
  ]);
}
