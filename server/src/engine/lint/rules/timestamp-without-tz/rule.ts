// timestamp-without-tz: DateTime() on PostgreSQL is TIMESTAMP WITHOUT TIME ZONE.
import { columnsOf, typeCall, typeOn, writtenType } from '../../columns';
import { defineOperationRule } from '../../rule';
import { setKeyword } from '../../writing/calls';

export const timestampWithoutTz = defineOperationRule({
  id: 'timestamp-without-tz',
  summary: 'A timestamp without time zone does not say which moment it means.',
  severity: 'hint',
  dialects: ['postgresql'],
  on: ['createTable', 'addColumn'],
  readsSql: true,
  check(operation, { revision, function: analysis, sql }, report) {
    if (analysis.direction !== 'upgrade') return;
    for (const column of columnsOf(operation)) {
      const type = typeOn(column.type, 'postgresql');
      if (type?.kind !== 'type' || !/^(?:DateTime|DATETIME|TIMESTAMP)$/.test(type.name)) continue;
      if (type.arguments['timezone'] === true) continue;
      const written = writtenType(revision.module, column);
      const call = typeCall(written);
      const isClass = written?.kind === 'attribute' || written?.kind === 'name';
      const edit =
        call !== undefined
          ? setKeyword(call, revision.source, 'timezone', 'True')
          : isClass &&
              /(?:DateTime|TIMESTAMP)$/.test(revision.source.slice(written.span.start, written.span.end))
            ? { span: { start: written.span.end, end: written.span.end }, text: '(timezone=True)' }
            : undefined;
      report({
        span: written?.span ?? column.span,
        message:
          `"${column.name}" becomes timestamp without time zone: the moment it means depends on the zone of whoever writes and reads ` +
          `it, and shifts by an hour twice a year. Write ${sql === undefined ? 'timezone=True' : 'timestamptz'}.`,
        fixes:
          edit === undefined
            ? []
            : [
                {
                  title: 'Add timezone=True',
                  isPreferred: true,
                  isSafe: false,
                  files: [{ path: revision.path, edits: [edit] }],
                },
              ],
      });
    }
  },
});
