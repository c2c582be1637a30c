// What makes Alembic fail in env.py before the first revision, although no statement of a revision is to blame: a run of ours
// that went on would do what Alembic does not.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeRefusal } from './chooseRunner';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import type { Target } from '../../database/target';
import { LineIndex } from '../../engine/index';
import { parseEnvFile } from '../../files/envFile';
import { loggingProblem } from '../../files/loggingSections';
import { readPythonFile, readUtf8File } from '../../files/readText';

/** Alembic has the last word: it fails with the same, or knows better. */
export function environmentFailure(
  input: CommandInput,
  opened: OpenedProject,
  database: Target,
): NativeRefusal | undefined {
  const { environment, project } = opened;
  const { logging } = environment.beginning;
  const lineOf = (offset: number): string => {
    const lines = new LineIndex(readPythonFile(project.environmentFile).text ?? '');
    return `${opened.shownPath(project.environmentFile)}:${lines.positionAt(offset).line + 1}`;
  };
  const refusal = (message: string, place: string, nextStep: string): NativeRefusal => ({
    failure: new CommandFailure(EXIT.refused, message, { place, nextStep }),
    isCertain: false,
  });
  if (logging !== undefined) {
    const nextStep =
      'Add the logging sections that `retort init` writes, or take fileConfig() out of env.py; Alembic fails here too.';
    if (project.iniFile === undefined)
      return refusal('fileConfig() reads alembic.ini, which is not there', lineOf(logging.start), nextStep);
    const problem = loggingProblem(readUtf8File(project.iniFile).text ?? '');
    if (problem !== undefined) {
      const place = `${opened.shownPath(project.iniFile)}:${problem.line + 1}`;
      return refusal(`fileConfig() in env.py fails: ${problem.message}`, place, nextStep);
    }
  }
  const missing = environment.beginning.variables.find(({ name }) => !isSet(input, opened, database, name));
  if (missing === undefined) return undefined;
  return refusal(
    `env.py fails: KeyError: '${missing.name}'`,
    lineOf(missing.span.start),
    `Set the variable ${missing.name}, which env.py cannot do without.`,
  );
}

/** Alembic is given the database in the variable that names it. */
function isSet(input: CommandInput, opened: OpenedProject, database: Target, name: string): boolean {
  const given = database.kind === 'environment' ? [database.name, 'DATABASE_URL'] : ['DATABASE_URL'];
  if (given.includes(name) || input.process.env[name] !== undefined) return true;
  if (!opened.environment.beginning.loadsFile) return false;
  const files = [input.process.cwd, opened.folder, opened.project.scriptLocation].map((one) =>
    join(one, '.env'),
  );
  return files.some((path) => existsSync(path) && parseEnvFile(readUtf8File(path).text ?? '').has(name));
}
