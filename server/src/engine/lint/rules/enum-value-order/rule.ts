// enum-value-order: a new enum value goes to the end, and an enum sorts by the order of its values.
import { parsedSqlOf } from '../../functionFacts';
import { defineRevisionRule } from '../../rule';

export const enumValueOrder = defineRevisionRule({
  id: 'enum-value-order',
  summary: 'A value added without BEFORE or AFTER sorts behind all others.',
  severity: 'hint',
  isOptional: true,
  dialects: ['postgresql'],
  check({ upgrade }, report) {
    for (const { sql } of parsedSqlOf(upgrade)) {
      if (sql.kind !== 'alterEnum' || sql.oldLabel !== undefined || sql.place !== undefined) continue;
      report({
        span: sql.span,
        message:
          `'${sql.label}' becomes the last value of ${sql.name.name}: ORDER BY, < and > go by the order of the values, and a ` +
          `database that is made from the models may have another one. Say where it belongs: BEFORE or AFTER a value.`,
      });
    }
  },
});
