// ini-boolean-not-lowercase-true: config.py compares with the lower-case word, everything else is off without a word.
import { entriesOf } from '../../configuration/iniText';
import { defineConfigRule } from '../../rule';

const SWITCHES = new Set(['recursive_version_locations', 'sourceless']);

export const iniBooleanNotLowercaseTrue = defineConfigRule({
  id: 'ini-boolean-not-lowercase-true',
  summary: 'This switch of the ini file is on only when it is written `true`.',
  severity: 'error',
  check({ ini, section }, report) {
    if (ini === undefined) return;
    for (const { key, value, valueSpan } of entriesOf(ini.content, section)) {
      if (!SWITCHES.has(key) || value === 'true' || !/^(?:true|yes|on|1)$/i.test(value)) continue;
      report({
        path: ini.path,
        span: valueSpan,
        message:
          `Alembic compares ${key} with the word true in lower case: "${value}" means off, and revisions in sub-folders are not ` +
          'found, without an error. Write true.',
        fixes: [
          {
            title: 'Write true',
            isPreferred: true,
            isSafe: false,
            files: [{ path: ini.path, edits: [{ span: valueSpan, text: 'true' }] }],
          },
        ],
      });
    }
  },
});
