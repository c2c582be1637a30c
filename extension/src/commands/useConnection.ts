// Use This Connection: from a row of the Connections tree.
import { connectionFor } from './connectionTarget';
import type { Parts } from '../parts';

export async function useConnection(argument: unknown, parts: Parts): Promise<void> {
  const target = await connectionFor(argument, parts);
  if (target === undefined) return;
  const { project, choice } = target;
  const isOwn = choice.key === parts.connections.own(project.summary)?.key;
  await parts.connections.choose(project.summary, isOwn ? undefined : choice);
  await parts.projects.askDatabase(project.summary.id);
}
