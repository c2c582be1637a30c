// The rows in sight as tree items. A row that leaves the window leaves the page, but for the active one, which screen
// readers need to find.
import type { GraphItem } from '../../../server/src/lsp/protocol';
import { element } from '../elements';
import { LANE_COLOURS, measure } from './lines';
import type { Model } from './model';
import { describeRow, spokenRow, titleOf } from './words';

/** How many labels a row shows; all of them are spoken and on hover. */
const LABELS = 3;

function rowId(row: number): string {
  return `row-${row}`;
}

/** The rows of one tree. While somebody scrolls, rows that stay in sight stay the elements they are. */
export class Rows {
  readonly #tree: HTMLElement;
  readonly #drawn = new Map<number, HTMLElement>();

  constructor(tree: HTMLElement) {
    this.#tree = tree;
  }

  /** Puts exactly the rows `first` to `last` and the active one into the tree; all of them anew when they changed. */
  draw(model: Model, first: number, last: number, isChanged: boolean): void {
    const tree = this.#tree;
    const wanted = new Set<number>();
    for (let row = first; row <= last; row++) wanted.add(row);
    if (model.active >= 0) wanted.add(model.active);
    for (const [row, drawn] of this.#drawn) {
      if (!isChanged && wanted.has(row)) continue;
      drawn.remove();
      this.#drawn.delete(row);
    }
    const matches = model.isSearching ? new Set(model.matches) : undefined;
    for (const row of wanted) {
      const item = model.graph.rows[row];
      if (item === undefined || this.#drawn.has(row)) continue;
      const drawn = drawRow(model, item, row);
      if (matches !== undefined) drawn.classList.add(matches.has(row) ? 'match' : 'dimmed');
      this.#drawn.set(row, drawn);
      tree.append(drawn);
    }
    if (!isChanged) return;
    if (model.active < 0) tree.removeAttribute('aria-activedescendant');
    else tree.setAttribute('aria-activedescendant', rowId(model.active));
    // The context menu key is about the active row.
    const context = contextOf(model, model.activeItem);
    if (context === undefined) tree.removeAttribute('data-vscode-context');
    else tree.setAttribute('data-vscode-context', context);
  }
}

function drawRow(model: Model, item: GraphItem, row: number): HTMLElement {
  const { rowHeight, graphWidth } = measure(model);
  const isSelected = model.selected.has(item.revision);
  const parents = model
    .parents(row)
    .map(({ parent, kind }) => ({ id: model.graph.rows[parent]?.revision ?? '', kind }));
  const classes = ['row', item.state, isSelected ? 'selected' : '', row === model.active ? 'active' : ''];
  const drawn = element('div', {
    class: classes.filter(Boolean).join(' '),
    id: rowId(row),
    role: 'treeitem',
    'aria-level': '1',
    'aria-posinset': String(row + 1),
    'aria-setsize': String(model.graph.rows.length),
    'aria-selected': String(isSelected),
    'data-row': String(row),
    'data-vscode-context': contextOf(model, item) ?? '{}',
  });
  drawn.style.top = `${row * rowHeight}px`;
  drawn.style.height = `${rowHeight}px`;
  drawn.style.paddingInlineStart = `${graphWidth}px`;
  const message = element('span', { class: 'message' }, titleOf(item));
  message.title = describeRow(item, parents, model.say);
  drawn.append(message, chipsOf(model, item));
  drawn.append(
    element('span', { class: 'id' }, item.revision),
    element('span', { class: 'date' }, dayOf(item.date)),
    element('span', { class: 'spoken' }, spokenRow(item, parents, model.say)),
  );
  return drawn;
}

function chipsOf({ say }: Model, item: GraphItem): HTMLElement {
  const chips = element('span', { class: 'chips' });
  const chip = (kind: string, text: string): void =>
    chips.append(element('span', { class: `chip ${kind}` }, text));
  if (item.isCurrent) chip('current', say('current'));
  if (item.isHead) chip('head', say('head'));
  // A label is shown where it is declared and where its branch ends; between them it would be on every row.
  const labels = item.isHead ? item.branchLabels : item.branchLabels.slice(0, item.ownLabels);
  const lane = `label lane${item.lane % LANE_COLOURS}`;
  for (const label of labels.slice(0, LABELS)) chip(lane, label);
  if (labels.length > LABELS) chip(lane, `+${labels.length - LABELS}`);
  for (const id of item.missing) chip('missing', say('missingParent', id));
  return chips;
}

/** What the menus of package.json ask for, and what their commands are handed. */
function contextOf({ frame }: Model, item: GraphItem | undefined): string | undefined {
  if (item === undefined || frame === undefined) return undefined;
  return JSON.stringify({
    webviewSection: 'revision',
    projectId: frame.projectId,
    revision: item.revision,
    revisionState: item.state,
    isRevisionHead: item.isHead,
    preventDefaultContextMenuItems: true,
  });
}

/** The day of a date as Alembic writes it; another form is shown as it is. */
function dayOf(date: string): string {
  return /^\d{4}-\d\d-\d\d/.exec(date)?.[0] ?? date;
}
