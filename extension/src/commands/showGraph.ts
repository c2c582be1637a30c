// Alembic: Show Revision Graph. Of the project of a row, else of the selected one.
import { projectFor } from './target';
import type { Parts } from '../parts';

export async function showGraph(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project !== undefined) parts.graph.show(project.summary.id);
}
