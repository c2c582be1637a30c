// default-message: `empty message`, or no summary line at all.
import { messageSpan } from '../../messageSpan';
import { defineGraphRule } from '../../rule';

export const defaultMessage = defineGraphRule({
  id: 'default-message',
  summary: 'The revision has no message.',
  severity: 'hint',
  check({ header, source, revision }, report) {
    if (revision === undefined) return;
    const message = header.message.trim();
    if (message !== '' && message !== 'empty message' && !/^revision id:/i.test(message)) return;
    report({
      span: messageSpan(header, source),
      message:
        'The history shows this revision without a word about what it does. Write one line at the top of the docstring: ' +
        'what changes, for example "Add the e-mail address to accounts".',
    });
  },
});
