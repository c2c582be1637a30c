// The embedded database's server: lets one client at a time speak to PostgreSQL, the others queue. It knows sessions,
// turns and interruptions; what the bytes mean is left to PostgreSQL.
import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Clock } from '../clock';
import type { EmbeddedPostgres } from './embeddedPostgres';
import { setConfig, startupSettings } from './startupSettings';
import {
  AUTHENTICATION_OK,
  backendKey,
  copyFail,
  errorFields,
  message,
  parameterStatus,
  query,
  READY_IDLE,
  splitMessages,
  startupPacket,
  SYNC,
} from './wireMessages';
import { WireSession } from './wireSession';

/** How long a client waits for its turn. */
const QUEUE_MS = 5_000;
/** A statement that is to be cancelled may still end by itself within this time. */
const CANCEL_GRACE_MS = 250;
/** The same for a statement whose client hung up. */
const GONE_GRACE_MS = 2_000;
/** Reading from a client stops while this much waits for PostgreSQL. */
const MAX_IN_FLIGHT = 4 * 1024 * 1024;

export const EMBEDDED_USER = 'postgres';
/** A client that sends this parameter wants to know about the owner (`status`) or to end it (`stop`), not a session. */
export const PURPOSE_PARAMETER = 'retort.purpose';

export interface WireServerOptions {
  readonly postgres: EmbeddedPostgres;
  readonly token: string;
  readonly database: string;
  readonly clock: Clock;
  /** The number of clients changed. */
  readonly onClients: (count: number) => void;
  readonly onStopRequest: () => void;
  /** PostgreSQL could not be started again. */
  readonly onFailure: (reason: string) => void;
}

type State = 'starting' | 'ready' | 'restarting' | 'failed';

interface Waiting {
  readonly session: WireSession;
  readonly since: number;
  calledOff: () => void;
}

/** Output that is read here instead of being passed on. */
interface Exchange {
  readonly chunks: Uint8Array[];
  readonly finish: (answer: Buffer | undefined) => void;
}

export class WireServer {
  readonly #options: WireServerOptions;
  readonly #server: Server;
  readonly #sessions = new Set<WireSession>();
  readonly #early = new Map<WireSession, Buffer[]>();
  #waiting: Waiting[] = [];
  #atReady: WireSession[] = [];
  #active: WireSession | undefined;
  #exchange: Exchange | undefined;
  #inFlight = 0;
  /** Grows with everything PostgreSQL finishes; tells whether it has moved. */
  #progress = 0;
  #state: State = 'starting';
  #failure = '';

  constructor(options: WireServerOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#welcome(socket));
    this.#server.maxConnections = 100;
    options.postgres.listen({
      onOutput: (bytes) => this.#passOn(bytes),
      onConsumed: (length) => this.#consumed(length),
      onBroken: (reason) =>
        this.#interrupt({ code: '58000', message: `the embedded PostgreSQL stopped: ${reason}` }),
    });
  }

