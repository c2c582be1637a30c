// Making a revision where the project's own code takes part (hooks, env.py, Python in the template, autogenerate): the
// project's own Alembic does it. Only the command line gets here: whoever types a command trusts the project.
import { join } from 'node:path';
import type { ParsedArguments } from './arguments';
import type { CommandInput } from './command';
import { CommandFailure, EXIT, isCommandFailure } from './failure';
import type { OpenedProject } from './openProject';
import { ownFiles } from './ownFiles';
import { alembicWords } from './run/alembicWords';
import { readFailure } from '../database/alembicOutput';
import { findAlembic } from '../database/alembicCommand';
import { runToEnd } from '../database/alembicProcess';

/** The call of Alembic that does the same: `options` as `--name=value`, so that no value is taken for an option. */
export interface AlembicCall {
  readonly command: 'revision' | 'merge';
  readonly options: readonly string[];
  readonly targets: readonly string[];
}

/** Options as they were given to us, by our names for them, for Alembic. */
export function optionWords({ values }: ParsedArguments, names: readonly string[]): readonly string[] {
  return names.flatMap((name) =>
    (values.get(name) ?? []).map((value) => {
      const option = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return `--${option}=${value}`;
    }),
  );
}

/** Does it natively; where that is refused as not known, the project's Alembic does it, and stderr says why. */
export async function nativelyOrByAlembic(
  input: CommandInput,
  opened: OpenedProject,
  natively: () => void,
  call: AlembicCall,
): Promise<number> {
  try {
    natively();
    return 0;
  } catch (error) {
    if (!isCommandFailure(error) || error.exitCode !== EXIT.refused) throw error;
    return await byAlembic(input, opened, call, error);
  }
}

/** Passes whole lines on as they come, until a traceback begins; `showRest` passes on what was held back. */
function untilTraceback(write: (text: string) => void): { add(text: string): void; showRest(): void } {
  let said = '';
  let shown = 0;
  const showTo = (end: number): void => {
    if (end > shown) write(said.slice(shown, end));
    shown = Math.max(shown, end);
  };
  return {
    add(text) {
      said += text;
      const traceback = said.search(/^Traceback \(most recent call last\):/mu);
      showTo(traceback < 0 ? said.lastIndexOf('\n') + 1 : traceback);
    },
    showRest() {
      showTo(said.length);
    },
  };
}

async function byAlembic(
  input: CommandInput,
  opened: OpenedProject,
  { command, options, targets }: AlembicCall,
  reason: CommandFailure,
): Promise<number> {
  const { cwd, env } = input.process;
  const found = findAlembic({ environment: env, folders: [...new Set([opened.folder, cwd])], cwd });
  if ('problem' in found) {
    const nextStep = `Only Alembic can do it, and ${found.problem}. ${found.nextStep}`;
    throw new CommandFailure(EXIT.refused, reason.message, { place: reason.place, nextStep });
  }
  const words = alembicWords(input, command, options, targets);
  input.process.writeError(`note: ${reason.message}; this is done by ${found.reason}\n`);
  const { write, writeError, distFolder, signal } = input.process;
  const errors = untilTraceback(writeError);
  const { code, stdout, stderr } = await runToEnd({
    guard: join(distFolder, 'guard.js'),
    argv: [...found.argv, ...words],
    cwd,
    environment: env,
    signal,
    onText: (stream, text) => (stream === 'stdout' ? write(text) : errors.add(text)),
  });
  const told = code === 0 ? undefined : readFailure(stdout, stderr, ownFiles(opened));
  // A traceback whose place and reason are told is told once.
  if (told?.path === undefined) errors.showRest();
  if (code === 0) return 0;
  if (told?.path !== undefined) {
    throw new CommandFailure(EXIT.usage, told.message, {
      place: `${opened.shownPath(told.path)}:${told.line ?? 1}`,
      nextStep: told.nextStep,
    });
  }
  // Alembic ends with 255 where it refuses, and has said why.
  throw new CommandFailure(EXIT.usage, `alembic ${command} ended with ${code ?? 'a signal'}`, {
    nextStep: 'What it said stands above.',
  });
}
