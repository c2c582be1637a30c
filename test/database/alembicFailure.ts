// How real Alembic fails, as a run reads it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { PYTHON } from './python';
import { readFailure } from '../../server/src/database/alembicOutput';
import { knownFailure } from '../../server/src/database/knownFailures';
import { program } from '../support/commandLine';

/** What Alembic said, read as a run reads it. */
export async function alembicFailure(
  folder: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly id: string | undefined; readonly line: string | undefined; readonly message: string }> {
  const { code, stdout, stderr } = await program(PYTHON ?? '', ['-m', 'alembic', ...words], folder, { env });
  expect({ code: code === 0, stderr }).toEqual({ code: false, stderr });
  const files = ['r1', 'r2', 'r3'].map((name) => join(folder, 'migrations', 'versions', `${name}.py`));
  const environment = join(folder, 'migrations', 'env.py');
  const told = readFailure(stdout, stderr, {
    revisions: new Set(files),
    isOwn: (path) => path === environment || files.includes(path),
    configured: () => undefined,
  });
  const message = told?.message ?? `${stdout}${stderr}`;
  const source = told?.path === undefined ? '' : readFileSync(told.path, 'utf8');
  expect(told?.nextStep ?? '').toBe(knownFailure(message)?.nextStep ?? told?.nextStep ?? '');
  return { id: knownFailure(message)?.id, line: source.split('\n')[(told?.line ?? 0) - 1]?.trim(), message };
}
