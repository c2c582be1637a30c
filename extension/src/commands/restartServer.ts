// Alembic: Restart Server. A fresh language server that reads everything again.
import type { Parts } from '../parts';

export async function restartServer(_argument: unknown, { client }: Parts): Promise<void> {
  await client.restart();
}
