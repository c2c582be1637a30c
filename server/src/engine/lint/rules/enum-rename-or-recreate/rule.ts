// enum-rename-or-recreate: code that is running writes the old value, or waits while columns change their type.
import { parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

export const enumRenameOrRecreate = defineRevisionRule({
  id: 'enum-rename-or-recreate',
  summary:
    'A renamed enum value or a recreated enum type breaks the version of the application that is still running.',
  severity: 'info',
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    const placed = parsedSqlOf(upgrade);
    for (const { sql } of placed) {
      if (sql.kind === 'alterEnum' && sql.oldLabel !== undefined) {
        report({
          span: sql.span,
          message:
            `'${sql.oldLabel}' of ${sql.name.name} is called '${sql.label}' from here on: the version of the application that is still ` +
            'running fails when it writes the old value and does not know the new one when it reads. Add the new value, ' +
            'release code that reads both, change the rows, and leave the old value unused.',
        });
      }
      if (sql.kind !== 'rename' || sql.object !== 'type') continue;
      const old = sql.name.name;
      const isMadeAgain = placed.some(
        ({ sql: other }) => other.kind === 'createEnum' && other.name.name === old,
      );
      if (!isMadeAgain) continue;
      report({
        span: sql.span,
        message:
          `The enum ${old} is made again under its name: every column that uses it has to change its type, which writes its ` +
          'table again under an ACCESS EXCLUSIVE lock, and values that are gone stop it. To add a value, ALTER TYPE ... ADD ' +
          'VALUE is enough; a value that nobody should use any more can stay in the type.',
      });
    }
  },
});
