// deprecated-api: keyword names of Alembic before 1.0 and forms that SQLAlchemy 2.0 removed.
import { namedCalls } from '../../namedCalls';
import { defineRevisionRule } from '../../rule';
import { descendants } from '../../../python/find';

/** Keywords of old, per directive, and their names of today. */
const KEYWORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  create_foreign_key: { name: 'constraint_name', source: 'source_table', referent: 'referent_table' },
  create_unique_constraint: { name: 'constraint_name', source: 'table_name' },
  create_check_constraint: { name: 'constraint_name', source: 'table_name' },
  create_primary_key: { name: 'constraint_name', cols: 'columns' },
  create_index: { name: 'index_name', tablename: 'table_name' },
  drop_index: { name: 'index_name', tablename: 'table_name' },
  drop_constraint: { name: 'constraint_name', tablename: 'table_name', type: 'type_' },
  alter_column: { name: 'new_column_name', tablename: 'table_name' },
  create_table: { name: 'table_name' },
  drop_table: { name: 'table_name' },
};

export const deprecatedApi = defineRevisionRule({
  id: 'deprecated-api',
  summary: 'A form of the API that current Alembic or SQLAlchemy no longer takes.',
  severity: 'warning',
  check({ module, path, source }, report) {
    for (const { call, path: called } of namedCalls(module)) {
      const method = /^alembic\.op\.(\w+)$/.exec(called)?.[1];
      for (const argument of call.arguments) {
        const now = argument.name === undefined ? undefined : KEYWORDS[method ?? '']?.[argument.name];
        if (now === undefined || argument.name === undefined) continue;
        const span = { start: argument.span.start, end: argument.span.start + argument.name.length };
        report({
          span,
          message: `The parameter "${argument.name}" of ${method ?? ''}() is called "${now}" since Alembic 1.0; the old name raises a TypeError or is passed on as an option.`,
          fixes: [
            {
              title: `Write ${now}=`,
              isPreferred: true,
              isSafe: true,
              files: [{ path, edits: [{ span, text: now }] }],
            },
          ],
        });
      }
      const [first] = call.arguments;
      if (
        /^sqlalchemy\.(?:sql\.)?select$/.test(called) &&
        first?.value.kind === 'list' &&
        first.form === 'positional'
      ) {
        const { span } = first.value;
        const isPlain = call.arguments.length === 1;
        report({
          span,
          message:
            'select([...]) takes its columns one by one since SQLAlchemy 2.0 and raises an ArgumentError for a list. Leave the brackets out.',
          fixes: isPlain
            ? [
                {
                  title: 'Leave the brackets out',
                  isPreferred: true,
                  isSafe: true,
                  files: [{ path, edits: [{ span, text: source.slice(span.start + 1, span.end - 1) }] }],
                },
              ]
            : [],
        });
      }
    }
    for (const node of descendants(module)) {
      if (node.kind !== 'importFrom' || node.module !== 'sqlalchemy.ext.declarative') continue;
      const at = source.indexOf(node.module, node.span.start);
      const span = { start: at, end: at + node.module.length };
      report({
        span,
        message:
          'sqlalchemy.ext.declarative is the old place: SQLAlchemy 2.0 warns. Import from sqlalchemy.orm.',
        fixes: [
          {
            title: 'Import from sqlalchemy.orm',
            isPreferred: true,
            isSafe: true,
            files: [{ path, edits: [{ span, text: 'sqlalchemy.orm' }] }],
          },
        ],
      });
    }
  },
});
