// set-logged-access-method: the table is written again into another kind of storage.
import { isNewTable, parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

const ACTIONS: Readonly<Record<string, string>> = {
  SetLogged: 'SET LOGGED',
  SetUnLogged: 'SET UNLOGGED',
  SetAccessMethod: 'SET ACCESS METHOD',
  SetTableSpace: 'SET TABLESPACE',
};

export const setLoggedAccessMethod = defineRevisionRule({
  id: 'set-logged-access-method',
  summary: 'Changing how a table is stored writes all of it again while it is locked for everyone.',
  severity: 'info',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    for (const { sql, stepIndex } of parsedSqlOf(upgrade)) {
      if (sql.kind !== 'alterTable' || isNewTable(upgrade, stepIndex, sql.table)) continue;
      for (const action of sql.actions) {
        const name = action.kind === 'other' ? ACTIONS[action.word] : undefined;
        if (name === undefined) continue;
        report({
          span: sql.span,
          message:
            `${name} writes every row of "${sql.table.name}" again under an ACCESS EXCLUSIVE lock: nobody can read or write the ` +
            'table until that is done. Run it when the table may be locked, or copy into a new table.',
        });
      }
    }
  },
});
