// Alembic: Refresh. Reads the files again and asks the databases that were asked before.
import type { Parts } from '../parts';

export async function refresh(_argument: unknown, { client, projects }: Parts): Promise<void> {
  await client.request('retort/reload', {});
  await projects.refresh();
  await Promise.all(projects.all.map(({ summary }) => projects.askDatabase(summary.id)));
}
