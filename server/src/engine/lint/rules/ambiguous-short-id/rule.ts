// ambiguous-short-id: Alembic takes the beginning of an id for the id, as long as only one fits.
import { defineGraphRule } from '../../rule';
import { firstStartingWith } from './sortedIds';

export const ambiguousShortId = defineGraphRule({
  id: 'ambiguous-short-id',
  summary: 'An id that is very short, or the beginning of another one, is not what partial ids resolve to.',
  severity: 'info',
  check({ graph, header, revision }, report) {
    const id = header.revision;
    if (id === undefined || revision === undefined || id.value === '') return;
    const longer = firstStartingWith(graph, id.value);
    // Numbers of equal length, as projects count their revisions, are never the beginning of each other.
    if (longer === undefined && (id.value.length >= 4 || /^\d+$/.test(id.value))) return;
    report({
      span: id.span,
      message:
        longer === undefined
          ? `The id "${id.value}" has fewer than 4 characters: Alembic does not complete so short a beginning, and people read it ` +
            'as one. Use at least 4.'
          : `The id "${id.value}" is the beginning of "${longer}": on the command line a few letters more or less mean another ` +
            'revision. Choose an id that is no beginning of another one.',
    });
  },
});
