// prefer-identity: keys that become SERIAL. Off unless the settings turn it on.
import { defineOperationRule } from '../../rule';
import { addArgument } from '../../writing/calls';
import { planImports } from '../../writing/names';
import { buildTable } from '../../../schema/tableModel';
import { expressionWithSpan } from '../../../python/find';

export const preferIdentity = defineOperationRule({
  id: 'prefer-identity',
  summary: 'An identity column is what the SQL standard has instead of SERIAL.',
  severity: 'info',
  isOptional: true,
  dialects: ['postgresql'],
  on: ['createTable'],
  check({ table, items, options, comment }, { revision, function: analysis }, report) {
    if (analysis.direction !== 'upgrade') return;
    const { primaryKey, columns } = buildTable(table.name, table.schema, items, options, comment);
    const [key, ...others] = primaryKey?.columns ?? [];
    const column = columns.find(({ name }) => name === key);
    if (column?.type?.kind !== 'type' || others.length > 0 || column.hasForeignKey) return;
    const { definition } = column;
    if (definition.serverDefault !== undefined || definition.autoincrement === false) return;
    if (!/^(?:big|small)?int(?:eger)?$/i.test(column.type.name)) return;
    const call = expressionWithSpan(revision.module, definition.span);
    const { names, complete } = planImports(revision.module, revision.source);
    const [, second] = call?.kind === 'call' ? call.arguments : [];
    const at = second?.form === 'positional' ? second.span.end : undefined;
    report({
      span: definition.span,
      message:
        `"${column.name}" becomes SERIAL, whose sequence has an owner and rights of its own and can be overwritten by any insert. ` +
        `Write ${names.sa}.Identity().`,
      fixes:
        call?.kind !== 'call'
          ? []
          : [
              {
                title: `Add ${names.sa}.Identity()`,
                isPreferred: true,
                isSafe: false,
                files: [
                  {
                    path: revision.path,
                    edits: complete([
                      at === undefined
                        ? addArgument(call, revision.source, `server_default=${names.sa}.Identity()`)
                        : { span: { start: at, end: at }, text: `, ${names.sa}.Identity()` },
                    ]),
                  },
                ],
              },
            ],
    });
  },
});
