// Writes to the standard output without loading Node's streams, which takes longer than a small command does.
import { writeSync } from 'node:fs';

/** The standard output of the process. */
export interface StandardOutput {
  /**
   * Writes text, in order. A reader that closes the pipe early (`retort history | head`) ends the process; a pipe that is
   * full for the moment is left to Node's stream.
   */
  readonly write: (text: string) => void;
  /** From here on a reader that is gone does not end the process. */
  readonly outliveReader: () => void;
  /** False when what was written last reached nobody. */
  readonly isHeard: () => Promise<boolean>;
}

export function standardOutput(): StandardOutput {
  let isStream = false;
  let outlives = false;
  let isDeaf = false;
  const loseReader = (): void => {
    if (!outlives) process.exit(0);
    isDeaf = true;
  };
  const writeToStream = (rest: Uint8Array): void => {
    if (!isStream) process.stdout.on('error', loseReader);
    isStream = true;
    process.stdout.write(rest);
  };
  const write = (text: string): void => {
    if (isDeaf) return;
    let rest: Uint8Array = Buffer.from(text);
    while (rest.length > 0 && !isStream) {
      try {
        rest = rest.subarray(writeSync(1, rest));
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code === 'EPIPE') {
          loseReader();
          return;
        }
        // EAGAIN, and whatever else a stream knows to handle.
        break;
      }
    }
    if (rest.length > 0) writeToStream(rest);
  };
  const isHeard = async (): Promise<boolean> => {
    if (isStream && !isDeaf) {
      await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
    }
    return !isDeaf;
  };
  const outliveReader = (): void => {
    outlives = true;
  };
  return { write, outliveReader, isHeard };
}
