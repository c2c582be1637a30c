// A Python with Alembic and the drivers, when the machine has one: RETORT_TEST_PYTHON names its interpreter.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const PYTHON = process.env['RETORT_TEST_PYTHON'];

/** Why tests that need Python are skipped; part of their name, so that the report shows it. */
export const PYTHON_SKIP = PYTHON === undefined ? ' (skipped: RETORT_TEST_PYTHON is not set)' : '';

/** Runs a script or a module; rejects, with its output, when that fails. */
export async function runPython(
  argv: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<string> {
  if (PYTHON === undefined) throw new Error('RETORT_TEST_PYTHON is not set');
  const { stdout } = await promisify(execFile)(PYTHON, [...argv], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    timeout: 60_000,
  });
  return stdout;
}
