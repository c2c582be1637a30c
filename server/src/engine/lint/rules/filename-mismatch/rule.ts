// filename-mismatch: most files of the project are named after their id, this one is not.
import { defineGraphRule } from '../../rule';
import type { RevisionGraph } from '../../../revisions/graph';

const NAMED = new WeakMap<RevisionGraph, number>();

export const filenameMismatch = defineGraphRule({
  id: 'filename-mismatch',
  summary: 'The file name does not hold the revision id, as those of the project do.',
  severity: 'hint',
  check({ graph, header, path, revision }, report) {
    if (header.revision === undefined || revision === undefined || holdsId(path, header.revision.value))
      return;
    if (graph.revisions.length < 3 || shareOfNamed(graph) < 0.8) return;
    report({
      span: header.revision.span,
      message:
        `The file is called ${nameOf(path)}, its id is "${header.revision.value}": who looks for the one in the other does not find ` +
        'it. Rename the file, or the id where it is used nowhere yet.',
    });
  },
});

function shareOfNamed(graph: RevisionGraph): number {
  let share = NAMED.get(graph);
  if (share === undefined) {
    const named = graph.revisions.filter(({ path, revision }) => holdsId(path, revision)).length;
    share = named / graph.revisions.length;
    NAMED.set(graph, share);
  }
  return share;
}

function holdsId(path: string, id: string): boolean {
  return nameOf(path).toLowerCase().includes(id.toLowerCase());
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
