// Which of the two runners a plan gets, and why: native where everything is known, else the project's own Alembic.
import { alembicAddress, type AlembicAddress } from './alembicAddress';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { findAlembic, type AlembicCommand } from '../../database/alembicCommand';
import type { Target } from '../../database/target';

export type RunnerWish = 'auto' | 'native' | 'alembic';

/** The runner of a plan; `reason` is the sentence the plan shows. */
export type RunnerChoice =
  | { readonly runner: 'native'; readonly reason: string }
  | {
      readonly runner: 'alembic';
      readonly reason: string;
      readonly command: AlembicCommand;
      readonly address: AlembicAddress;
    };

/** Why native may not run; `isCertain` when Alembic would fail at the same place. */
export interface NativeRefusal {
  readonly failure: CommandFailure;
  readonly isCertain: boolean;
}

const NATIVE: RunnerChoice = {
  runner: 'native',
  reason: 'every statement is known and env.py adds nothing to them',
};

/** What a plan has to warn of because of its runner. */
export function runnerWarnings(choice: RunnerChoice): readonly string[] {
  if (choice.runner === 'native' || choice.address.honoursOptions) return [];
  return ['The driver of this URL takes no limits: Alembic waits for locks as long as the server lets it.'];
}

/** Chooses, or throws why nobody can run it. */
export async function chooseRunner(
  input: CommandInput,
  opened: OpenedProject,
  database: Target,
  wish: RunnerWish,
  refusal: NativeRefusal | undefined,
): Promise<RunnerChoice> {
  if (wish !== 'alembic') {
    if (refusal === undefined) return NATIVE;
    if (wish === 'native' || refusal.isCertain) throw refusal.failure;
  }
  const found = findAlembic({
    environment: input.process.env,
    folders: [...new Set([opened.folder, input.process.cwd])],
    cwd: input.process.cwd,
  });
  if ('problem' in found) {
    if (refusal === undefined || wish === 'alembic') {
      throw new CommandFailure(EXIT.usage, found.problem, { nextStep: found.nextStep, code: found.code });
    }
    throw withNextStep(
      refusal.failure,
      `Only Alembic can run it, and ${found.problem}. ${found.nextStep}`,
      found.code,
    );
  }
  try {
    const address = await alembicAddress(input, opened, database);
    const why = wish === 'alembic' ? 'as asked for' : describe(refusal);
    return { runner: 'alembic', reason: `${why}; found through ${found.reason}`, command: found, address };
  } catch (error) {
    if (!(error instanceof CommandFailure) || wish === 'alembic' || refusal === undefined) throw error;
    throw withNextStep(
      refusal.failure,
      `Only Alembic can run it, but ${error.message} (${error.place ?? ''}). ${error.nextStep ?? ''}`,
    );
  }
}

function describe(refusal: NativeRefusal | undefined): string {
  if (refusal === undefined) return 'as asked for';
  const { message, place } = refusal.failure;
  return place === undefined ? message : `${message} (${place})`;
}

function withNextStep(
  { exitCode, message, place }: CommandFailure,
  nextStep: string,
  code?: string,
): CommandFailure {
  return new CommandFailure(exitCode, message, { place, nextStep, code });
}
