// json-column: JSON on PostgreSQL, where JSONB is nearly always meant.
import { columnsOf, typeOn, writtenType } from '../../columns';
import { defineOperationRule } from '../../rule';
import { planImports } from '../../writing/names';

export const jsonColumn = defineOperationRule({
  id: 'json-column',
  summary: 'A json column keeps text; jsonb is compared, indexed and searched.',
  severity: 'hint',
  dialects: ['postgresql'],
  on: ['createTable', 'addColumn'],
  readsSql: true,
  check(operation, { revision, function: analysis, sql }, report) {
    if (analysis.direction !== 'upgrade') return;
    for (const column of columnsOf(operation)) {
      const type = typeOn(column.type, 'postgresql');
      if (type?.kind !== 'type' || type.name !== 'JSON') continue;
      const { names, complete } = planImports(revision.module, revision.source);
      const written = writtenType(revision.module, column);
      const isPlain = written?.kind === 'call' && written.arguments.length === 0;
      report({
        span: written?.span ?? column.span,
        message:
          `"${column.name}" becomes json, which PostgreSQL keeps as text: no =, no DISTINCT, no GIN index, and every access parses ` +
          `it again. Write ${sql === undefined ? `${names.postgresql}.JSONB()` : 'jsonb'}, unless the exact text matters.`,
        fixes: isPlain
          ? [
              {
                title: 'Use JSONB',
                isPreferred: true,
                isSafe: false,
                files: [
                  {
                    path: revision.path,
                    edits: complete([{ span: written.span, text: `${names.postgresql}.JSONB()` }]),
                  },
                ],
              },
            ]
          : [],
      });
    }
  },
});
