// What may come from the page of the revision graph, checked by its shape before anything is done about it.
import type { GraphPageMessage } from '../../../server/src/lsp/protocol';

const SIMPLE: ReadonlySet<unknown> = new Set(['ready', 'export', 'selectProject']);

/** A message of the page; undefined for anything of another shape. */
export function readPageMessage(value: unknown): GraphPageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, revision, revisions, onto } = value as Record<string, unknown>;
  if (SIMPLE.has(kind)) return { kind: kind as 'ready' | 'export' | 'selectProject' };
  if (kind === 'open' && typeof revision === 'string') return { kind, revision };
  if (kind === 'rebase' && typeof revision === 'string' && typeof onto === 'string') {
    return { kind, revision, onto };
  }
  if (kind === 'merge' && Array.isArray(revisions) && revisions.every((one) => typeof one === 'string')) {
    return { kind, revisions };
  }
  return undefined;
}
