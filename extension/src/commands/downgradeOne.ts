// Alembic: Downgrade One. Takes back the revision the database stands at.
import { projectFor } from './target';
import type { Parts } from '../parts';

export async function downgradeOne(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  await parts.runs.run({ projectId: project.summary.id, command: 'downgrade', target: '-1' });
}
