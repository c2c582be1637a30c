// varchar-length: String(n). Off unless the settings turn it on: many projects want the limit.
import { columnsOf, typeOn, writtenType } from '../../columns';
import { defineOperationRule } from '../../rule';
import { planImports } from '../../writing/names';

export const varcharLength = defineOperationRule({
  id: 'varchar-length',
  summary: 'A length limit on PostgreSQL saves nothing and is a migration when it turns out too small.',
  severity: 'info',
  isOptional: true,
  dialects: ['postgresql'],
  on: ['createTable', 'addColumn'],
  check(operation, { revision, function: analysis }, report) {
    if (analysis.direction !== 'upgrade') return;
    for (const column of columnsOf(operation)) {
      const type = typeOn(column.type, 'postgresql');
      if (type?.kind !== 'type' || !/^(?:String|VARCHAR|Unicode)$/.test(type.name)) continue;
      if (typeof type.arguments['length'] !== 'bigint') continue;
      const { names, complete } = planImports(revision.module, revision.source);
      const written = writtenType(revision.module, column);
      report({
        span: written?.span ?? column.span,
        message:
          `PostgreSQL stores "${column.name}" the same way with and without the limit; a longer value is an error that only a ` +
          `migration mends. Write ${names.sa}.Text(), with a CHECK where a limit is a rule.`,
        fixes:
          written === undefined
            ? []
            : [
                {
                  title: `Use ${names.sa}.Text()`,
                  isPreferred: true,
                  isSafe: false,
                  files: [
                    {
                      path: revision.path,
                      edits: complete([{ span: written.span, text: `${names.sa}.Text()` }]),
                    },
                  ],
                },
              ],
      });
    }
  },
});
