// Upgrade to This Revision: from a tree row, a code lens or the open file.
import { knownRevision } from './target';
import type { Parts } from '../parts';

export async function upgradeToThis(argument: unknown, parts: Parts): Promise<void> {
  const { project, item } = knownRevision(argument, parts.projects);
  await parts.runs.run({ projectId: project.summary.id, command: 'upgrade', target: item.revision });
}
