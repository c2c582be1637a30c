// no-script-location: neither the ini section nor [tool.alembic] has the key.
import { entriesOf, entryOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

export const noScriptLocation = defineConfigRule({
  id: 'no-script-location',
  summary: 'Alembic does not know where the scripts are.',
  severity: 'error',
  check({ ini, toml, section }, report) {
    const header = ini?.content.sections.find(({ name }) => name === section);
    const isInIni = [section, 'DEFAULT'].some(
      (name) => entryOf(entriesOf(ini?.content, name), 'script_location') !== undefined,
    );
    if (isInIni || entryOf(toml?.content.entries ?? [], 'script_location') !== undefined) return;
    const place =
      ini !== undefined && header !== undefined
        ? { path: ini.path, span: header.span, line: 'script_location = %(here)s/alembic' }
        : toml?.content.table !== undefined
          ? { path: toml.path, span: toml.content.table, line: 'script_location = "%(here)s/alembic"' }
          : undefined;
    if (place === undefined) return;
    const { path, span, line } = place;
    report({
      path,
      span,
      message:
        'Every command stops with "No \'script_location\' key found in configuration". Name the folder that holds env.py and the versions.',
      fixes: [
        {
          title: 'Add script_location (alembic beside this file)',
          isPreferred: true,
          isSafe: false,
          files: [{ path, edits: [{ span: { start: span.end, end: span.end }, text: `\n${line}` }] }],
        },
      ],
    });
  },
});
