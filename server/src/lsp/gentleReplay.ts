// Replays a long history in small pieces, so that the server answers others and notices cancellation meanwhile.
import { setImmediate } from 'node:timers/promises';
import type { CancellationToken } from 'vscode-languageserver';
import type { RevisionGraph, Workspace } from '../engine/index';
import { Cancelled } from './guard';

/** Milliseconds of work between two looks at the event loop. */
const PIECE = 20;

/**
 * Makes the snapshot know the schema at a revision file, parents first; what comes after is a look-up then. Files that
 * are no revision need none. Rejects with Cancelled when nobody waits for it any more.
 */
export async function replayGently(
  workspace: Workspace,
  path: string,
  token: CancellationToken,
): Promise<void> {
  const revision = workspace.revisionAt(path);
  if (revision === undefined) return;
  let pause = performance.now() + PIECE;
  for (const id of parentsFirst(workspace.graph, revision)) {
    workspace.schemaBefore(id);
    if (performance.now() < pause) continue;
    await setImmediate();
    if (token.isCancellationRequested) throw new Cancelled();
    pause = performance.now() + PIECE;
  }
  workspace.analysis(path, 'downgrade');
}

/** The revision and its ancestors, every parent before its children. A cycle ends where it closes. */
function parentsFirst(graph: RevisionGraph, revision: string): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>();
  const stack: { readonly id: string; readonly isDone: boolean }[] = [{ id: revision, isDone: false }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (item.isDone) {
      order.push(item.id);
      continue;
    }
    if (seen.has(item.id)) continue;
    seen.add(item.id);
    stack.push({ id: item.id, isDone: true });
    const parents = graph.byKey.get(item.id)?.normalizedDownRevisions ?? [];
    for (const id of parents) stack.push({ id, isDone: false });
  }
  return order;
}
