// retort/projects: the projects of the window, in a steady order.
import type { ProjectSummary } from '../protocol';
import type { Session } from '../session';

export function projects(session: Session): readonly ProjectSummary[] {
  return session.projects().map(({ summary }) => summary);
}
