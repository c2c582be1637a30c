// missing-revision-variable: a file in a version location that declares no revision.
import { firstLine, problemsOf } from '../../graphProblems';
import { defineGraphRule, type GraphContext } from '../../rule';
import { docstringLine } from '../../writing/headerEdits';
import type { Fix } from '../../finding';

export const missingRevisionVariable = defineGraphRule({
  id: 'missing-revision-variable',
  summary: 'A file in a version location must assign `revision`.',
  severity: 'error',
  check(context, report) {
    if (problemsOf(context, 'missing-revision').length === 0) return;
    report({
      span: firstLine(context.source),
      message:
        'This file assigns no `revision`, so every alembic command ends with "Could not determine revision id from ' +
        'filename". Assign it, or move a file that is no revision out of the version location.',
      fixes: fixesFor(context),
    });
  },
});

function fixesFor({ header, source, path, graph }: GraphContext): readonly Fix[] {
  const anchor = header.assignments.downRevision;
  const id = docstringLine(header, source, 'Revision ID')?.value;
  if (anchor === undefined || id === undefined || !/^\w{1,32}$/.test(id) || graph.byKey.has(id)) return [];
  const start = source.lastIndexOf('\n', anchor.start - 1) + 1;
  // Only above an assignment of one line that stands at the margin.
  if (!/^down_revision\b/.test(source.slice(start))) return [];
  const quote = source[anchor.start] === '"' ? '"' : "'";
  const edits = [{ span: { start, end: start }, text: `revision = ${quote}${id}${quote}\n` }];
  return [{ title: `Insert revision ${id}`, isPreferred: true, isSafe: false, files: [{ path, edits }] }];
}
