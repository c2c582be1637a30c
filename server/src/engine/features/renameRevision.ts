// `rename`: gives a revision another id everywhere: its file and docstring, the files that name it, and the file name.
import type { FileEdit } from '../lint/finding';
import { renameRevision } from '../lint/writing/headerEdits';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import { findRevision } from '../revisions/identifiers';
import type { Outcome } from '../revisions/refusal';

/** What a rename changes. Files are edited first and renamed afterwards; the edits name the old paths. */
export interface RenamePlan {
  readonly revision: GraphRevision;
  readonly to: string;
  readonly files: readonly FileEdit[];
  readonly renames: readonly FileRename[];
}

/** A file that gets another name in the same folder. */
export interface FileRename {
  readonly from: string;
  readonly to: string;
}

const MAX_LENGTH = 32;
const SYMBOLS: ReadonlySet<string> = new Set(['head', 'heads', 'base', 'current']);

/** Plans the rename. `fileTemplate` is the project's file_template: without `%(rev)s` in it files keep their names. */
export function planRename(
  graph: RevisionGraph,
  textOf: (path: string) => string | undefined,
  fileTemplate: string,
  revision: string,
  to: string,
): Outcome<RenamePlan> {
  const found = findRevision(graph, revision);
  if (found.refusal !== undefined) return found;
  const renamed = found.value;
  if (renamed === undefined) return refusal('base is no revision', 'Name a revision.');
  const problem = problemOfId(graph, to);
  if (problem !== undefined) return problem;
  const files = renameRevision(graph, textOf, renamed.header, to, 'withChildren');
  if (files === undefined) {
    return refusal(
      `${renamed.revision} is not written as a plain string everywhere it is named`,
      'Write the id as a plain string in its file and in those that stand on it.',
    );
  }
  const name = renamedFile(renamed.path, fileTemplate, renamed.revision, to);
  const isTaken = graph.headers.some(({ path }) => path === name);
  if (isTaken) return refusal(`${name ?? ''} exists already`, 'Choose another id.');
  const renames = name === undefined ? [] : [{ from: renamed.path, to: name }];
  return { value: { revision: renamed, to, files, renames }, refusal: undefined };
}

/** Why an id cannot be given to a revision; undefined when it can. */
function problemOfId(graph: RevisionGraph, id: string): Outcome<never> | undefined {
  const nextStep = `Use letters, digits and _, at most ${MAX_LENGTH} of them.`;
  const illegal = ['@', '-', '+', ':'].filter((character) => id.includes(character));
  if (illegal.length > 0) {
    const list = illegal.sort().join(', ');
    return refusal(`Character(s) '${list}' not allowed in revision identifier '${id}'`, nextStep);
  }
  if (id === '' || /["'\\\s]/.test(id)) return refusal(`'${id}' cannot be a revision id`, nextStep);
  if (SYMBOLS.has(id)) return refusal(`'${id}' means something else to Alembic`, nextStep);
  if (id.length > MAX_LENGTH) {
    return refusal(`${id} has ${id.length} letters: the version table holds ${MAX_LENGTH}`, nextStep);
  }
  if (!graph.byKey.has(id)) return undefined;
  return refusal(`Revision or branch ${id} is present already`, 'Choose another id.');
}

/** The path with the new id in the file name; undefined where the name does not hold the old one. */
function renamedFile(path: string, fileTemplate: string, from: string, to: string): string | undefined {
  const place = fileTemplate.indexOf('%(rev)');
  if (place < 0) return undefined;
  const folderEnd = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
  const name = path.slice(folderEnd);
  const isPart = (at: number): boolean =>
    at >= 0 &&
    !/[\p{L}\p{N}]/u.test(name.charAt(at - 1)) &&
    !/[\p{L}\p{N}]/u.test(name.charAt(at + from.length));
  // The message may repeat the id: the template says on which side of it the id stands.
  const slug = fileTemplate.indexOf('%(slug)');
  const isFirst = slug < 0 || place < slug;
  const at = isFirst ? name.indexOf(from) : name.lastIndexOf(from);
  if (!isPart(at)) return undefined;
  return path.slice(0, folderEnd) + name.slice(0, at) + to + name.slice(at + from.length);
}

function refusal(message: string, nextStep: string): Outcome<never> {
  return { value: undefined, refusal: { message, crash: false, nextStep } };
}
