// parent-newer-than-child: the docstrings say that a parent was written after its child.
import { defineGraphRule } from '../../rule';

const DATE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d:\d\d)?$/;
const HOUR = 3_600_000;

export const parentNewerThanChild = defineGraphRule({
  id: 'parent-newer-than-child',
  summary: 'The parent was created after its child, as after a rebase by hand that went wrong.',
  severity: 'hint',
  check({ graph, header, revision }, report) {
    const own = readDate(header.createDate);
    if (revision === undefined || own === undefined) return;
    for (const { value, span } of header.downRevisions) {
      const parent = graph.byKey.get(value);
      const other = readDate(parent?.header.createDate);
      if (parent === undefined || other === undefined || other.hasZone !== own.hasZone) continue;
      // Local dates of two machines can be 26 hours apart (UTC-12 and UTC+14) and mean the same moment.
      if (other.time - own.time <= (own.hasZone ? 0 : 26 * HOUR)) continue;
      report({
        span,
        message: `${value} was created ${parent.header.createDate ?? ''}, after this revision (${header.createDate ?? ''}). If the branch was rebased on purpose, all is well; else a database that has this revision already never gets ${value}.`,
        related: [
          {
            path: parent.path,
            span: parent.header.docstringSpan ?? { start: 0, end: 0 },
            message: 'the parent is here',
          },
        ],
      });
    }
  },
});

function readDate(
  text: string | undefined,
): { readonly time: number; readonly hasZone: boolean } | undefined {
  const match = text === undefined ? null : DATE.exec(text);
  if (match === null) return undefined;
  const [, day = '', clock = '', zone] = match;
  const seconds = clock.length === 5 ? `${clock}:00` : clock.slice(0, 12);
  const time = Date.parse(`${day}T${seconds}${zone ?? 'Z'}`);
  return Number.isNaN(time) ? undefined : { time, hasZone: zone !== undefined };
}
