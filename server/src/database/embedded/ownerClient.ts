// Asks an owner process how it is, or to end. Speaks just enough of the wire protocol to need no driver.
import { connect } from 'node:net';
import type { OwnerRecord } from './ownerRecord';
import { errorFields, message, splitMessages, startupPacket, text } from './wireMessages';
import { EMBEDDED_USER, PURPOSE_PARAMETER } from './wireServer';

export type OwnerAnswer =
  /** Nobody listens: the owner is gone. */
  | { readonly state: 'refused' }
  /** It hung up without an answer: an owner that ends at this moment, or another program. */
  | { readonly state: 'ended' }
  /** Something listens and does not answer: a suspended owner, or another program. */
  | { readonly state: 'silent' }
  /** It runs, and PostgreSQL with it. `client` is who has the session, empty when nobody. */
  | { readonly state: 'ready'; readonly client: string }
  /** It runs and says why it has no database to offer. */
  | { readonly state: 'failed'; readonly message: string };

/** Until the first byte; afterwards PostgreSQL may take its time to start. */
const FIRST_ANSWER_MS = 5_000;
const READY_MS = 120_000;

export async function askOwner(record: OwnerRecord, purpose: 'status' | 'stop'): Promise<OwnerAnswer> {
  return await new Promise((resolve) => {
    const socket = connect({ host: record.host, port: record.port });
    let received: Buffer = Buffer.alloc(0);
    let client = '';
    const finish = (answer: OwnerAnswer): void => {
      socket.setTimeout(0);
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(FIRST_ANSWER_MS, () => finish({ state: 'silent' }));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      finish({ state: error.code === 'ECONNREFUSED' ? 'refused' : 'ended' }),
    );
    socket.on('close', () => finish({ state: 'ended' }));
    socket.on('connect', () =>
      socket.write(
        startupPacket({ user: EMBEDDED_USER, database: record.database, [PURPOSE_PARAMETER]: purpose }),
      ),
    );
    socket.on('data', (bytes: Buffer) => {
      const { messages, rest } = splitMessages(Buffer.concat([received, bytes]));
      received = rest;
      for (const { type, body } of messages) {
        if (type === 'E') finish({ state: 'failed', message: errorFields(body).get('M') ?? '' });
        else if (type === 'Z') finish({ state: 'ready', client });
        else if (type === 'R' && body.readInt32BE(0) === 3) {
          socket.setTimeout(READY_MS);
          socket.write(message('p', text(record.token)));
        } else if (type === 'S') {
          const [name, value] = body.toString('utf8').split('\0');
          if (name === 'retort.client') client = value ?? '';
        }
      }
    });
  });
}
