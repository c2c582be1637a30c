// columns-as-string: create_index('ix', 't', 'abc') makes an index over the columns a, b and c.
import { defineRevisionRule } from '../../rule';
import { argumentAt, namedCalls } from '../../namedCalls';

/** Where each directive takes lists of columns, with the place behind the table name. */
const LISTS: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  create_index: [['columns', 2]],
  create_unique_constraint: [['columns', 2]],
  create_primary_key: [['columns', 2]],
  create_foreign_key: [
    ['local_cols', 3],
    ['remote_cols', 4],
  ],
};

export const columnsAsString = defineRevisionRule({
  id: 'columns-as-string',
  summary: 'A string where a list of column names is expected is read letter by letter.',
  severity: 'error',
  check({ module, source, path }, report) {
    for (const { call, path: name, batch } of namedCalls(module)) {
      const method = /^(?:alembic\.op|<batch>)\.(\w+)$/.exec(name)?.[1];
      for (const [keyword, position] of LISTS[method ?? ''] ?? []) {
        const value = argumentAt(call, batch === undefined ? position : position - 1, keyword);
        if (value?.kind !== 'string') continue;
        const letters = Array.from(value.value).slice(0, 3).join(', ');
        report({
          span: value.span,
          message:
            `\`${keyword}\` takes a list: Python reads this string letter by letter, as the columns (${letters}` +
            `${value.value.length > 3 ? ', ...' : ''}), and the database refuses them or, worse, has them. Write a list.`,
          fixes: [
            {
              title: 'Make it a list',
              isPreferred: true,
              isSafe: false,
              files: [
                {
                  path,
                  edits: [{ span: value.span, text: `[${source.slice(value.span.start, value.span.end)}]` }],
                },
              ],
            },
          ],
        });
      }
    }
  },
});
