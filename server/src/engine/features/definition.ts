// Go to definition of a revision id or a branch label: where a file declares it.
import { identifierAt, identifierPlaces, revisionMeant } from './identifierPlaces';
import type { RevisionGraph } from '../revisions/graph';
import type { Span } from '../text/span';

/** A place in a file of the project. */
export interface FilePlace {
  readonly path: string;
  readonly span: Span;
}

/** The texts of the project's files. */
export type TextOf = (path: string) => string | undefined;

/** Where the id or label at an offset of a file is declared; `origin` is what stands at the offset. */
export function findDefinition(
  graph: RevisionGraph,
  textOf: TextOf,
  path: string,
  offset: number,
): { readonly origin: Span; readonly target: FilePlace } | undefined {
  const source = textOf(path);
  const header = graph.headers.find((one) => one.path === path);
  if (source === undefined || header === undefined) return undefined;
  const place = identifierAt(header, source, offset);
  const revision = place === undefined ? undefined : revisionMeant(graph, place);
  if (place === undefined || revision === undefined) return undefined;
  return { origin: place.span, target: declaration(textOf, revision, place.value) };
}

/** Where a revision declares its id, or the label it is asked for. */
export function declaration(
  textOf: TextOf,
  { path, header }: RevisionGraph['revisions'][number],
  name: string,
): FilePlace {
  const source = textOf(path) ?? '';
  const own = identifierPlaces(header, source).filter(
    ({ role }) => role === 'revision' || role === 'branchLabel',
  );
  const found = own.find(({ value }) => value === name) ?? own.find(({ role }) => role === 'revision');
  return { path, span: found?.span ?? { start: 0, end: 0 } };
}
