// How a run is told: JSON lines for the editor, or words for a terminal.
import { LiveRun } from './liveRun';
import { planText, sessionText } from './planText';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import type { PlannedStep, RunEvent, RunPlan } from '../../database/runEvents';

export interface Reporter {
  readonly isJson: boolean;
  plan(plan: RunPlan): void;
  /** The plan was confirmed. The signal is aborted when somebody else than the first reader cancels the run. */
  confirmed(plan: RunPlan): AbortSignal;
  /** Everything between the plan and the end. */
  event(event: RunEvent): void;
  done(current: readonly string[], durationMs: number): void;
  cancelled(current: readonly string[] | undefined): void;
  refused(failure: CommandFailure): void;
  /** Nothing more will be told. */
  close(): Promise<void>;
  /** How the runner said the run failed or was refused; still to be told in a terminal. */
  readonly failure: CommandFailure | undefined;
}

/** The reporter for one command. */
export function eventReporter(input: CommandInput, isJson: boolean): Reporter {
  return isJson ? new JsonReporter(input) : new TextReporter(input);
}

class JsonReporter implements Reporter {
  readonly isJson = true;
  failure: CommandFailure | undefined;
  readonly #input: CommandInput;
  #live: LiveRun | undefined;

  constructor(input: CommandInput) {
    this.#input = input;
  }

  event(event: RunEvent): void {
    this.failure ??= failureOf(event);
    this.#live?.append(event);
    this.#input.process.write(`${JSON.stringify(event)}\n`);
  }

  confirmed(plan: RunPlan): AbortSignal {
    this.#live = new LiveRun(this.#input.process, plan);
    return this.#live.signal;
  }

  async close(): Promise<void> {
    await this.#live?.close();
  }

  plan(plan: RunPlan): void {
    this.event({ event: 'plan', plan });
  }

  done(current: readonly string[], durationMs: number): void {
    this.event({ event: 'done', current, durationMs });
  }

  cancelled(current: readonly string[] | undefined): void {
    this.event({ event: 'cancelled', current });
  }

  refused(failure: CommandFailure): void {
    const place = /^(.*):(\d+)$/.exec(failure.place ?? '');
    this.event({
      event: 'refused',
      message: failure.message,
      path: place?.[1] ?? failure.place,
      line: place === null ? undefined : Number(place[2]),
      nextStep: failure.nextStep ?? '',
      exitCode: failure.exitCode,
      ...(failure.code === undefined ? {} : { code: failure.code }),
      ...(failure.proposes.length === 0 ? {} : { proposes: failure.proposes }),
    });
  }
}

class TextReporter implements Reporter {
  readonly isJson = false;
  failure: CommandFailure | undefined;
  readonly #input: CommandInput;
  #steps: readonly PlannedStep[] = [];

  constructor(input: CommandInput) {
    this.#input = input;
  }

  plan(plan: RunPlan): void {
    this.#steps = plan.steps;
    this.#say(planText(plan));
  }

  /** A terminal that is closed ends what runs in it, and nobody looks for it afterwards. */
  confirmed(): AbortSignal {
    return new AbortController().signal;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  event(event: RunEvent): void {
    switch (event.event) {
      case 'step':
        if (event.state === 'begin') this.#begin(event.index);
        break;
      case 'done':
        this.done(event.current, event.durationMs);
        break;
      case 'cancelled':
        this.cancelled(event.current, event.restore);
        if (event.nextStep !== undefined) this.#input.process.writeError(`  ${event.nextStep}\n`);
        break;
      case 'failed':
      case 'refused':
        this.failure ??= failureOf(event);
        break;
      case 'progress': {
        const { phase, table, percent } = event;
        this.#say(`  ${table}: ${phase}${percent === undefined ? '' : ` ${percent} %`}\n`);
        break;
      }
      case 'blocked':
        this.#say(
          `  waits for session ${sessionText({ ...event, openSeconds: event.sinceSeconds, holds: [] })}\n`,
        );
        break;
      case 'plan':
      case 'statement':
        break;
    }
  }

  #begin(index: number): void {
    const step = this.#steps[index];
    if (step === undefined) return;
    const ids = (list: readonly string[]): string => list.join(', ');
    const message = step.message === '' ? '' : `, ${step.message}`;
    this.#say(`Running ${step.direction} ${ids(step.from)} -> ${ids(step.to)}${message}\n`);
  }

  done(current: readonly string[], durationMs: number): void {
    const at = current.length === 0 ? 'no revision' : current.join(', ');
    this.#say(`Done in ${(durationMs / 1000).toFixed(1)} s: the database is at ${at}.\n`);
  }

  cancelled(current: readonly string[] | undefined, restore?: string): void {
    const state =
      current === undefined
        ? 'the database could not be asked where it stands: ask it again with `retort current`'
        : `the database is at ${current.length === 0 ? 'no revision' : current.join(', ')}`;
    this.#input.process.writeError(`Cancelled; ${state}.\n`);
    if (restore === undefined) return;
    this.#input.process.writeError(
      `  What was run before that may have stayed. \`${restore}\` brings it back.\n`,
    );
  }

  refused(failure: CommandFailure): void {
    throw failure;
  }

  #say(text: string): void {
    if (!this.#input.global.isQuiet) this.#input.process.write(text);
  }
}

/** A failed or refused run as a failure of the command; undefined for every other event. */
function failureOf(event: RunEvent): CommandFailure | undefined {
  if (event.event !== 'failed' && event.event !== 'refused') return undefined;
  const { path, line, message, nextStep } = event;
  const place = path === undefined ? undefined : `${path}${line === undefined ? '' : `:${line}`}`;
  const exitCode = event.event === 'failed' ? EXIT.database : event.exitCode;
  const { code, proposes = [] } = event.event === 'failed' ? {} : event;
  return new CommandFailure(exitCode, message, { place, nextStep, code, proposes });
}
