// Search for revisions by message, id or branch label: the workspace symbols of a project.
import { historyOrder } from './historyOrder';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';

/** One hit. `name` is what fits the query, `detail` the rest of what is known of the revision. */
export interface RevisionSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'message' | 'id' | 'label';
  readonly revision: GraphRevision;
}

/** The best `limit` hits, good ones first, else in the order of the history, heads first. */
export function searchRevisions(
  graph: RevisionGraph,
  query: string,
  limit: number,
): readonly RevisionSymbol[] {
  const wanted = query.trim().replace(/^#/, '').toLowerCase();
  const hits: { readonly symbol: RevisionSymbol; readonly rank: number }[] = [];
  for (const revision of historyOrder(graph)) {
    const candidates = symbolsOf(revision)
      .map((symbol) => ({ symbol, rank: rankOf(symbol.name.toLowerCase(), wanted) }))
      .filter(({ rank }) => rank >= 0);
    const [best] = candidates.sort((a, b) => a.rank - b.rank);
    if (best !== undefined) hits.push(best);
    if (wanted === '' && hits.length >= limit) break;
  }
  hits.sort((a, b) => a.rank - b.rank);
  return hits.slice(0, limit).map(({ symbol }) => symbol);
}

function symbolsOf(revision: GraphRevision): RevisionSymbol[] {
  const { revision: id, header } = revision;
  const message = header.message.replace(/\s+/g, ' ');
  const labels = header.branchLabels.map(({ value }) => value);
  return [
    ...(message === '' ? [] : [{ name: message, detail: id, kind: 'message' as const, revision }]),
    { name: id, detail: message, kind: 'id', revision },
    ...labels.map((name) => ({ name, detail: `${id} ${message}`, kind: 'label' as const, revision })),
  ];
}

/** 0 the beginning, 1 a part, 2 the letters in order, -1 nothing of it. */
function rankOf(text: string, wanted: string): number {
  if (text.startsWith(wanted)) return 0;
  if (text.includes(wanted)) return 1;
  let at = 0;
  for (const character of wanted.replace(/\s+/g, '')) {
    at = text.indexOf(character, at) + 1;
    if (at === 0) return -1;
  }
  return 2;
}
