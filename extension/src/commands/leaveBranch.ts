// Alembic: Leave Another Branch...: takes the revisions of another branch out of the database, through a plan, with the files as
// git has them.
import { projectFor } from './target';
import type { Parts } from '../parts';

export async function leaveBranch(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  await parts.runs.run({
    projectId: project.summary.id,
    command: 'downgrade',
    target: '',
    by: 'leave-branch',
  });
}
