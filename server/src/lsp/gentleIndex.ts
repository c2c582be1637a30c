// Reads the heads of all files of a fresh snapshot in small pieces, so that the first question about its history is
// answered at once and nobody waits behind a branch switch.
import { setImmediate } from 'node:timers/promises';
import type { RevisionGraph, Workspace } from '../engine/index';

/** Milliseconds of work between two looks at the event loop. */
const PIECE = 10;

/** The graph of the snapshot, which keeps it. */
export async function indexGently(workspace: Workspace): Promise<RevisionGraph> {
  let pause = performance.now() + PIECE;
  for (const path of workspace.paths) {
    workspace.header(path);
    if (performance.now() < pause) continue;
    await setImmediate();
    pause = performance.now() + PIECE;
  }
  await setImmediate();
  return workspace.graph;
}
