// Every place that names a revision or a branch label, over all files of a project.
import type { FilePlace, TextOf } from './definition';
import { identifierAt, identifierPlaces, revisionMeant, type IdentifierPlace } from './identifierPlaces';
import type { RevisionGraph } from '../revisions/graph';
import type { RevisionHeader } from '../revisions/revision';

/** One mention; `isDeclaration` for the variable that makes the name. */
export interface Reference extends FilePlace {
  readonly isDeclaration: boolean;
}

/** All mentions of what stands at an offset, declarations included; empty where no id or label stands. */
export function findReferences(
  graph: RevisionGraph,
  textOf: TextOf,
  path: string,
  offset: number,
): readonly Reference[] {
  const source = textOf(path);
  const header = graph.headers.find((one) => one.path === path);
  if (source === undefined || header === undefined) return [];
  const place = identifierAt(header, source, offset);
  return place === undefined ? [] : mentionsOf(graph, textOf, place.value, isLabel(graph, place));
}

/** True when a place names a branch label and no id. */
export function isLabel(graph: RevisionGraph, place: IdentifierPlace): boolean {
  return place.role === 'branchLabel' || isLabelName(graph, place);
}

function isLabelName(graph: RevisionGraph, place: IdentifierPlace): boolean {
  const revision = revisionMeant(graph, place);
  return revision !== undefined && revision.revision !== place.value;
}

/** All mentions of an id, or of a label. Files that cannot have one are passed over without reading their text. */
export function mentionsOf(
  graph: RevisionGraph,
  textOf: TextOf,
  name: string,
  asLabel: boolean,
): readonly Reference[] {
  const declares = asLabel ? 'branchLabel' : 'revision';
  const references: Reference[] = [];
  for (const header of graph.headers) {
    if (!mayMention(header, name)) continue;
    for (const { role, value, span } of identifierPlaces(header, textOf(header.path) ?? '')) {
      const fits = asLabel ? role === 'branchLabel' || role === 'dependsOn' : role !== 'branchLabel';
      if (value === name && fits) {
        references.push({ path: header.path, span, isDeclaration: role === declares });
      }
    }
  }
  return references;
}

function mayMention(header: RevisionHeader, name: string): boolean {
  const names = ({ value }: { readonly value: string }): boolean => value === name;
  return (
    header.revision?.value === name ||
    header.downRevisions.some(names) ||
    header.dependsOn.some(names) ||
    header.branchLabels.some(names) ||
    header.docstring?.includes(name) === true
  );
}
