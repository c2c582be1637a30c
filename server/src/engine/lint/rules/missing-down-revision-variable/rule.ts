// missing-down-revision-variable: a revision that does not say what it stands on.
import { firstLine, problemsOf } from '../../graphProblems';
import { defineGraphRule, type GraphContext } from '../../rule';
import { docstringLine } from '../../writing/headerEdits';
import type { Fix } from '../../finding';

export const missingDownRevisionVariable = defineGraphRule({
  id: 'missing-down-revision-variable',
  summary: 'A revision must assign `down_revision`, None when it is the first.',
  severity: 'error',
  check(context, report) {
    const [problem] = problemsOf(context, 'missing-down-revision');
    // Without an id the file is no revision: missing-revision-variable.
    if (problem === undefined || context.header.revision === undefined) return;
    report({
      span:
        context.header.assignments.revision === undefined
          ? firstLine(context.source)
          : context.header.revision.span,
      message: `This revision assigns no down_revision: every alembic command ends with ${problem.raises ?? problem.message}. Assign the id of its parent, or None for the first revision.`,
      fixes: fixesFor(context),
    });
  },
});

function fixesFor({ header, source, path, graph, revision }: GraphContext): readonly Fix[] {
  const anchor = header.assignments.revision;
  if (anchor === undefined) return [];
  const lineStart = source.lastIndexOf('\n', anchor.start - 1) + 1;
  const lineEnd = source.indexOf('\n', anchor.end);
  if (
    lineEnd < 0 ||
    !/^revision\b/.test(source.slice(lineStart)) ||
    /[;\\]/.test(source.slice(anchor.end, lineEnd))
  )
    return [];
  const parent = parentFor(header.path);
  if (parent === undefined) return [];
  const quote = source[anchor.start] === '"' ? '"' : "'";
  const value = parent === null ? 'None' : `${quote}${parent}${quote}`;
  const edits = [{ span: { start: lineEnd + 1, end: lineEnd + 1 }, text: `down_revision = ${value}\n` }];
  return [
    { title: `Insert down_revision = ${value}`, isPreferred: true, isSafe: false, files: [{ path, edits }] },
  ];

  /** What the docstring says, else the only other head; null for a first revision, undefined when it is unclear. */
  function parentFor(own: string): string | null | undefined {
    const written = docstringLine(header, source, 'Revises')?.value;
    if (written !== undefined && written !== '' && graph.byKey.get(written)?.revision === written)
      return written;
    const heads = graph.heads.filter((id) => graph.byKey.get(id)?.path !== own);
    if (heads.length > 1 || revision?.isHead !== true) return undefined;
    return heads[0] ?? null;
  }
}
