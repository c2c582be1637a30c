// fk-before-table: REFERENCES of a table that is not there yet, or of one that nothing makes.
import { missingReferences } from './missing';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import type { Fix } from '../../finding';
import { foreignKeysOf } from '../../foreignKeys';
import { lineStart, removeStatement, statementOfCall } from '../../writing/calls';
import { findTable } from '../../../schema/lookup';
import type { Span } from '../../../text/span';

export const fkBeforeTable = defineRevisionRule({
  id: 'fk-before-table',
  summary:
    'A foreign key refers to a table that the same revision creates only later, or that no revision creates.',
  severity: 'error',
  dialects: ['postgresql'],
  check(revision, report) {
    for (const { steps } of [revision.upgrade, revision.downgrade]) {
      for (const [index, { step, before }] of steps.entries()) {
        if (step.kind !== 'operation') continue;
        for (const { referred, table, span } of foreignKeysOf(step.operation)) {
          const schema = referred.schema ?? table.schema;
          if (referred.table === table.name || findTable(before, referred.table, schema) !== undefined)
            continue;
          const later = steps
            .slice(index + 1)
            .find(
              ({ step: other }) =>
                other.kind === 'operation' &&
                other.operation.kind === 'createTable' &&
                other.operation.table.name === referred.table &&
                other.operation.table.schema === schema,
            )?.step;
          if (later?.kind !== 'operation') continue;
          // Two tables that refer to each other are the business of circular-foreign-keys.
          if (foreignKeysOf(later.operation).some((other) => other.referred.table === table.name)) continue;
          report({
            span,
            message:
              `Table "${referred.table}" is created only further down: PostgreSQL stops here with "relation "${referred.table}" does ` +
              'not exist". Create it first.',
            related: [{ path: revision.path, span: later.span, message: 'It is created here.' }],
            fixes: () => moveUp(revision, later.span, step.span),
          });
        }
      }
    }
    for (const { key, column, nearest, fixes } of missingReferences(revision)) {
      const { referred, span } = key;
      const what =
        column === undefined
          ? `No revision before this one creates table "${referred.table}": PostgreSQL stops here with "relation ` +
            `"${referred.table}" does not exist".`
          : `Table "${referred.table}" has no column "${column}": PostgreSQL stops here with "column "${column}" referenced ` +
            'in foreign key constraint does not exist".';
      const advice =
        nearest !== undefined
          ? `Is "${nearest}" meant?`
          : column === undefined
            ? 'Create it first, or correct the name.'
            : 'Correct the name.';
      report({ span, message: `${what} ${advice}`, fixes });
    }
  },
});

function moveUp({ module, source, path }: RevisionContext, moved: Span, before: Span): readonly Fix[] {
  const from = statementOfCall(module, moved);
  const to = statementOfCall(module, before);
  const removal = from === undefined ? undefined : removeStatement(from, source);
  if (from === undefined || to === undefined || removal?.text !== '' || !from.siblings.includes(to.statement))
    return [];
  const start = lineStart(source, to.statement.span.start);
  const text = source.slice(removal.span.start, removal.span.end);
  const edits = [{ span: { start, end: start }, text: text.endsWith('\n') ? text : `${text}\n` }, removal];
  return [{ title: 'Create the table first', isPreferred: true, isSafe: false, files: [{ path, edits }] }];
}
