// revision-id-too-long: an id that does not fit into the version table.
import { defineGraphRule, type GraphContext } from '../../rule';
import { renameRevision } from '../../writing/headerEdits';
import type { Fix } from '../../finding';

/** https://github.com/sqlalchemy/alembic/blob/main/alembic/runtime/migration.py: version_num is a VARCHAR(32). */
const LIMIT = 32;

export const revisionIdTooLong = defineGraphRule({
  id: 'revision-id-too-long',
  summary: 'A revision id of more than 32 characters does not fit into alembic_version.',
  severity: 'error',
  // SQLite does not enforce the length.
  dialects: ['postgresql'],
  check(context, report) {
    const written = context.header.revision;
    if (written === undefined) return;
    const length = Array.from(written.value).length;
    if (length <= LIMIT || widensVersionTable(context)) return;
    report({
      span: written.span,
      message: `This id has ${length} characters; alembic_version.version_num is VARCHAR(32). upgrade() runs, then writing the version fails with "value too long for type character varying(32)". Use a shorter id.`,
      fixes: fixesFor(context, written.value),
    });
  },
});

/** `textOf` stands for one snapshot of the files: what they say together is asked once. */
const KNOWN = new WeakMap<GraphContext['textOf'], boolean>();

/** Projects with long ids widen the column in a revision of theirs, in whatever way: naming the table is enough. */
function widensVersionTable({ graph, textOf }: GraphContext): boolean {
  const known = KNOWN.get(textOf);
  if (known !== undefined) return known;
  const found = graph.headers.some(({ path }) => textOf(path)?.includes('alembic_version') === true);
  KNOWN.set(textOf, found);
  return found;
}

function fixesFor({ graph, textOf, header }: GraphContext, id: string): readonly Fix[] {
  const short = Array.from(id)
    .slice(0, LIMIT)
    .join('')
    .replace(/(?<!_)_+$/, '');
  const files = graph.byKey.has(short)
    ? undefined
    : renameRevision(graph, textOf, header, short, 'withChildren');
  if (files === undefined) return [];
  return [
    { title: `Shorten the id to ${short}, also in its children`, isPreferred: false, isSafe: false, files },
  ];
}
