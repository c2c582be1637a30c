// retort/reload: finds the projects anew and reads everything again.
import type { Session } from '../session';

export async function reload(session: Session): Promise<null> {
  await session.reload();
  return null;
}
