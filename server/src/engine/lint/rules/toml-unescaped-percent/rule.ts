// toml-unescaped-percent: Alembic formats the strings with %(here)s.
import { stringValue } from '../../configuration/tomlText';
import { defineConfigRule } from '../../rule';

export const tomlUnescapedPercent = defineConfigRule({
  id: 'toml-unescaped-percent',
  summary: 'A percent sign in a string of [tool.alembic] has to be written twice.',
  severity: 'error',
  check({ toml }, report) {
    if (toml === undefined) return;
    for (const entry of toml.content.entries) {
      if (stringValue(entry) === undefined) continue;
      const edits = [...entry.value.matchAll(/%%|%\(here\)s|%/g)]
        .filter(([whole]) => whole === '%')
        .map(({ index }) => {
          const at = entry.valueSpan.start + index;
          return { span: { start: at, end: at }, text: '%' };
        });
      if (edits.length === 0) continue;
      report({
        path: toml.path,
        span: entry.valueSpan,
        message:
          `Alembic replaces %(here)s in ${entry.key} with Python's % operator: any other single % ends every command with a KeyError ` +
          'or ValueError. Write it twice: %%.',
        fixes: [
          { title: 'Write %% for %', isPreferred: true, isSafe: false, files: [{ path: toml.path, edits }] },
        ],
      });
    }
  },
});
