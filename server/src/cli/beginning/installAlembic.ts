// Installs Alembic into the environment of a project that has none yet, with the tool that the project uses.
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { findAlembic } from '../../database/alembicCommand';
import { programOnPath } from '../../files/programOnPath';
import { runToEnd } from '../../database/alembicProcess';

/** How Alembic would be installed: the command line, and where it goes, for people. */
export interface Installation {
  readonly argv: readonly [string, ...string[]];
  readonly where: string;
}

const isWindows = process.platform === 'win32';

/** Undefined where there is an Alembic already. */
export function installationFor(input: CommandInput): Installation | 'installed' | undefined {
  const { env, cwd } = input.process;
  const search = { environment: env, folders: [cwd], cwd };
  if (!('problem' in findAlembic(search))) return 'installed';
  for (const tool of ['uv', 'poetry'] as const) {
    const program = existsSync(join(cwd, `${tool}.lock`)) ? programOnPath(tool, search) : undefined;
    if (program !== undefined) return { argv: [program, 'add', 'alembic'], where: `${cwd} (${tool} add)` };
  }
  const active = env['VIRTUAL_ENV'];
  const roots = [...(active !== undefined && isAbsolute(active) ? [active] : []), join(cwd, '.venv')];
  for (const root of roots) {
    const python = join(root, isWindows ? 'Scripts' : 'bin', isWindows ? 'python.exe' : 'python');
    if (!existsSync(python)) continue;
    const uv = hasPip(root) ? undefined : programOnPath('uv', search);
    return uv === undefined
      ? { argv: [python, '-m', 'pip', 'install', '--disable-pip-version-check', 'alembic'], where: root }
      : { argv: [uv, 'pip', 'install', '--python', python, 'alembic'], where: root };
  }
  return undefined;
}

/** Does nothing where Alembic is there; a failure says what the installer said last. */
export async function installAlembic(input: CommandInput): Promise<void> {
  const found = installationFor(input);
  if (found === 'installed') return;
  if (found === undefined) {
    throw new CommandFailure(EXIT.refused, 'there is no virtual environment to install Alembic into', {
      place: input.process.cwd,
      nextStep: 'Make one first: `python3 -m venv .venv`.',
    });
  }
  const { writeError, env, cwd, distFolder, signal } = input.process;
  writeError(`note: installing Alembic into ${found.where}\n`);
  const end = await runToEnd({
    guard: join(distFolder, 'guard.js'),
    argv: found.argv,
    cwd,
    environment: env,
    signal,
    onText: (_stream, text) => {
      writeError(text);
    },
  });
  if (signal.aborted) throw new CommandFailure(EXIT.cancelled, 'cancelled', {});
  if (end.code === 0) return;
  const said = `${end.stdout}\n${end.stderr}`.split('\n').findLast((line) => line.trim() !== '');
  throw new CommandFailure(
    EXIT.usage,
    `Alembic was not installed: ${said?.trim() ?? 'no reason was given'}`,
    {
      place: found.where,
      nextStep: 'Install it by hand, then run this again. Nothing was written.',
    },
  );
}

/** A virtual environment made by uv has none. */
function hasPip(root: string): boolean {
  const bin = join(root, isWindows ? 'Scripts' : 'bin');
  return ['pip', 'pip3', 'pip.exe'].some((name) => existsSync(join(bin, name)));
}
