// Alembic: Reveal in Revisions: selects the row of the open file, or of the revision a lens or row stands for.
import { knownRevision } from './target';
import type { Parts } from '../parts';

export async function revealInTree(argument: unknown, { projects, revisions }: Parts): Promise<void> {
  const { project, item } = knownRevision(argument, projects);
  await revisions.reveal(project.summary.id, item);
}
