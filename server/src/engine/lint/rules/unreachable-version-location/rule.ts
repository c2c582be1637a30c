// unreachable-version-location: a revision file that lies where Alembic does not look.
import { readHeader } from '../../../revisions/header';
import { defineConfigRule } from '../../rule';
import { addLocation, makeRecursive } from './fixes';
import { fixList } from '../../writing/fix';

export const unreachableVersionLocation = defineConfigRule({
  id: 'unreachable-version-location',
  summary: 'A revision file lies outside of every version location, so that Alembic does not load it.',
  severity: 'warning',
  check(context, report) {
    for (const file of context.outside) {
      const { revision, assignments } = readHeader(file.path, file.text);
      if (revision === undefined || assignments.downRevision === undefined) continue;
      report({
        path: file.path,
        span: revision.span,
        message:
          `Alembic does not load ${revision.value}: its file lies ${
            file.isBelow
              ? 'in a sub-folder of a version location, and recursive_version_locations is not true'
              : 'outside of every version location'
          }. It is part of no history and never runs, without a word. ` +
          `Move it into a version location${file.isBelow ? ' or switch sub-folders on' : ' or add its folder to version_locations'}.`,
        fixes: () => fixList(file.isBelow ? makeRecursive(context) : addLocation(context, file.path)),
      });
    }
  },
});
