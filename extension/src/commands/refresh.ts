// Alembic: Refresh. Reads the files again and asks the databases that were asked before.
import type { Parts } from '../parts';

export async function refresh(_argument: unknown, { projects }: Parts): Promise<void> {
  await projects.reread();
  await Promise.all(projects.all.map(({ summary }) => projects.askDatabase(summary.id)));
}
