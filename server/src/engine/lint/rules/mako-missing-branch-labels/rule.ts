// mako-missing-branch-labels: script.py.mako without the two lines, as very old templates are.
import { defineConfigRule } from '../../rule';

const NAMES = ['branch_labels', 'depends_on'];

export const makoMissingBranchLabels = defineConfigRule({
  id: 'mako-missing-branch-labels',
  summary: 'The template of new revisions leaves out branch_labels or depends_on.',
  severity: 'warning',
  check({ template }, report) {
    if (template === undefined) return;
    const { text, path } = template;
    const line = /^down_revision[^\n]*$/m.exec(text);
    const missing = NAMES.filter((name) => !new RegExp(`^${name}\\b[^\\n=]*=`, 'm').test(text));
    if (line === null || missing.length === 0) return;
    const span = { start: line.index, end: line.index + line[0].length };
    const lines = missing.map((name) => `\n${name} = \${repr(${name})}`).join('');
    report({
      path,
      span,
      message:
        `New revisions do not get ${missing.join(' and ')}: \`alembic revision --branch-label\` and \`--depends-on\` write a file without ` +
        'what was asked for and stop with an error. Add the lines to the template.',
      fixes: [
        {
          title: `Add ${missing.join(' and ')}`,
          isPreferred: true,
          isSafe: false,
          files: [{ path, edits: [{ span: { start: span.end, end: span.end }, text: lines }] }],
        },
      ],
    });
  },
});
