// mismatched-fk-type: INTEGER that refers to BIGINT, VARCHAR that refers to UUID.
import { writtenType } from '../../columns';
import { foreignKeysOf } from '../../foreignKeys';
import { defineOperationRule } from '../../rule';
import { typeText } from '../../sqlText';
import { writeType } from '../../writing/definitions';
import { planImports } from '../../writing/names';
import { findColumn, findTable } from '../../../schema/lookup';
import type { SqlType } from '../../../operations/sqlType';

export const mismatchedFkType = defineOperationRule({
  id: 'mismatched-fk-type',
  summary: 'A foreign key column has another type than the column it refers to.',
  severity: 'warning',
  on: ['createTable', 'addColumn', 'createConstraint'],
  readsSql: true,
  check(operation, { revision, function: analysis, before }, report) {
    if (analysis.direction !== 'upgrade') return;
    for (const { table, columns, referred, span } of foreignKeysOf(operation)) {
      const target = findTable(before, referred.table, referred.schema ?? table.schema);
      for (const [index, name] of columns.entries()) {
        const there = target === undefined ? undefined : findColumn(target, referred.columns[index] ?? 'id');
        const definition =
          operation.kind === 'createTable'
            ? operation.items.find((item) => item.kind === 'column' && item.name === name)
            : operation.kind === 'addColumn'
              ? operation.column
              : undefined;
        const own = findTable(before, table.name, table.schema);
        const type =
          definition?.kind === 'column'
            ? definition.type
            : own === undefined
              ? undefined
              : findColumn(own, name)?.type;
        const [here, other] = [baseOf(type, revision.dialect), baseOf(there?.type, revision.dialect)];
        if (here === undefined || other === undefined || here === other) continue;
        const { names, complete } = planImports(revision.module, revision.source);
        const written = definition?.kind === 'column' ? writtenType(revision.module, definition) : undefined;
        const text = there?.type === undefined ? undefined : writeType(there.type, names);
        report({
          span: written?.span ?? span,
          message:
            `"${name}" is ${here} and refers to "${referred.table}.${there?.name ?? ''}", which is ${other}: ` +
            `${isNumber(here) && isNumber(other) ? 'values beyond the smaller type cannot be stored, and every join converts' : 'the database refuses the foreign key or converts in every join'}. Give both the same type.`,
          fixes:
            written === undefined || text === undefined
              ? []
              : [
                  {
                    title: `Use ${text}`,
                    isPreferred: true,
                    isSafe: false,
                    files: [{ path: revision.path, edits: complete([{ span: written.span, text }]) }],
                  },
                ],
        });
      }
    }
  },
});

/** The type without its length, with one word for each of several names. */
function baseOf(type: SqlType | undefined, dialect: 'postgresql' | 'sqlite'): string | undefined {
  const text = typeText(type, dialect)
    ?.replace(/^([^(]*)\(.*\)/, '$1')
    .trim();
  if (text === undefined || text === '' || text === 'NULL') return undefined;
  return /^(?:VARCHAR|TEXT|CHAR|CITEXT|CHARACTER VARYING)/i.test(text) ? 'text' : text.toUpperCase();
}

function isNumber(type: string): boolean {
  return /INT|NUMERIC/.test(type);
}
