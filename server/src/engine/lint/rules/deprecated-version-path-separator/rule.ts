// deprecated-version-path-separator: the old name, which works with a warning.
import { entriesOf, entryOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

export const deprecatedVersionPathSeparator = defineConfigRule({
  id: 'deprecated-version-path-separator',
  summary: 'version_path_separator is called path_separator since Alembic 1.16.',
  severity: 'warning',
  check({ ini, section }, report) {
    const entries = entriesOf(ini?.content, section);
    const old = entryOf(entries, 'version_path_separator');
    if (ini === undefined || old === undefined) return;
    const isDouble = entryOf(entries, 'path_separator') !== undefined;
    const edit = isDouble
      ? { span: old.span, text: '# version_path_separator is replaced by path_separator' }
      : { span: old.keySpan, text: 'path_separator' };
    report({
      path: ini.path,
      span: old.span,
      message:
        'Alembic warns about version_path_separator at every command. It is called path_separator now, and splits prepend_sys_path too.',
      fixes: [
        {
          title: isDouble ? 'Take the old name out' : 'Write path_separator',
          isPreferred: true,
          isSafe: false,
          files: [{ path: ini.path, edits: [edit] }],
        },
      ],
    });
  },
});
