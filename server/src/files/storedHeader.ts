// The header of a revision file as it lies in the cache: a short array, without what follows from the rest of it.
import type { RevisionHeader, Span } from '../engine/index';

type Place = readonly [start: number, end: number];
type Ids = readonly (readonly [value: string, start: number, end: number])[];

/** Id, parents, dependencies, labels, the four right-hand sides, docstring with its place, where in
 * its text the message and the date stand, problems. */
export type StoredHeader = readonly [
  revision: Ids,
  downRevisions: Ids,
  dependsOn: Ids,
  branchLabels: Ids,
  assignments: readonly (Place | 0)[],
  docstring: string | 0,
  docstringSpan: Place | 0,
  message: Place,
  createDate: Place | 0,
  problems: RevisionHeader['problems'],
];

/** The short form of a header; its path is left out. */
export function storeHeader(header: RevisionHeader): StoredHeader {
  const { revision, assignments, docstring, docstringSpan, createDate, problems } = header;
  return [
    storeIds(revision === undefined ? [] : [revision]),
    storeIds(header.downRevisions),
    storeIds(header.dependsOn),
    storeIds(header.branchLabels),
    [assignments.revision, assignments.downRevision, assignments.dependsOn, assignments.branchLabels].map(
      storePlace,
    ),
    docstring ?? 0,
    storePlace(docstringSpan),
    partOf(docstring, header.message, 0) ?? [0, 0],
    createDate === undefined
      ? 0
      : (partOf(docstring, createDate, docstring?.indexOf('Create Date:') ?? 0) ?? 0),
    problems,
  ];
}

/** The header that was stored, for the file at `path`. */
export function restoreHeader(path: string, stored: StoredHeader): RevisionHeader {
  const [revision, down, depends, labels, assignments, docstring, docstringSpan, message, date, problems] =
    stored;
  const text = docstring === 0 ? '' : docstring;
  return {
    path,
    revision: restoreIds(revision)[0],
    downRevisions: restoreIds(down),
    dependsOn: restoreIds(depends),
    branchLabels: restoreIds(labels),
    assignments: {
      revision: restorePlace(assignments[0]),
      downRevision: restorePlace(assignments[1]),
      dependsOn: restorePlace(assignments[2]),
      branchLabels: restorePlace(assignments[3]),
    },
    docstring: docstring === 0 ? undefined : docstring,
    docstringSpan: restorePlace(docstringSpan),
    message: text.slice(message[0], message[1]),
    createDate: date === 0 ? undefined : text.slice(date[0], date[1]),
    problems,
  };
}

const NO_IDS: RevisionHeader['downRevisions'] = [];

function storeIds(ids: RevisionHeader['downRevisions']): Ids {
  return ids.map(({ value, span }) => [value, span.start, span.end]);
}

function restoreIds(ids: Ids): RevisionHeader['downRevisions'] {
  if (ids.length === 0) return NO_IDS;
  return ids.map(([value, start, end]) => ({ value, span: { start, end } }));
}

function storePlace(span: Span | undefined): Place | 0 {
  return span === undefined ? 0 : [span.start, span.end];
}

function restorePlace(place: Place | 0 | undefined): Span | undefined {
  return place === 0 || place === undefined ? undefined : { start: place[0], end: place[1] };
}

/** Where a part of a text stands at or behind an offset. */
function partOf(text: string | undefined, part: string, from: number): Place | undefined {
  const start = text?.indexOf(part, from) ?? -1;
  return start < 0 ? undefined : [start, start + part.length];
}
