// Clocks that do not make a test wait.
import { systemClock, type Clock } from '../../server/src/database/clock';

export interface ManualClock extends Clock {
  /** Moves time on and runs what is due, in order. */
  advance(milliseconds: number): void;
}

/** Time that goes a hundred times as fast. */
export const hurriedClock: Clock = {
  now: () => systemClock.now() * 100,
  after: (milliseconds, action) => systemClock.after(milliseconds / 100, action),
};

/** Time that stands still between two calls of `advance`. */
export function manualClock(): ManualClock {
  let now = 0;
  let due: { readonly at: number; readonly action: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, action) {
      const entry = { at: now + milliseconds, action };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const [next] = due.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at);
        if (next === undefined) break;
        now = Math.max(now, next.at);
        due = due.filter((other) => other !== next);
        next.action();
      }
      now = end;
    },
  };
}
