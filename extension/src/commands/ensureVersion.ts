// Alembic: Ensure Version Table. Creates alembic_version where the database has none.
import { projectFor } from './target';
import type { Parts } from '../parts';

export async function ensureVersion(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  await parts.runs.run({ projectId: project.summary.id, command: 'ensure_version', target: '' });
}
