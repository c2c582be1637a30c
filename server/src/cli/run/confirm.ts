// Asks for the confirmation of a plan, and listens for a cancel while it runs.
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import type { RunAnswer, RunPlan } from '../../database/runEvents';

/** Yes, with the signal that a later cancel aborts; or no. */
export type Confirmation = { readonly kind: 'yes'; readonly signal: AbortSignal } | { readonly kind: 'no' };

/** `--yes` confirms; JSON mode waits for an answer line; a terminal asks. Anything else is refused. */
export async function confirmPlan(
  input: CommandInput,
  plan: RunPlan,
  isJson: boolean,
): Promise<Confirmation> {
  const { process } = input;
  if (process.signal.aborted) return { kind: 'no' };
  if (isJson) return answerLines(input, plan, input.arguments.flags.has('yes'));
  if (input.arguments.flags.has('yes')) return { kind: 'yes', signal: process.signal };
  process.write(`\nRun this on ${plan.database.label}? [y/N] `);
  for await (const line of process.inputLines()) {
    return /^y(es)?$/i.test(line.trim()) ? { kind: 'yes', signal: process.signal } : { kind: 'no' };
  }
  throw new CommandFailure(EXIT.usage, 'nothing was run: the plan was not confirmed', {
    nextStep: 'Add --yes to run it without asking, or --plan to see it only.',
  });
}

/** Waits for the confirmation of this very plan; goes on listening, so that a cancel reaches the run. */
async function answerLines(input: CommandInput, plan: RunPlan, isConfirmed: boolean): Promise<Confirmation> {
  const cancel = new AbortController();
  const signal = AbortSignal.any([input.process.signal, cancel.signal]);
  let settle: (confirmation: Confirmation) => void = () => undefined;
  const confirmed = new Promise<Confirmation>((resolve) => {
    settle = resolve;
  });
  const listen = async (): Promise<void> => {
    for await (const line of input.process.inputLines()) {
      const answer = readAnswer(line);
      if (answer?.answer === 'cancel') {
        cancel.abort();
        settle({ kind: 'no' });
      } else if (answer?.planId === plan.id) settle({ kind: 'yes', signal });
    }
    // The editor is gone before it confirmed: nothing is run. After that a closed input changes nothing.
    settle({ kind: 'no' });
  };
  void listen();
  signal.addEventListener('abort', () => {
    settle({ kind: 'no' });
  });
  if (isConfirmed) settle({ kind: 'yes', signal });
  return confirmed;
}

function readAnswer(line: string): RunAnswer | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('answer' in value)) return undefined;
    if (value.answer === 'cancel') return { answer: 'cancel' };
    if (value.answer === 'confirm' && 'planId' in value && typeof value.planId === 'string') {
      return { answer: 'confirm', planId: value.planId };
    }
  } catch {
    return undefined;
  }
  return undefined;
}
