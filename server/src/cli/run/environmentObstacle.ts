// What env.py does that only Alembic can know, and what makes it fail before the first revision, although no statement of a
// revision is to blame: whoever went on would do, or print, what Alembic does not.
import { schemeObstacle, schemeWarnings } from './addressScheme';
import type { NativeRefusal } from './chooseRunner';
import { environmentValue } from './environmentValue';
import type { CommandInput } from '../command';
import { chooseTarget, isDatabaseNamed } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import type { Target } from '../../database/target';
import { LineIndex } from '../../engine/index';
import { loggingProblem } from '../../files/loggingSections';
import { readPythonFile, readUtf8File } from '../../files/readText';

/** What env.py would run for: a run on a database, the text of `--sql`, or a database made to be thrown away. */
export type EnvironmentUse =
  | { readonly kind: 'run'; readonly database: Target }
  | { readonly kind: 'text' }
  | { readonly kind: 'scratch' };

/** Alembic has the last word: it fails with the same, or knows better. */
export function environmentObstacle(
  input: CommandInput,
  opened: OpenedProject,
  use: EnvironmentUse,
): NativeRefusal | undefined {
  const failure = environmentRefusal(opened) ?? loggingFailure(opened) ?? variableFailure(input, opened, use);
  return failure === undefined ? schemeObstacle(input, opened, use) : { failure, isCertain: false };
}

/** The same for what is printed, which is refused; what is not known goes to the standard error. */
export function checkText(input: CommandInput, opened: OpenedProject): void {
  const obstacle = environmentObstacle(input, opened, { kind: 'text' });
  if (obstacle !== undefined) throw obstacle.failure;
  for (const warning of schemeWarnings(input, opened, { kind: 'text' }))
    input.process.writeError(`warning: ${warning}\n`);
}

/** Says where env.py leaves Alembic's templates; undefined where it does not. */
export function environmentRefusal(opened: OpenedProject): CommandFailure | undefined {
  if (opened.environment.isRecognised) return undefined;
  const [obstacle] = opened.environment.obstacles;
  const reason = obstacle?.reason ?? 'it is not one of Alembic’s templates';
  return new CommandFailure(EXIT.refused, `env.py does something that is not known statically: ${reason}`, {
    place: placeInEnvironment(opened, obstacle?.span.start ?? 0),
    nextStep: 'Let the project’s own Alembic do it: run the same command with `alembic`.',
  });
}

function placeInEnvironment({ project, shownPath }: OpenedProject, offset: number): string {
  const lines = new LineIndex(readPythonFile(project.environmentFile).text ?? '');
  return `${shownPath(project.environmentFile)}:${lines.positionAt(offset).line + 1}`;
}

function loggingFailure(opened: OpenedProject): CommandFailure | undefined {
  const { environment, project, shownPath } = opened;
  const { logging } = environment.beginning;
  if (logging === undefined) return undefined;
  const refusal = (message: string, place: string): CommandFailure => {
    const nextStep =
      'Add the logging sections that `retort init` writes, or take fileConfig() out of env.py; Alembic fails here too.';
    return new CommandFailure(EXIT.refused, message, { place, nextStep });
  };
  if (project.iniFile === undefined) {
    const place = placeInEnvironment(opened, logging.start);
    return refusal('fileConfig() reads alembic.ini, which is not there', place);
  }
  const problem = loggingProblem(readUtf8File(project.iniFile).text ?? '');
  if (problem === undefined) return undefined;
  const place = `${shownPath(project.iniFile)}:${problem.line + 1}`;
  return refusal(`fileConfig() in env.py fails: ${problem.message}`, place);
}

function variableFailure(
  input: CommandInput,
  opened: OpenedProject,
  use: EnvironmentUse,
): CommandFailure | undefined {
  const { online, offline } = opened.environment.beginning.variables;
  const needed = use.kind === 'text' ? offline : online;
  if (needed.length === 0) return undefined;
  const isGiven = givenVariables(input, opened, use);
  const missing = needed.find(
    ({ name }) => !isGiven(name) && environmentValue(input, opened, name) === undefined,
  );
  if (missing === undefined) return undefined;
  return new CommandFailure(EXIT.refused, `env.py fails: KeyError: '${missing.name}'`, {
    place: placeInEnvironment(opened, missing.span.start),
    nextStep: `Set the variable ${missing.name}, which env.py cannot do without.`,
  });
}

/** Tells the variables in which Alembic is given the database. */
function givenVariables(
  input: CommandInput,
  opened: OpenedProject,
  use: EnvironmentUse,
): (name: string) => boolean {
  if (use.kind === 'scratch') return (name) => /(?:URL|URI|DSN)$/iu.test(name);
  // The text of a project without a database of ours is that of the one which env.py finds by itself.
  if (use.kind === 'text' && !isDatabaseNamed(input, opened)) return () => false;
  const database = use.kind === 'run' ? use.database : chooseTarget(input, opened);
  return (name) => name === 'DATABASE_URL' || (database.kind === 'environment' && database.name === name);
}