  /** Listens on a free port of the loopback interface. Clients may connect at once; they wait for `setReady`. */
  async listen(): Promise<{ readonly host: string; readonly port: number }> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    const { address, port } = this.#server.address() as AddressInfo;
    return { host: address, port };
  }

  setReady(): void {
    this.#state = 'ready';
    for (const session of this.#atReady.splice(0)) this.#answerPurpose(session);
    this.#next();
  }

  /** Nobody gets a session from here on; everybody is told why. */
  setFailed(reason: string): void {
    this.#state = 'failed';
    this.#failure = reason;
    for (const session of [...this.#sessions]) session.refuse({ code: '57P03', message: reason });
  }

  /** Tells the clients, lets a running statement be ended by whoever closes PostgreSQL, and stops listening. */
  disconnectAll(): void {
    this.#state = 'failed';
    this.#failure = 'the embedded database is shutting down';
    for (const session of [...this.#sessions]) session.refuse({ code: '57P01', message: this.#failure });
  }

  close(): void {
    this.#server.close();
    for (const session of [...this.#sessions]) session.hangUp();
  }

  #welcome(socket: Socket): void {
    const { token, clock } = this.#options;
    const identity = { processId: randomInt(1, 2 ** 31 - 1), secret: randomInt(1, 2 ** 31 - 1), token };
    const session = new WireSession(
      socket,
      identity,
      {
        onCancelRequest: (processId, secret) => this.#cancel(processId, secret),
        onAuthenticated: (authenticated) => this.#admit(authenticated),
        onMessages: (from, bytes) => this.#forward(from, bytes),
        onGone: (gone, isPolite) => this.#forget(gone, isPolite),
      },
      clock,
    );
    this.#sessions.add(session);
    this.#options.onClients(this.#sessions.size);
  }

  #admit(session: WireSession): void {
    const { database } = this.#options;
    const user = session.parameters.get('user') ?? '';
    const wanted = session.parameters.get('database') ?? user;
    if (session.parameters.has(PURPOSE_PARAMETER)) {
      if (this.#state === 'ready' || this.#state === 'restarting') this.#answerPurpose(session);
      else if (this.#state === 'failed') session.refuse({ code: '57P03', message: this.#failure });
      else this.#atReady.push(session);
    } else if (user !== EMBEDDED_USER) {
      session.refuse({
        code: '28000',
        message: `role "${user}" does not exist; the embedded database has "${EMBEDDED_USER}"`,
      });
    } else if (wanted !== database) {
      session.refuse({
        code: '3D000',
        message: `database "${wanted}" does not exist; the embedded one is "${database}"`,
      });
    } else if (this.#state === 'failed') session.refuse({ code: '57P03', message: this.#failure });
    else {
      this.#waiting.push({ session, since: this.#options.clock.now(), calledOff: () => undefined });
      this.#early.set(session, []);
      this.#limitWait(session);
      this.#next();
    }
  }

  #answerPurpose(session: WireSession): void {
    const purpose = session.parameters.get(PURPOSE_PARAMETER);
    session.write(
      Buffer.concat([
        AUTHENTICATION_OK,
        parameterStatus('retort.pid', String(process.pid)),
        parameterStatus('retort.client', this.#active?.label ?? ''),
        READY_IDLE,
      ]),
    );
    session.hangUp();
    if (purpose === 'stop') this.#options.onStopRequest();
  }

  #limitWait(session: WireSession): void {
    const { clock } = this.#options;
    const place = this.#waiting.find((waiting) => waiting.session === session);
    if (place === undefined) return;
    place.calledOff = clock.after(QUEUE_MS, () => {
      // Time spent while PostgreSQL starts is nobody's fault.
      if (this.#state === 'ready') this.#refuseBusy(session);
      else this.#limitWait(session);
    });
  }

  #refuseBusy(session: WireSession): void {
    const holder = this.#active === undefined ? 'another program' : this.#active.label;
    session.refuse({
      code: '53300',
      message: `the embedded database is in use by ${holder}`,
      hint: 'It serves one client at a time. Close the other connection, or try again when it is done.',
    });
  }

  #next(): void {
    if (this.#state !== 'ready' || this.#active !== undefined) return;
    const place = this.#waiting.shift();
    if (place === undefined) return;
    place.calledOff();
    this.#active = place.session;
    void this.#begin(place.session);
  }

  /** Applies the settings of the start-up packet, then answers it the way PostgreSQL does, with our own cancel key. */
  async #begin(session: WireSession): Promise<void> {
    for (const setting of startupSettings(session.parameters)) {
      const answer = await this.#askFor(session, query(setConfig(setting)));
      if (answer === undefined) return;
      const failed = splitMessages(answer).messages.find(({ type }) => type === 'E');
      if (failed !== undefined) {
        const fields = errorFields(failed.body);
        session.refuse({
          code: fields.get('C') ?? '22023',
          message: fields.get('M') ?? 'invalid start-up setting',
        });
        return;
      }
    }
    const { database } = this.#options;
    const answer = await this.#askFor(session, startupPacket({ user: EMBEDDED_USER, database }));
    if (answer === undefined) return;
    for (const { type, body } of splitMessages(answer).messages) {
      session.write(type === 'K' ? backendKey(session.processId, session.secret) : message(type, body));
    }
    const early = this.#early.get(session) ?? [];
    this.#early.delete(session);
    for (const bytes of early) this.#send(bytes);
  }

  #forward(session: WireSession, bytes: Buffer): void {
    const early = this.#early.get(session);
    if (early !== undefined) early.push(bytes);
    else if (session === this.#active) this.#send(bytes);
    if (session === this.#active && this.#inFlight > MAX_IN_FLIGHT) session.pause();
  }

  #send(bytes: Uint8Array): void {
    this.#inFlight += bytes.length;
    this.#options.postgres.send(bytes);
  }

  #passOn(bytes: Uint8Array): void {
    if (this.#exchange !== undefined) this.#exchange.chunks.push(bytes);
    else this.#active?.write(bytes);
  }

  #consumed(length: number): void {
    this.#inFlight -= length;
    this.#progress += 1;
    if (this.#inFlight <= MAX_IN_FLIGHT) this.#active?.resume();
    if (this.#inFlight > 0) return;
    const exchange = this.#exchange;
    if (exchange !== undefined) {
      this.#exchange = undefined;
      exchange.finish(Buffer.concat(exchange.chunks));
    } else if (this.#active?.isGone === true) void this.#reset();
  }

  /** Sends messages of our own and reads the answer; undefined when PostgreSQL was interrupted meanwhile. */
  async #ask(bytes: Uint8Array): Promise<Buffer | undefined> {
    return await new Promise((resolve) => {
      this.#exchange = { chunks: [], finish: resolve };
      this.#send(bytes);
    });
  }

  /** `#ask` while a session begins; undefined also when its client left meanwhile, which ends the session. */
  async #askFor(session: WireSession, bytes: Uint8Array): Promise<Buffer | undefined> {
    const answer = await this.#ask(bytes);
    if (answer === undefined || this.#active !== session) return undefined;
    if (!session.isGone) return answer;
    void this.#reset();
    return undefined;
  }

  /** Gives the next client a session in which nothing of the last one is left. */
  async #reset(): Promise<void> {
    const answer = await this.#ask(
      Buffer.concat([copyFail('the client went away'), SYNC, query('ROLLBACK'), query('DISCARD ALL')]),
    );
    if (answer === undefined) return;
    if (splitMessages(answer).messages.some(({ type }) => type === 'E')) {
      this.#interrupt({ code: '58000', message: 'the session could not be cleared' });
      return;
    }
    this.#active = undefined;
    this.#next();
  }

  #forget(session: WireSession, isPolite: boolean): void {
    this.#sessions.delete(session);
    this.#early.delete(session);
    this.#atReady = this.#atReady.filter((waiting) => waiting !== session);
    this.#waiting = this.#waiting.filter((place) => {
      if (place.session === session) place.calledOff();
      return place.session !== session;
    });
    this.#options.onClients(this.#sessions.size);
    if (session !== this.#active || this.#state !== 'ready') return;
    if (this.#inFlight === 0) {
      if (this.#exchange === undefined) void this.#reset();
      return;
    }
    // A COPY waits for data that will not come; anything else skips the message.
    if (this.#exchange === undefined) this.#send(copyFail('the client went away'));
    if (!isPolite) this.#interruptUnlessDone(session, GONE_GRACE_MS, 'the client went away');
  }

  #cancel(processId: number, secret: number): void {
    const session = this.#active;
    if (session?.processId !== processId || session.secret !== secret || this.#inFlight === 0) return;
    const reason = 'canceling statement due to user request';
    this.#send(copyFail(reason));
    this.#interruptUnlessDone(session, CANCEL_GRACE_MS, reason);
  }

  #interruptUnlessDone(session: WireSession, graceMs: number, reason: string): void {
    const before = this.#progress;
    this.#options.clock.after(graceMs, () => {
      if (this.#active !== session || this.#progress !== before || this.#inFlight === 0) return;
      this.#interrupt({ code: '57014', message: reason, hint: 'The open transaction was rolled back.' });
    });
  }

  /** Ends what runs by starting PostgreSQL again: a statement inside it cannot be reached in any other way. */
  #interrupt(error: { readonly code: string; readonly message: string; readonly hint?: string }): void {
    if (this.#state !== 'ready') return;
    this.#state = 'restarting';
    const session = this.#active;
    const exchange = this.#exchange;
    this.#active = undefined;
    this.#exchange = undefined;
    this.#inFlight = 0;
    session?.refuse(error);
    exchange?.finish(undefined);
    this.#options.postgres.restart().then(
      () => this.setReady(),
      (failure: unknown) => {
        const reason = failure instanceof Error ? failure.message : String(failure);
        this.setFailed(reason);
        this.#options.onFailure(reason);
      },
    );
  }
}
