// missing-path-separator: version_locations or prepend_sys_path is set, path_separator is not.
import { entriesOf, entryOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

export const missingPathSeparator = defineConfigRule({
  id: 'missing-path-separator',
  summary: 'Without path_separator Alembic splits lists of paths by its old rules and warns.',
  severity: 'warning',
  check({ ini, section }, report) {
    const entries = entriesOf(ini?.content, section);
    if (ini === undefined || entryOf(entries, 'path_separator') !== undefined) return;
    const hasOld = entryOf(entries, 'version_path_separator') !== undefined;
    const list = entries.find(
      ({ key, value }) =>
        value !== '' && (key === 'prepend_sys_path' || (key === 'version_locations' && !hasOld)),
    );
    if (list === undefined || hasOld) return;
    const separator = separatorOf(list.value);
    report({
      path: ini.path,
      span: list.valueSpan,
      message:
        `No path_separator is set, so Alembic 1.16 and newer warn and split ${list.key} by old rules, at blanks and commas: a path with ` +
        'a blank is two. Set path_separator.',
      fixes:
        separator === undefined
          ? []
          : [
              {
                title: `Add path_separator = ${separator}`,
                isPreferred: true,
                isSafe: false,
                files: [
                  {
                    path: ini.path,
                    edits: [
                      {
                        span: { start: list.span.end, end: list.span.end },
                        text: `\npath_separator = ${separator}`,
                      },
                    ],
                  },
                ],
              },
            ],
    });
  },
});

/** The value that splits the list as it is split today; undefined for commas, which no value stands for. */
function separatorOf(value: string): string | undefined {
  if (value.includes(',')) return undefined;
  if (value.includes('\n')) return 'newline';
  return /\s/.test(value) ? 'space' : 'os';
}
