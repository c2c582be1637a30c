// What the page knows: the graph as it came, and what the person has chosen in it. Drawing it is the other files' business.
import type { GraphFrame, GraphAnswer, GraphItem, GraphLine } from '../../../server/src/lsp/protocol';
import { speaker, type Say } from './words';

const NOTHING: GraphAnswer = { rows: [], lines: [], width: 0, missing: [] };
const ZOOM = { least: 0.6, most: 2, step: 0.1 };

/** One person's view of one graph. Rows are named by revision, so that a choice survives a change of the history. */
export class Model {
  graph: GraphAnswer = NOTHING;
  frame: GraphFrame | undefined;
  say: Say = speaker({});
  /** Row with the keyboard's attention; -1 when there is no row. */
  active = -1;
  /** In the order in which they were chosen. */
  readonly selected = new Set<string>();
  search = '';
  zoom = 1;
  #rowOf: ReadonlyMap<string, number> = new Map();
  #parents: readonly (readonly GraphLine[] | undefined)[] = [];
  #children: readonly (readonly GraphLine[] | undefined)[] = [];
  #matches: readonly number[] = [];

  /** Takes a graph over. The active row stays on its revision; without one it is the current revision, else the first. */
  show(frame: GraphFrame, graph: GraphAnswer): void {
    const before = this.activeItem?.revision;
    this.frame = frame;
    this.graph = graph;
    this.say = speaker(frame.words);
    this.#rowOf = new Map(graph.rows.map(({ revision }, row) => [revision, row]));
    this.#parents = groupBy(graph.lines, 'child');
    this.#children = groupBy(graph.lines, 'parent');
    this.active = this.rowOf(before) ?? this.currentRow ?? (graph.rows.length > 0 ? 0 : -1);
    this.setSearch(this.search);
  }

  get activeItem(): GraphItem | undefined {
    return this.graph.rows[this.active];
  }

  /** The first row that a database stands at. */
  get currentRow(): number | undefined {
    const row = this.graph.rows.findIndex(({ isCurrent }) => isCurrent);
    return row < 0 ? undefined : row;
  }

  get matches(): readonly number[] {
    return this.#matches;
  }

  rowOf(revision: string | undefined): number | undefined {
    return revision === undefined ? undefined : this.#rowOf.get(revision);
  }

  /** Lines from a row to what it stands on. */
  parents(row: number): readonly GraphLine[] {
    return this.#parents[row] ?? [];
  }

  /** Lines from what stands on a row. */
  children(row: number): readonly GraphLine[] {
    return this.#children[row] ?? [];
  }

  get selectedItems(): readonly GraphItem[] {
    return [...this.selected].flatMap((id) => this.graph.rows[this.rowOf(id) ?? -1] ?? []);
  }

  choose(row: number, isAdded: boolean): void {
    const item = this.graph.rows[row];
    if (item === undefined) return;
    this.active = row;
    if (isAdded) {
      if (!this.selected.delete(item.revision)) this.selected.add(item.revision);
    } else {
      this.selected.clear();
      this.selected.add(item.revision);
    }
  }

  /** Finds the rows that hold all words; an empty search finds nothing. */
  setSearch(search: string): void {
    this.search = search;
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    this.#matches =
      words.length === 0
        ? []
        : this.graph.rows.flatMap((item, row) => {
            const text = this.#textOf(item);
            return words.every((word) => text.includes(word)) ? [row] : [];
          });
  }

  get isSearching(): boolean {
    return this.search.trim() !== '';
  }

  changeZoom(steps: number): void {
    this.setZoom(Math.round((this.zoom + steps * ZOOM.step) * 10) / 10);
  }

  /** 1 is the usual size; what is too small or too large becomes the nearest that is not. */
  setZoom(zoom: number): void {
    this.zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, zoom));
  }

  #textOf(item: GraphItem): string {
    const { message, revision, branchLabels, fileName, date, state, isHead } = item;
    const words = [message, revision, ...branchLabels, fileName, date, this.say(state)];
    return [...words, isHead ? this.say('head') : ''].join(' ').toLowerCase();
  }
}

function groupBy(
  lines: readonly GraphLine[],
  end: 'child' | 'parent',
): readonly (readonly GraphLine[] | undefined)[] {
  const groups: (GraphLine[] | undefined)[] = [];
  for (const line of lines) (groups[line[end]] ??= []).push(line);
  return groups;
}
