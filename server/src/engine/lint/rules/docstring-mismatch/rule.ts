// docstring-mismatch: the docstring and the variables tell two stories.
import { defineGraphRule, type GraphContext } from '../../rule';
import { docstringLine, type DocstringLine } from '../../writing/headerEdits';

/** What a template writes for no parent: nothing, or None in old ones. */
const NO_PARENT = new Set(['', 'None', '<base>']);

export const docstringMismatch = defineGraphRule({
  id: 'docstring-mismatch',
  summary: 'The docstring names another revision or other parents than the variables.',
  severity: 'warning',
  check(context, report) {
    const { header, source, path } = context;
    const mismatch = (line: DocstringLine, what: string, expected: string): void => {
      report({
        span: line.shown,
        message: `The docstring says ${what} ${line.value === '' ? '(nothing)' : line.value}, the variable says ${expected === '' ? 'None' : expected}. Alembic goes by the variable and shows people the docstring.`,
        fixes: [
          {
            title: 'Rewrite the docstring line',
            isPreferred: true,
            isSafe: true,
            files: [{ path, edits: [{ span: line.span, text: ` ${expected}` }] }],
          },
        ],
      });
    };
    const id = docstringLine(header, source, 'Revision ID');
    if (
      id !== undefined &&
      header.revision !== undefined &&
      isIdList(id.value) &&
      id.value !== header.revision.value
    ) {
      mismatch(id, 'Revision ID', header.revision.value);
    }
    const revises = docstringLine(header, source, 'Revises');
    const parents = knownParents(context);
    if (revises === undefined || parents === undefined || !isIdList(revises.value)) return;
    if (!saysParents(revises.value, parents)) mismatch(revises, 'Revises', parents.join(', '));
  },
});

/** The parents, when the variable is there and can be read without running the file. */
function knownParents({ header }: GraphContext): readonly string[] | undefined {
  if (header.assignments.downRevision === undefined) return undefined;
  if (header.problems.some(({ kind }) => kind !== 'illegal-character')) return undefined;
  // An empty string is no id: illegal-revision-id.
  const parents = header.downRevisions.map(({ value }) => value);
  return parents.includes('') ? undefined : parents;
}

/** A line with remarks in it is prose, and nobody's business. */
function isIdList(text: string): boolean {
  return NO_PARENT.has(text) || /^[^\s,()'"]+(?:\s*,\s*[^\s,()'"]+)*$/.test(text);
}

function saysParents(text: string, parents: readonly string[]): boolean {
  if (NO_PARENT.has(text)) return parents.length === 0;
  const written = text.split(',').map((one) => one.trim());
  return written.length === parents.length && parents.every((parent) => written.includes(parent));
}
