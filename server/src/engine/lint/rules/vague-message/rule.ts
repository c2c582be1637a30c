// vague-message: "fix", "update table", a ticket number.
import { messageSpan } from '../../messageSpan';
import { defineGraphRule } from '../../rule';

const EMPTY_WORDS = new Set(
  (
    'a an the add added adding alter change changed changes changing column columns create created cleanup data database db ' +
    'delete do drop edit field fields fix fixed fixes fixing hotfix index indexes misc migrate migration migrations minor model ' +
    'models modify more new other refactor remove rename revision schema set small some stuff table tables temp test tmp try ' +
    'typo update updated updates updating various wip and for of in on to my please again one two v1 v2 v3'
  ).split(' '),
);

export const vagueMessage = defineGraphRule({
  id: 'vague-message',
  summary: 'The message of the revision does not say what changes.',
  severity: 'hint',
  check({ header, source, revision }, report) {
    const message = header.message.trim();
    if (
      revision === undefined ||
      message === '' ||
      message === 'empty message' ||
      /^revision id:/i.test(message)
    )
      return;
    // The first revision is "initial", a merge is a merge.
    if (revision.isBase || revision.isMergePoint) return;
    const words = message.toLowerCase().match(/[\p{L}\p{N}_#-]+/gu) ?? [];
    const telling = words.filter((word) => !EMPTY_WORDS.has(word) && !/^(?:[a-z]{1,10}-)?#?\d+$/.test(word));
    if (telling.length > 0 && words.length > 1) return;
    // One long word made of several says something: add_email_to_account.
    if (telling.some((word) => word.split(/[_-]/).length > 1)) return;
    report({
      span: messageSpan(header, source),
      message:
        `"${message.split('\n')[0] ?? ''}" does not say what changes: in the history of next year nobody finds this revision. Name the ` +
        'table and what happens to it.',
    });
  },
});
