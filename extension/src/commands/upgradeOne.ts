// Alembic: Upgrade One. The next revision from where the database stands.
import { projectFor } from './target';
import type { Parts } from '../parts';

export async function upgradeOne(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  await parts.runs.run({ projectId: project.summary.id, command: 'upgrade', target: '+1' });
}
