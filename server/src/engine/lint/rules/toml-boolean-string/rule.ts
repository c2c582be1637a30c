// toml-boolean-string: "true" is a string, and Alembic wants a boolean.
import { stringValue } from '../../configuration/tomlText';
import { defineConfigRule } from '../../rule';

const SWITCHES = new Set(['recursive_version_locations', 'sourceless']);

export const tomlBooleanString = defineConfigRule({
  id: 'toml-boolean-string',
  summary: 'A switch of [tool.alembic] is written without quotes.',
  severity: 'error',
  check({ toml }, report) {
    if (toml === undefined) return;
    for (const entry of toml.content.entries) {
      const text = stringValue(entry);
      if (!SWITCHES.has(entry.key) || text === undefined) continue;
      const value = /^(?:true|yes|on|1)$/i.test(text) ? 'true' : 'false';
      report({
        path: toml.path,
        span: entry.valueSpan,
        message: `Alembic stops with "boolean value expected for TOML parameter '${entry.key}'": this is a string. Write ${value} without quotes.`,
        fixes: [
          {
            title: `Write ${value}`,
            isPreferred: true,
            isSafe: false,
            files: [{ path: toml.path, edits: [{ span: entry.valueSpan, text: value }] }],
          },
        ],
      });
    }
  },
});
