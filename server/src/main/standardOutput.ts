// Writes to the standard output without loading Node's streams, which takes longer than a small command does.
import { writeSync } from 'node:fs';

/**
 * A function that writes text to the standard output, in order. A reader that closes the pipe early
 * (`retort history | head`) ends the process; a pipe that is full for the moment is left to Node's stream.
 */
export function standardOutput(): (text: string) => void {
  let isStream = false;
  const writeToStream = (rest: Uint8Array): void => {
    if (!isStream) process.stdout.on('error', () => process.exit(0));
    isStream = true;
    process.stdout.write(rest);
  };
  return (text) => {
    let rest: Uint8Array = Buffer.from(text);
    while (rest.length > 0 && !isStream) {
      try {
        rest = rest.subarray(writeSync(1, rest));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code === 'EPIPE') process.exit(0);
        // EAGAIN, and whatever else a stream knows to handle.
        break;
      }
    }
    if (rest.length > 0) writeToStream(rest);
  };
}
