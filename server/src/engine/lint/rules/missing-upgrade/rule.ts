// missing-upgrade: nothing in the file is called upgrade.
import { defineRevisionRule } from '../../rule';
import { bindings } from '../../bindings';

export const missingUpgrade = defineRevisionRule({
  id: 'missing-upgrade',
  summary: 'A revision without upgrade() stops Alembic when it is its turn.',
  severity: 'error',
  check({ module, header, source, path }, report) {
    if (header.revision === undefined || module.broken) return;
    const bound = bindings(module);
    if (bound === 'unknown' || bound.has('upgrade')) return;
    const downgrade = module.body.find((one) => one.kind === 'function' && one.name === 'downgrade');
    const at = downgrade?.span.start ?? source.length;
    const stub = 'def upgrade():\n    pass\n';
    const text = downgrade === undefined ? `${source.endsWith('\n') ? '' : '\n'}\n\n${stub}` : `${stub}\n\n`;
    report({
      span: header.revision.span,
      message:
        'This revision has no upgrade(): Alembic stops with "module has no attribute upgrade" when it gets here, with the ' +
        'revisions before it already done. Write the function; `pass` is enough for one that changes nothing.',
      fixes: [
        {
          title: 'Add an empty upgrade()',
          isPreferred: true,
          isSafe: false,
          files: [{ path, edits: [{ span: { start: at, end: at }, text }] }],
        },
      ],
    });
  },
});
