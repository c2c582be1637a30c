// reserved-branch-label: a label that means something else on the command line.
import { defineGraphRule } from '../../rule';
import { replaceId } from '../../writing/headerEdits';

const SYMBOLS = ['head', 'heads', 'base', 'current'];

export const reservedBranchLabel = defineGraphRule({
  id: 'reserved-branch-label',
  summary: 'A branch label that the command line reads as something else cannot be used.',
  severity: 'error',
  check({ header, graph, source, path }, report) {
    for (const written of header.branchLabels) {
      const reason = reasonAgainst(written.value);
      if (reason === undefined) continue;
      const name = SYMBOLS.includes(written.value)
        ? `${written.value}_branch`
        : written.value.replace(/[@:]|[+-](?=\d)/g, '_');
      const edit = graph.byKey.has(name) ? undefined : replaceId(source, written, name);
      const files = [{ path, edits: edit === undefined ? [] : [edit] }];
      report({
        span: written.span,
        message: `The branch label '${written.value}' ${reason}. Alembic accepts it here and fails, or does something else, when it is used: choose another name.`,
        fixes:
          edit === undefined
            ? []
            : [{ title: `Rename the label to ${name}`, isPreferred: true, isSafe: false, files }],
      });
    }
  },
});

/** A dash before a letter is harmless: `my-branch@head` works. */
function reasonAgainst(label: string): string | undefined {
  if (SYMBOLS.includes(label)) return 'is a word of the command line';
  if (label.includes('@')) return "contains '@', which ends the name of a branch";
  if (label.includes(':')) return "contains ':', which separates the ends of a range";
  if (/[+-]\d/.test(label)) return 'reads as a relative revision';
  return undefined;
}
