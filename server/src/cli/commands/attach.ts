// `retort attach ID`: hears a run that goes on in another process, from its plan to its end. For editors that were reloaded.
import { setTimeout as pause } from 'node:timers/promises';
import type { Command, CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { isEndOfRun, isRunAlive, readRunFile, removeRunFile, requestCancel } from '../../database/runFile';

const LOOK_MS = 100;

export const attach: Command = {
  name: 'attach',
  summary: 'Prints the events of a run that goes on in another process; a cancel on the input reaches it.',
  options: {},
  positionals: ['id'],
  async run(input) {
    const [id = ''] = input.arguments.positionals;
    const { env } = input.process;
    if (readRunFile(env, id) === undefined) {
      throw new CommandFailure(EXIT.usage, `there is no run '${id}' to hear of`, {
        nextStep: 'See `retort runs --json`: those under "open".',
      });
    }
    void passCancelOn(input, id);
    const end = await follow(input, id);
    if (end === 'elsewhere') return EXIT.refused;
    // Interrupted, or nobody heard it: the next one who asks hears it then.
    if (end === 'told' && (await input.process.isHeard())) removeRunFile(env, id);
    return 0;
  },
};

/**
 * Until the end is told, or the process is gone without telling one; `elsewhere` where another reader heard the end
 * first, so that there is none to tell here.
 */
async function follow({ process }: CommandInput, id: string): Promise<'told' | 'interrupted' | 'elsewhere'> {
  let told = 0;
  for (;;) {
    // Asked before the file is read: what a process wrote before it ended is then read for certain.
    const before = readRunFile(process.env, id);
    const isAlive = before !== undefined && isRunAlive(before.head);
    const found = readRunFile(process.env, id);
    if (found === undefined) return 'elsewhere';
    const events = [{ event: 'plan', plan: found.head.plan } as const, ...found.events];
    for (const event of events.slice(told)) process.write(`${JSON.stringify(event)}\n`);
    told = events.length;
    if (!isAlive || found.events.some(isEndOfRun)) return 'told';
    if (process.signal.aborted) return 'interrupted';
    await pause(LOOK_MS);
  }
}

async function passCancelOn({ process }: CommandInput, id: string): Promise<void> {
  for await (const line of process.inputLines()) {
    if (/"answer"\s*:\s*"cancel"/u.test(line)) requestCancel(process.env, id);
  }
}
