// One client connection up to and including its password; afterwards its bytes belong to PostgreSQL.
import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Clock } from '../clock';
import {
  AUTHENTICATION_CLEARTEXT,
  CANCEL_REQUEST,
  completeLength,
  errorResponse,
  GSSENC_REQUEST,
  MAX_STARTUP_LENGTH,
  negotiateVersion,
  PROTOCOL_3,
  splitMessages,
  SSL_REQUEST,
  startupParameters,
  type WireError,
} from './wireMessages';

/** A client has ten seconds to say who it is. */
const AUTHENTICATION_MS = 10_000;

export interface SessionListener {
  readonly onCancelRequest: (processId: number, secret: number) => void;
  /** The password was right; `parameters` are those of the start-up packet. */
  readonly onAuthenticated: (session: WireSession) => void;
  /** Complete messages after the password, and never a Terminate. */
  readonly onMessages: (session: WireSession, bytes: Buffer) => void;
  /** The client is gone. `isPolite` when it said so. */
  readonly onGone: (session: WireSession, isPolite: boolean) => void;
}

type Phase = 'startup' | 'password' | 'open' | 'gone';

/** Asks for the password in clear text: it is a random token, and the connection never leaves the machine. */
export class WireSession {
  parameters: ReadonlyMap<string, string> = new Map();
  readonly processId: number;
  readonly secret: number;
  readonly #socket: Socket;
  readonly #token: Buffer;
  readonly #listener: SessionListener;
  readonly #stopTimer: () => void;
  #received: Buffer = Buffer.alloc(0);
  #phase: Phase = 'startup';

  constructor(
    socket: Socket,
    identity: { readonly processId: number; readonly secret: number; readonly token: string },
    listener: SessionListener,
    clock: Clock,
  ) {
    this.#socket = socket;
    this.processId = identity.processId;
    this.secret = identity.secret;
    this.#token = Buffer.from(identity.token);
    this.#listener = listener;
    this.#stopTimer = clock.after(AUTHENTICATION_MS, () => this.#leave(false));
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('error', () => this.#leave(false));
    socket.on('end', () => this.#leave(false));
    socket.on('close', () => this.#leave(false));
  }

  get isGone(): boolean {
    return this.#phase === 'gone';
  }

  /** How other people may refer to this client. */
  get label(): string {
    const name = this.parameters.get('application_name') ?? '';
    return name === '' ? 'another program' : `"${name}"`;
  }

  write(bytes: Uint8Array): void {
    if (!this.#socket.destroyed) this.#socket.write(bytes);
  }

  /** Stops reading until `resume`: PostgreSQL is behind. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Says why and hangs up. */
  refuse(error: Omit<WireError, 'severity'>): void {
    if (this.#socket.destroyed) return;
    this.#socket.end(errorResponse({ severity: 'FATAL', ...error }));
    this.#leave(false);
  }

  hangUp(): void {
    this.#socket.end();
    this.#leave(false);
  }

  #receive(bytes: Buffer): void {
    if (this.#phase === 'gone') return;
    this.#received = this.#received.length === 0 ? bytes : Buffer.concat([this.#received, bytes]);
    while (this.#phase === 'startup' && this.#readStartup()) {
      // Several packets may come before the password: SSLRequest, then the real start-up.
    }
    if (this.#phase === 'password') this.#readPassword();
    if (this.#phase === 'open') this.#readMessages();
  }

  /** True when a packet was taken off the buffer. */
  #readStartup(): boolean {
    if (this.#received.length < 8) return false;
    const length = this.#received.readInt32BE(0);
    if (length < 8 || length > MAX_STARTUP_LENGTH) {
      this.#socket.destroy();
      this.#leave(false);
      return false;
    }
    if (this.#received.length < length) return false;
    const packet = this.#received.subarray(4, length);
    this.#received = this.#received.subarray(length);
    const code = packet.readInt32BE(0);
    if (code === SSL_REQUEST || code === GSSENC_REQUEST) this.#socket.write('N');
    else if (code === CANCEL_REQUEST && packet.length >= 12) {
      this.#listener.onCancelRequest(packet.readInt32BE(4), packet.readInt32BE(8));
      this.hangUp();
    } else if (code >> 16 === PROTOCOL_3) this.#askPassword(packet, code & 0xffff);
    else {
      this.refuse({ code: '0A000', message: `unsupported frontend protocol ${code >> 16}.${code & 0xffff}` });
    }
    return true;
  }

  #askPassword(packet: Buffer, minorVersion: number): void {
    this.parameters = startupParameters(packet.subarray(4));
    const unknownOptions = [...this.parameters.keys()].filter((name) => name.startsWith('_pq_.'));
    if (minorVersion > 0 || unknownOptions.length > 0) this.#socket.write(negotiateVersion(unknownOptions));
    this.#socket.write(AUTHENTICATION_CLEARTEXT);
    this.#phase = 'password';
  }

  #readPassword(): void {
    const { messages, rest } = splitMessages(this.#received.subarray(0, MAX_STARTUP_LENGTH));
    const [first] = messages;
    if (first === undefined) {
      if (rest.length >= MAX_STARTUP_LENGTH) this.refuse({ code: '08P01', message: 'no password received' });
      return;
    }
    this.#received = this.#received.subarray(5 + first.body.length);
    if (first.type !== 'p' || !this.#isToken(first.body.subarray(0, -1))) {
      this.refuse({
        code: '28P01',
        message: `password authentication failed for user "${this.parameters.get('user') ?? ''}"`,
        hint: 'The password of the embedded database is a token that changes with every start of it.',
      });
      return;
    }
    this.#stopTimer();
    this.#phase = 'open';
    this.#listener.onAuthenticated(this);
  }

  #isToken(given: Buffer): boolean {
    return given.length === this.#token.length && timingSafeEqual(given, this.#token);
  }

  #readMessages(): void {
    const end = completeLength(this.#received);
    if (end < 0) {
      this.refuse({ code: '08P01', message: 'invalid message length' });
      return;
    }
    if (end === 0) return;
    const complete = this.#received.subarray(0, end);
    this.#received = this.#received.subarray(end);
    const terminate = terminateOffset(complete);
    const bytes = terminate === undefined ? complete : complete.subarray(0, terminate);
    if (bytes.length > 0) this.#listener.onMessages(this, bytes);
    if (terminate !== undefined) {
      this.#socket.end();
      this.#leave(true);
    }
  }

  #leave(isPolite: boolean): void {
    if (this.#phase === 'gone') return;
    this.#stopTimer();
    this.#phase = 'gone';
    this.#listener.onGone(this, isPolite);
  }
}

/** Where a Terminate message begins. */
function terminateOffset(bytes: Buffer): number | undefined {
  for (let start = 0; start < bytes.length; start += 1 + bytes.readInt32BE(start + 1)) {
    if (bytes[start] === 0x58) return start;
  }
  return undefined;
}
