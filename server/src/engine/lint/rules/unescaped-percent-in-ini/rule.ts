// unescaped-percent-in-ini: configparser takes % for the beginning of %(name)s.
import { entriesOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';
import type { TextEdit } from '../../../text/edit';

export const unescapedPercentInIni = defineConfigRule({
  id: 'unescaped-percent-in-ini',
  summary: 'A percent sign in the ini file has to be written twice.',
  severity: 'error',
  check({ ini, section }, report) {
    if (ini === undefined) return;
    const defaults = entriesOf(ini.content, 'DEFAULT');
    for (const name of [section, 'post_write_hooks']) {
      const entries = entriesOf(ini.content, name);
      const known = new Set(['here', ...[...defaults, ...entries].map(({ key }) => key)]);
      for (const { key, value, valueSpan } of entries) {
        const text = ini.text.slice(valueSpan.start, valueSpan.end);
        const edits: TextEdit[] = [];
        for (const match of text.matchAll(/%%|%\(([^)]+)\)s|%/g)) {
          const [whole, reference] = match;
          if (whole === '%%' || (reference !== undefined && isKnown(reference, known, name))) continue;
          const at = valueSpan.start + match.index;
          edits.push({ span: { start: at, end: at }, text: '%' });
        }
        if (edits.length === 0 || value === '') continue;
        report({
          path: ini.path,
          span: valueSpan,
          message:
            `A single % in ${key} begins a reference for configparser, and reading the section ends with an InterpolationError. ` +
            'Write it twice: %%.',
          fixes: [
            { title: 'Write %% for %', isPreferred: true, isSafe: false, files: [{ path: ini.path, edits }] },
          ],
        });
      }
    }
  },
});

/** Hooks have a reference of their own, which Alembic fills in itself. */
function isKnown(reference: string, known: ReadonlySet<string>, section: string): boolean {
  return (
    known.has(reference.toLowerCase()) ||
    (section === 'post_write_hooks' && /^(?:here|revision_script_filename)$/i.test(reference))
  );
}
