// `--sql --runner alembic`: the text as the project's own Alembic prints it, asked of the side-car. This runs project code.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { Sidecar, SidecarFailure } from '../../database/sidecar';

const TIMEOUT_MS = 60_000;

/** The text, or a failure with the file and line where the project's code raised. */
export async function sidecarSql(
  input: CommandInput,
  opened: OpenedProject,
  direction: 'upgrade' | 'downgrade',
  target: string,
): Promise<string> {
  const { project, folder } = opened;
  const python = findPython(input, folder);
  const sidecar = new Sidecar(python, join(input.process.distFolder, 'sidecar.py'), input.process.env);
  try {
    return await sidecar.offlineSql(
      {
        folder: input.process.cwd,
        configFile: project.iniFile ?? project.tomlFile ?? '',
        section: project.section,
        x: input.global.xArguments,
        direction,
        target,
      },
      TIMEOUT_MS,
    );
  } catch (error) {
    if (!(error instanceof SidecarFailure)) throw error;
    const line = error.line === undefined ? '' : `:${error.line}`;
    const place = error.path === undefined ? undefined : `${opened.shownPath(error.path)}${line}`;
    throw new CommandFailure(EXIT.refused, error.message, { place });
  } finally {
    sidecar.close();
  }
}

/** RETORT_PYTHON, the active virtual environment, or the project's .venv; never a relative PATH. */
function findPython(input: CommandInput, folder: string): string {
  const { env } = input.process;
  const inEnvironment = (root: string): string =>
    globalThis.process.platform === 'win32'
      ? join(root, 'Scripts', 'python.exe')
      : join(root, 'bin', 'python');
  const candidates = [
    env['RETORT_PYTHON'],
    env['VIRTUAL_ENV'] === undefined ? undefined : inEnvironment(env['VIRTUAL_ENV']),
    inEnvironment(join(folder, '.venv')),
  ];
  const found = candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
  if (found !== undefined) return found;
  throw new CommandFailure(EXIT.usage, 'no Python interpreter of the project was found', {
    nextStep: 'Activate its virtual environment, or set RETORT_PYTHON to its python.',
  });
}
