// Alembic: Show Output. Everything that ran, and what the language server had to say.
import type { Parts } from '../parts';

export function showOutput(_argument: unknown, { output }: Parts): Promise<void> {
  output.show(true);
  return Promise.resolve();
}
