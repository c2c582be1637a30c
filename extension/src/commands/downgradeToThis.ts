// Downgrade to This Revision: from a tree row or the open file. The revision itself stays applied.
import { knownRevision } from './target';
import type { Parts } from '../parts';

export async function downgradeToThis(argument: unknown, parts: Parts): Promise<void> {
  const { project, item } = knownRevision(argument, parts.projects);
  await parts.runs.run({ projectId: project.summary.id, command: 'downgrade', target: item.revision });
}
