// file-template-subdirs-without-recursive: new revisions go into sub-folders that Alembic does not look into.
import { entriesOf, entryOf } from '../../configuration/iniText';
import { stringValue } from '../../configuration/tomlText';
import { defineConfigRule } from '../../rule';

export const fileTemplateSubdirsWithoutRecursive = defineConfigRule({
  id: 'file-template-subdirs-without-recursive',
  summary: 'A file_template with folders needs recursive_version_locations.',
  severity: 'error',
  check({ ini, toml, section }, report) {
    const iniEntries = entriesOf(ini?.content, section);
    const tomlEntries = toml?.content.entries ?? [];
    const isRecursive =
      entryOf(iniEntries, 'recursive_version_locations')?.value === 'true' ||
      entryOf(tomlEntries, 'recursive_version_locations')?.value === 'true';
    if (isRecursive) return;
    const inIni = entryOf(iniEntries, 'file_template');
    const inToml = entryOf(tomlEntries, 'file_template');
    const [entry, path] = inIni === undefined ? [inToml, toml?.path] : [inIni, ini?.path];
    if (entry === undefined || path === undefined) return;
    const value = stringValue(entry) ?? entry.value;
    if (!value.includes('/')) return;
    report({
      path,
      span: entry.valueSpan,
      message:
        'New revisions are written into sub-folders, and Alembic looks for them in version_locations only: it refuses the template, or ' +
        'does not find the revision it has just written. Set recursive_version_locations = true.',
      fixes: [
        {
          title: 'Add recursive_version_locations = true',
          isPreferred: true,
          isSafe: false,
          files: [
            {
              path,
              edits: [
                {
                  span: { start: entry.span.end, end: entry.span.end },
                  text: '\nrecursive_version_locations = true',
                },
              ],
            },
          ],
        },
      ],
    });
  },
});
