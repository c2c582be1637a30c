// bad-path-separator: a value Alembic refuses with a ValueError, where it reads it: with a list that it divides.
import { entriesOf, entryOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

const VALUES = ['space', 'newline', 'os', ':', ';'];

export const badPathSeparator = defineConfigRule({
  id: 'bad-path-separator',
  summary: 'path_separator takes space, newline, os, : or ;.',
  severity: 'error',
  check({ ini, section }, report) {
    if (ini === undefined) return;
    const entries = entriesOf(ini.content, section);
    const isSet = (key: string): boolean => (entryOf(entries, key)?.value ?? '') !== '';
    for (const key of ['path_separator', 'version_path_separator']) {
      const entry = entryOf(entries, key);
      // The old name is read for version_locations alone, and only without the other.
      const isRead = isSet('version_locations') || (key === 'path_separator' && isSet('prepend_sys_path'));
      if (entry === undefined || VALUES.includes(entry.value)) continue;
      if (!isRead || (key !== 'path_separator' && entryOf(entries, 'path_separator') !== undefined)) continue;
      const { value, valueSpan, span } = entry;
      report({
        path: ini.path,
        span: value === '' ? span : valueSpan,
        message:
          `"${value}" is not a separator: every command stops with "is not a valid value for ${key}; expected 'space', 'newline', ` +
          "'os', ':', ';'\". A comment behind the value counts as part of it.",
        fixes: [
          {
            title: 'Write os',
            isPreferred: true,
            isSafe: false,
            files: [{ path: ini.path, edits: [{ span: valueSpan, text: 'os' }] }],
          },
        ],
      });
    }
  },
});
