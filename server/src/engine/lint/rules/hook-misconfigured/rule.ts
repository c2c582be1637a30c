// hook-misconfigured: names in `hooks` without <name>.type, or without what that type needs.
import { entriesOf, entryOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

const NEEDS: Readonly<Record<string, string>> = {
  console_scripts: 'entrypoint',
  exec: 'executable',
  module: 'module',
};

export const hookMisconfigured = defineConfigRule({
  id: 'hook-misconfigured',
  summary: 'A hook that runs over new revision files lacks what it runs.',
  severity: 'error',
  check({ ini }, report) {
    const entries = entriesOf(ini?.content, 'post_write_hooks');
    const hooks = entryOf(entries, 'hooks');
    if (ini === undefined || hooks === undefined) return;
    for (const name of hooks.value.split(/[\s,]+/)) {
      if (name === '') continue;
      const type = entryOf(entries, `${name}.type`);
      const needed = NEEDS[type?.value ?? 'console_scripts'];
      const isThere = needed === undefined || entryOf(entries, `${name}.${needed}`) !== undefined;
      if (type !== undefined && isThere) continue;
      const lines = [
        ...(type === undefined ? [`${name}.type = console_scripts`] : []),
        ...(isThere ? [] : [`${name}.${needed} = ${name}`]),
      ];
      report({
        path: ini.path,
        span: hooks.valueSpan,
        message:
          `\`alembic revision\` writes the file and then stops with a CommandError: the hook "${name}" has no ` +
          `${type === undefined ? `${name}.type` : `${name}.${needed ?? ''}`}. Add it.`,
        fixes: [
          {
            title: `Add ${lines.join(', ')}`,
            isPreferred: true,
            isSafe: false,
            files: [
              {
                path: ini.path,
                edits: [
                  {
                    span: { start: hooks.span.end, end: hooks.span.end },
                    text: lines.map((line) => `\n${line}`).join(''),
                  },
                ],
              },
            ],
          },
        ],
      });
    }
  },
});
