// The bytes handed to PostgreSQL for one batch of messages. While COPY FROM STDIN runs, PostgreSQL asks for more in the
// middle of the batch; this is what waits for it.
import { MessageScanner } from './wireMessages';

/**
 * Stands in for the byte array that PGlite reads from: it is asked for its length and for pieces only. When everything
 * was read and a COPY still runs, asking for the length blocks in `nextInput` until the client has sent more.
 */
export class CopyInput {
  readonly #nextInput: () => Uint8Array;
  readonly #types: MessageScanner;
  /** What is still to be read: everything before `#start` was read and is forgotten. */
  #bytes: Uint8Array;
  #start = 0;
  #served = 0;
  #isCopying = false;
  #hasEnd = false;

  constructor(bytes: Uint8Array, nextInput: () => Uint8Array) {
    this.#bytes = bytes;
    this.#nextInput = nextInput;
    this.#types = new MessageScanner((type) => {
      if (type === 'c' || type === 'f') this.#hasEnd = true;
    });
    this.#types.feed(bytes);
  }

  /** Tells what PostgreSQL answered, so that it is known when a COPY begins (G) and when it is over. */
  noteAnswer(type: string): void {
    if (type === 'G') this.#isCopying = true;
    else if (type === 'E' || type === 'C' || type === 'Z') this.#endCopy();
  }

  /** PGlite reads from this as if it were an array. */
  asBytes(): Uint8Array {
    const first = this.#bytes[0];
    const readLength = (): number => this.#length();
    const subarray = (from: number, to: number): Uint8Array => {
      this.#served = Math.max(this.#served, to);
      return this.#bytes.subarray(from - this.#start, to - this.#start);
    };
    const view = {
      0: first,
      get length(): number {
        return readLength();
      },
      subarray,
    };
    return view as unknown as Uint8Array;
  }

  get totalLength(): number {
    return this.#start + this.#bytes.length;
  }

  #length(): number {
    if (this.#isCopying && !this.#hasEnd && this.#served >= this.totalLength) {
      const more = this.#nextInput();
      this.#types.feed(more);
      this.#start = this.totalLength;
      this.#bytes = more;
    }
    return this.totalLength;
  }

  #endCopy(): void {
    this.#isCopying = false;
    this.#hasEnd = false;
  }
}
