// short-integer-pk: INTEGER and SMALLINT as the only key column of a new table.
import { writtenType } from '../../columns';
import { defineOperationRule } from '../../rule';
import { planImports } from '../../writing/names';
import { buildTable } from '../../../schema/tableModel';

export const shortIntegerPk = defineOperationRule({
  id: 'short-integer-pk',
  summary: 'An integer primary key ends at 2147483647 rows.',
  severity: 'hint',
  dialects: ['postgresql'],
  on: ['createTable'],
  readsSql: true,
  check({ table, items, options, comment }, { revision, function: analysis, sql }, report) {
    if (analysis.direction !== 'upgrade') return;
    const { primaryKey, columns } = buildTable(table.name, table.schema, items, options, comment);
    const [key, ...others] = primaryKey?.columns ?? [];
    const column = columns.find(({ name }) => name === key);
    if (column?.type?.kind !== 'type' || others.length > 0 || column.hasForeignKey) return;
    if (!/^(?:Integer|INTEGER|INT|SmallInteger|SMALLINT)$/.test(column.type.name)) return;
    const { names, complete } = planImports(revision.module, revision.source);
    const written = writtenType(revision.module, column.definition);
    report({
      span: written?.span ?? column.definition.span,
      message:
        `The key "${column.name}" ends at ${/small/i.test(column.type.name) ? '32767' : '2147483647'}, rolled back and deleted rows ` +
        `included. Making it wider later rewrites the table and every foreign key to it. Write ${sql === undefined ? `${names.sa}.BigInteger()` : 'BIGINT'} where the ` +
        'table can grow.',
      fixes:
        written === undefined
          ? []
          : [
              {
                title: `Use ${names.sa}.BigInteger()`,
                isPreferred: true,
                isSafe: false,
                files: [
                  {
                    path: revision.path,
                    edits: complete([{ span: written.span, text: `${names.sa}.BigInteger()` }]),
                  },
                ],
              },
            ],
    });
  },
});
