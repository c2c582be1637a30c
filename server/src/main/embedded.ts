// dist/embedded.js: the owner process of one embedded database, `node embedded.js <folder of alembic.ini>`, and, as a
// worker of itself, the thread that runs PostgreSQL.
import { join } from 'node:path';
import { isMainThread, workerData } from 'node:worker_threads';
import { systemClock } from '../database/clock';
import { DatabaseProblem } from '../database/databaseProblem';
import { runOwner, type OwnerStart } from '../database/embedded/owner';
import { runPostgresThread } from '../database/embedded/postgresThread';
import type { ThreadStart } from '../database/embedded/threadMessages';

const IDLE_MINUTES = 15;

function tellStarter(start: OwnerStart, then: () => void = () => undefined): void {
  if (process.send === undefined || !process.connected) then();
  else process.send(start, undefined, {}, then);
}

async function main(project: string): Promise<void> {
  let exitCode: number | undefined;
  let hasStarted = false;
  const owner = await runOwner({
    project,
    script: __filename,
    vendorFolder: join(__dirname, 'vendor', 'pglite'),
    idleMs: IDLE_MINUTES * 60_000,
    clock: systemClock,
    onEnd: (code) => {
      exitCode = code;
      if (hasStarted) process.exit(code);
    },
  });
  hasStarted = true;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void owner.stop());
  tellStarter(owner.start, () => {
    if (exitCode !== undefined) process.exit(exitCode);
  });
}

if (!isMainThread) {
  void runPostgresThread(workerData as ThreadStart);
} else {
  main(process.argv[2] ?? process.cwd()).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    const nextStep = error instanceof DatabaseProblem ? error.nextStep : '';
    tellStarter({ state: 'failed', message, nextStep }, () => process.exit(1));
  });
}
