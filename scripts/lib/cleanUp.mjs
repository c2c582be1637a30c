// What has to be undone when a script ends, however it ends: servers stopped, folders removed. Last made, first undone.

/** @type {(() => Promise<void>)[]} */
const tasks = [];

/**
 * Remembers something to undo at the end.
 * @param {() => Promise<void>} task
 */
export function atEnd(task) {
  tasks.push(task);
}

/** Undoes everything; what fails is told and the rest goes on. */
export async function cleanUp() {
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    await task().catch((error) =>
      console.error(`clean-up: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

/**
 * Runs a script's work; Ctrl+C and errors clean up too.
 * @param {() => Promise<number>} work answers the exit code
 */
export async function withCleanUp(work) {
  let isStopping = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void cleanUp().then(() => process.exit(130));
    });
  }
  try {
    process.exitCode = await work();
  } catch (error) {
    // What breaks while a signal is being obeyed is no news.
    if (isStopping) return;
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
  if (!isStopping) await cleanUp();
}
