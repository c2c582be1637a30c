// bad-path-separator: a value Alembic refuses with a ValueError.
import { entriesOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

const VALUES = ['space', 'newline', 'os', ':', ';'];

export const badPathSeparator = defineConfigRule({
  id: 'bad-path-separator',
  summary: 'path_separator takes space, newline, os, : or ;.',
  severity: 'error',
  check({ ini, section }, report) {
    if (ini === undefined) return;
    for (const { key, value, valueSpan, span } of entriesOf(ini.content, section)) {
      if (!/^(?:version_)?path_separator$/.test(key) || VALUES.includes(value)) continue;
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
