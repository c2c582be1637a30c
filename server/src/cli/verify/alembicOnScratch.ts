// The project's own Alembic for what a verification cannot know statically.
import { join } from 'node:path';
import type { CommandInput } from '../command';
import type { OpenedProject } from '../openProject';
import { ownFiles } from '../ownFiles';
import { readAddress } from '../run/alembicAddress';
import { alembicWords } from '../run/alembicWords';
import { findAlembic } from '../../database/alembicCommand';
import type { AlembicOnScratch } from '../../database/verify/alembicHalf';
import { readPythonFile } from '../../files/readText';

/** Undefined where no Alembic of the project is found. */
export function alembicOnScratch(input: CommandInput, opened: OpenedProject): AlembicOnScratch | undefined {
  const { env, cwd, distFolder, signal } = input.process;
  const command = findAlembic({ environment: env, folders: [...new Set([opened.folder, cwd])], cwd });
  if ('problem' in command) return undefined;
  const { variables } = readAddress(readPythonFile(opened.project.environmentFile).text ?? '', false);
  return {
    command,
    guard: join(distFolder, 'guard.js'),
    script: join(distFolder, 'redirect.py'),
    words: (direction, target) => alembicWords(input, direction, [], [target]),
    cwd,
    environment: env,
    urlVariables: variables.filter((name) => /(?:URL|URI|DSN)$/iu.test(name)),
    scheme: /^postgresql\+\w+(?=:)/u.exec(opened.project.databaseUrl ?? '')?.[0] ?? 'postgresql',
    files: ownFiles(opened),
    signal,
  };
}
