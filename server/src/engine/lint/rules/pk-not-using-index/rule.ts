// pk-not-using-index: ADD PRIMARY KEY builds its index, and sets NOT NULL, while nobody can read or write the table.
import { hasRows } from '../../functionFacts';
import { defineOperationRule } from '../../rule';
import { sqlTable } from '../../writing/statements';
import { sqlName } from '../../../text/sqlName';

export const pkNotUsingIndex = defineOperationRule({
  id: 'pk-not-using-index',
  summary: 'Adding a primary key builds its index while the table is locked for everyone.',
  severity: 'warning',
  dialects: ['postgresql'],
  on: ['createConstraint'],
  readsSql: true,
  check({ table, constraint, span }, context, report) {
    if (constraint.kind !== 'primaryKey' || !hasRows(context, table)) return;
    const name = sqlName(constraint.name?.text ?? `${table.name}_pkey`);
    report({
      span,
      message:
        `The primary key takes an ACCESS EXCLUSIVE lock on "${table.name}" and builds its index under it: nobody can read or ` +
        'write the table until every row is read. Build a unique index concurrently first, make the columns NOT NULL, ' +
        `then run ALTER TABLE ${sqlTable(table)} ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX and the index name.`,
    });
  },
});
