// Alembic: Reveal in Graph: the row of the open file, or of the revision a row stands for, in the revision graph.
import { knownRevision } from './target';
import type { Parts } from '../parts';

export function revealInGraph(argument: unknown, { projects, graph }: Parts): Promise<void> {
  const { project, item } = knownRevision(argument, projects);
  graph.reveal(project.summary.id, item.revision);
  return Promise.resolve();
}
