// unknown-ini-key: near misses only; projects keep keys of their own in the section.
import { entriesOf } from '../../configuration/iniText';
import { nearestName } from '../../editDistance';
import { defineConfigRule } from '../../rule';

const KEYS = [
  'script_location',
  'file_template',
  'timezone',
  'truncate_slug_length',
  'revision_environment',
  'sourceless',
  'version_locations',
  'path_separator',
  'version_path_separator',
  'output_encoding',
  'prepend_sys_path',
  'recursive_version_locations',
  'sqlalchemy.url',
  'databases',
  'post_write_hooks',
];

export const unknownIniKey = defineConfigRule({
  id: 'unknown-ini-key',
  summary: 'The configuration has a key that Alembic does not know, and a similar one that it does.',
  severity: 'warning',
  check({ ini, toml, section }, report) {
    const places = [
      ...entriesOf(ini?.content, section).map((entry) => ({ path: ini?.path ?? '', entry })),
      ...(toml?.content.entries ?? []).map((entry) => ({ path: toml?.path ?? '', entry })),
    ];
    for (const { path, entry } of places) {
      const nearest = KEYS.includes(entry.key) ? undefined : nearestName(entry.key, KEYS);
      if (nearest === undefined) continue;
      report({
        path,
        span: entry.span,
        message: `Alembic does not know "${entry.key}" and takes its default without a word. Is "${nearest}" meant?`,
        fixes: [
          {
            title: `Write ${nearest}`,
            isPreferred: true,
            isSafe: false,
            files: [{ path, edits: [{ span: entry.keySpan, text: nearest }] }],
          },
        ],
      });
    }
  },
});
