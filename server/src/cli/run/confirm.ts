// Asks for the confirmation of a plan, and listens for a cancel while it runs.
import type { Reporter } from './reporter';
import type { CommandInput } from '../command';
import { checkProtection, isConfirmedByArguments, notConfirmed } from './protection';
import type { RunAnswer, RunPlan } from '../../database/runEvents';

/** Yes, with the signal that a later cancel aborts; or no. */
export type Confirmation = { readonly kind: 'yes'; readonly signal: AbortSignal } | { readonly kind: 'no' };

/** `--yes` or `--confirm` confirms; JSON mode waits for an answer line; a terminal asks. Anything else is refused. */
export async function confirmPlan(
  input: CommandInput,
  plan: RunPlan,
  reporter: Pick<Reporter, 'isJson' | 'confirmed'>,
): Promise<Confirmation> {
  const answer = await ask(input, plan, reporter.isJson);
  if (answer.kind === 'no') return answer;
  // From here on the run goes on whether or not anybody listens.
  return { kind: 'yes', signal: AbortSignal.any([answer.signal, reporter.confirmed(plan)]) };
}

async function ask(input: CommandInput, plan: RunPlan, isJson: boolean): Promise<Confirmation> {
  const { process } = input;
  if (process.signal.aborted) return { kind: 'no' };
  checkProtection(input, plan);
  const isConfirmed = isConfirmedByArguments(input, plan);
  if (!isConfirmed && input.arguments.flags.has('yes')) throw notConfirmed(plan);
  if (isJson) return answerLines(input, plan, isConfirmed);
  if (isConfirmed) return { kind: 'yes', signal: process.signal };
  const { label, name, isProtected } = plan.database;
  process.write(
    isProtected === true
      ? `\n${label} is protected. Type the name of its database to run this (${name}): `
      : `\nRun this on ${label}? [y/N] `,
  );
  for await (const line of process.inputLines()) {
    const isYes = isProtected === true ? line.trim() === name : /^y(es)?$/i.test(line.trim());
    return isYes ? { kind: 'yes', signal: process.signal } : { kind: 'no' };
  }
  throw notConfirmed(plan);
}

/** Waits for the confirmation of this very plan; goes on listening, so that a cancel reaches the run. */
async function answerLines(input: CommandInput, plan: RunPlan, isConfirmed: boolean): Promise<Confirmation> {
  const cancel = new AbortController();
  const signal = AbortSignal.any([input.process.signal, cancel.signal]);
  const { promise, resolve, reject } = settlement<Confirmation>();
  const listen = async (): Promise<void> => {
    for await (const line of input.process.inputLines()) {
      const answer = readAnswer(line);
      if (answer?.answer === 'cancel') {
        cancel.abort();
        resolve({ kind: 'no' });
      } else if (answer?.planId === plan.id) {
        const isNamed = plan.database.isProtected !== true || answer.typedName === plan.database.name;
        if (isNamed) resolve({ kind: 'yes', signal });
        else reject(notConfirmed(plan));
      }
    }
    // The editor is gone before it confirmed: nothing is run. After that a closed input changes nothing.
    resolve({ kind: 'no' });
  };
  void listen();
  signal.addEventListener('abort', () => {
    resolve({ kind: 'no' });
  });
  if (isConfirmed) resolve({ kind: 'yes', signal });
  return promise;
}

function settlement<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
} {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<T>((onValue, onReason) => {
    resolve = onValue;
    reject = onReason;
  });
  return { promise, resolve, reject };
}

function readAnswer(line: string): RunAnswer | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('answer' in value)) return undefined;
    if (value.answer === 'cancel') return { answer: 'cancel' };
    if (value.answer === 'confirm' && 'planId' in value && typeof value.planId === 'string') {
      const typedName = 'typedName' in value && typeof value.typedName === 'string' ? value.typedName : '';
      return { answer: 'confirm', planId: value.planId, typedName };
    }
  } catch {
    return undefined;
  }
  return undefined;
}
