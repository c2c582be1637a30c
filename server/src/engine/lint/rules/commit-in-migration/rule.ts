// commit-in-migration: commit(), rollback() or begin() on the connection, or the words in SQL.
import { namedCalls } from '../../namedCalls';
import { defineRevisionRule } from '../../rule';
import { removeStatement, statementOfCall } from '../../writing/calls';

const SQL = /^\s*(?:begin|commit|rollback|end|start\s+transaction)(?:\s+(?:work|transaction))?\s*(?:;\s*)?$/i;

export const commitInMigration = defineRevisionRule({
  id: 'commit-in-migration',
  summary: 'A revision must not end or begin the transaction that Alembic runs it in.',
  severity: 'error',
  check({ module, source, path }, report) {
    for (const { call, path: called } of namedCalls(module)) {
      const method = /^<bind>\.(commit|rollback|begin)$/.exec(called)?.[1];
      const [first] = call.arguments;
      const text = first?.value.kind === 'call' ? first.value.arguments[0]?.value : first?.value;
      const isText =
        /^(?:alembic\.op|<bind>)\.(?:execute|exec_driver_sql)$/.test(called) &&
        text?.kind === 'string' &&
        SQL.test(text.value);
      if (method === undefined && !isText) continue;
      const place = statementOfCall(module, call.span);
      const removal = place === undefined ? undefined : removeStatement(place, source);
      report({
        span: call.span,
        message:
          'Alembic runs the revision in a transaction of its own and writes the version row in it. Ending it here leaves half a ' +
          'migration behind when a later statement fails, without the version that says so. Take it out; what PostgreSQL refuses ' +
          'inside a transaction goes into `with op.get_context().autocommit_block():`.',
        fixes:
          removal === undefined
            ? []
            : [
                {
                  title: 'Delete it',
                  isPreferred: false,
                  isSafe: false,
                  files: [{ path, edits: [removal] }],
                },
              ],
      });
    }
  },
});
