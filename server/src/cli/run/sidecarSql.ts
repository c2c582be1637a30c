// `--sql --runner alembic`: the text as the project's own Alembic prints it, asked of the side-car. This runs project code.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { ownFiles } from '../ownFiles';
import { findAlembic } from '../../database/alembicCommand';
import { readFailure, withoutSecrets } from '../../database/alembicOutput';
import { Sidecar, SidecarFailure } from '../../database/sidecar';
import { pythonOf } from '../../database/verify/alembicHalf';

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
    const told = readFailure('', error.traceback, ownFiles(opened));
    const place = told?.path === undefined ? undefined : `${opened.shownPath(told.path)}:${told.line ?? 1}`;
    throw new CommandFailure(EXIT.refused, withoutSecrets(error.message, []), { place, nextStep: told?.nextStep });
  } finally {
    sidecar.close();
  }
}

/** RETORT_PYTHON, the active virtual environment, the project's .venv, or that of its Alembic; never a relative PATH. */
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
  const python = found ?? pythonOfAlembic(input, folder);
  if (python !== undefined) return python;
  throw new CommandFailure(EXIT.usage, 'no Python interpreter of the project was found', {
    nextStep: 'Activate its virtual environment, or set RETORT_PYTHON to its python.',
  });
}

/** The interpreter of the Alembic that runs would take, where it is started by one alone. */
function pythonOfAlembic({ process }: CommandInput, folder: string): string | undefined {
  const { env, cwd } = process;
  const command = findAlembic({ environment: env, folders: [...new Set([folder, cwd])], cwd });
  const python = 'problem' in command ? undefined : pythonOf(command);
  return python?.length === 1 && existsSync(python[0]) ? python[0] : undefined;
}
