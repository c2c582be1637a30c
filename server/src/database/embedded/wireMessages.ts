// The few messages of PostgreSQL's wire protocol that the embedded database's server reads or writes itself; all other
// bytes pass through to PostgreSQL. https://www.postgresql.org/docs/18/protocol-message-formats.html

export const SSL_REQUEST = 80877103;
export const GSSENC_REQUEST = 80877104;
export const CANCEL_REQUEST = 80877102;
export const PROTOCOL_3 = 3;

/** Longest packet before the password: a client that announces more is not a PostgreSQL client. */
export const MAX_STARTUP_LENGTH = 10_000;

/** One typed message: a letter, then the length of the rest. */
export function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(4 + parts.reduce((sum, part) => sum + part.length, 0), 1);
  return Buffer.concat([head, ...parts]);
}

/** Text with the zero byte that ends it on the wire. */
export function text(value: string): Buffer {
  return Buffer.from(`${value.replaceAll('\0', '')}\0`);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

export const AUTHENTICATION_OK = message('R', int32(0));
export const AUTHENTICATION_CLEARTEXT = message('R', int32(3));
export const READY_IDLE = message('Z', Buffer.from('I'));
export const SYNC = message('S');

export function query(sql: string): Buffer {
  return message('Q', text(sql));
}

export function copyFail(reason: string): Buffer {
  return message('f', text(reason));
}

export function parameterStatus(name: string, value: string): Buffer {
  return message('S', text(name), text(value));
}

export function backendKey(processId: number, secret: number): Buffer {
  return message('K', int32(processId), int32(secret));
}

/** Says that only minor version 0 is spoken and which `_pq_.` options are not known. */
export function negotiateVersion(unknownOptions: readonly string[]): Buffer {
  return message('v', int32(PROTOCOL_3 << 16), int32(unknownOptions.length), ...unknownOptions.map(text));
}

export interface WireError {
  readonly severity: 'ERROR' | 'FATAL';
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

export function errorResponse({ severity, code, message: sentence, hint }: WireError): Buffer {
  const field = (letter: string, value: string): Buffer => text(letter + value);
  return message(
    'E',
    field('S', severity),
    field('V', severity),
    field('C', code),
    field('M', sentence),
    ...(hint === undefined ? [] : [field('H', hint)]),
    Buffer.from([0]),
  );
}

/** A start-up packet with these parameters, as a client sends it. */
export function startupPacket(parameters: Readonly<Record<string, string>>): Buffer {
  const body = Buffer.concat([
    int32(PROTOCOL_3 << 16),
    ...Object.entries(parameters).flatMap(([name, value]) => [text(name), text(value)]),
    Buffer.from([0]),
  ]);
  return Buffer.concat([int32(body.length + 4), body]);
}

/** Names and values of a start-up packet; `packet` begins after the version number. */
export function startupParameters(packet: Buffer): Map<string, string> {
  const words = packet.toString('utf8').split('\0');
  const parameters = new Map<string, string>();
  for (let index = 0; index + 1 < words.length; index += 2) {
    const name = words[index];
    if (name === undefined || name === '') break;
    parameters.set(name, words[index + 1] ?? '');
  }
  return parameters;
}

/** Fields of an ErrorResponse or NoticeResponse body by their letter. */
export function errorFields(body: Buffer): Map<string, string> {
  const fields = new Map<string, string>();
  for (const field of body.toString('utf8').split('\0'))
    if (field !== '') fields.set(field[0] ?? '', field.slice(1));
  return fields;
}

export interface WireMessage {
  readonly type: string;
  readonly body: Buffer;
}

/** The complete typed messages at the start of `bytes`, and what is left. */
export function splitMessages(bytes: Buffer): {
  readonly messages: readonly WireMessage[];
  readonly rest: Buffer;
} {
  const messages: WireMessage[] = [];
  let start = 0;
  while (bytes.length - start >= 5) {
    const end = start + 1 + bytes.readInt32BE(start + 1);
    if (end > bytes.length || end < start + 5) break;
    messages.push({ type: String.fromCharCode(bytes[start] ?? 0), body: bytes.subarray(start + 5, end) });
    start = end;
  }
  return { messages, rest: bytes.subarray(start) };
}

/** Length of the complete typed messages at the start of `bytes`; -1 when a length field makes no sense. */
export function completeLength(bytes: Buffer): number {
  let start = 0;
  while (bytes.length - start >= 5) {
    const length = bytes.readInt32BE(start + 1);
    if (length < 4) return -1;
    if (start + 1 + length > bytes.length) break;
    start += 1 + length;
  }
  return start;
}

/** Follows a stream of typed messages in arbitrary pieces and reports the type and first body byte of each. */
export class MessageScanner {
  readonly #onMessage: (type: string, firstByte: number | undefined) => void;
  #head: number[] = [];
  #left = 0;
  #pendingType: string | undefined;

  constructor(onMessage: (type: string, firstByte: number | undefined) => void) {
    this.#onMessage = onMessage;
  }

  feed(bytes: Uint8Array): void {
    let position = 0;
    while (position < bytes.length) {
      if (this.#left > 0) {
        if (this.#pendingType !== undefined) {
          this.#onMessage(this.#pendingType, bytes[position]);
          this.#pendingType = undefined;
        }
        const taken = Math.min(this.#left, bytes.length - position);
        this.#left -= taken;
        position += taken;
        continue;
      }
      this.#head.push(bytes[position] ?? 0);
      position += 1;
      if (this.#head.length === 5) this.#beginBody();
    }
  }

  #beginBody(): void {
    const [type = 0, a = 0, b = 0, c = 0, d = 0] = this.#head;
    this.#head = [];
    this.#left = ((a << 24) | (b << 16) | (c << 8) | d) - 4;
    if (this.#left > 0) this.#pendingType = String.fromCharCode(type);
    else this.#onMessage(String.fromCharCode(type), undefined);
  }
}
