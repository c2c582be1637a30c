// The one guard around every handler: cancelled becomes cancelled, thrown becomes a log line and an empty answer.
import { setImmediate } from 'node:timers/promises';
import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';

/** What a handler is given: the session with its snapshots, what was asked, and whether it is still wanted. */
export type Handler<Context, Params, Result> = (
  context: Context,
  params: Params,
  token: CancellationToken,
) => Result | Promise<Result>;

/** Thrown by long work that notices that nobody waits for it any more. */
export class Cancelled extends Error {}

export interface GuardOptions<Context> {
  readonly context: Context;
  /** Awaited first: no request is answered before the first index is there. */
  readonly ready: () => Promise<void>;
  readonly log: (message: string) => void;
}

/** Wraps handlers; `name` is what the log says, `empty` the answer when one throws. */
export function createGuard<Context>({ context, ready, log }: GuardOptions<Context>) {
  return <Params, Result>(name: string, empty: Result, handler: Handler<Context, Params, Result>) =>
    async (params: Params, token: CancellationToken): Promise<Result | ResponseError<never>> => {
      try {
        await ready();
        // One turn of the event loop lets a cancellation that follows the request overtake it.
        await setImmediate();
        if (token.isCancellationRequested) return cancelled();
        return await handler(context, params, token);
      } catch (error) {
        if (error instanceof Cancelled) return cancelled();
        log(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return empty;
      }
    };
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
