// The page of the revision graph: puts its parts together, follows mouse and keyboard, and draws what is in sight.
import { element, shape } from '../elements';
import { focusWithinPage } from '../keyboard';
import { keep, kept, tell } from './host';
import { drawLines, measure } from './lines';
import { Model } from './model';
import { readMessage } from './receive';
import { Rows } from './rows';
import { Toolbar } from './toolbar';

/** Rows drawn beyond the window on either side, so that scrolling shows no gap. */
const MARGIN = 12;

const start = kept();
const model = new Model();
if (start.zoom !== 0) model.setZoom(start.zoom);
model.search = start.search;
for (const id of start.selected) model.selected.add(id);

const scroller = element('main', { class: 'scroller' });
const canvas = element('div', { class: 'canvas' });
const tree = element('div', { class: 'tree', role: 'tree', tabindex: '0', 'aria-multiselectable': 'true' });
const svg = shape('svg', { class: 'lines', 'aria-hidden': 'true' });
const empty = element('p', { class: 'empty' });
const rows = new Rows(tree);
const toolbar = new Toolbar({
  search(text) {
    model.setSearch(text);
    const [first] = model.matches;
    if (first !== undefined && !model.matches.includes(model.active)) go(first);
    else draw(true);
  },
  step(direction) {
    const { matches, active } = model;
    const later =
      direction > 0 ? matches.find((row) => row > active) : matches.findLast((row) => row < active);
    const row = later ?? (direction > 0 ? matches[0] : matches.at(-1));
    if (row !== undefined) go(row);
  },
  leaveSearch() {
    model.setSearch(document.querySelector<HTMLInputElement>('input')?.value ?? '');
    tree.focus();
    draw(true);
  },
  zoom,
  goToCurrent() {
    if (model.currentRow !== undefined) go(model.currentRow);
    tree.focus();
  },
  export: () => tell({ kind: 'export' }),
  selectProject: () => tell({ kind: 'selectProject' }),
  merge: () => tell({ kind: 'merge', revisions: model.selectedItems.map(({ revision }) => revision) }),
  rebase() {
    const [moved, onto] = model.selectedItems;
    if (moved !== undefined && onto !== undefined) {
      tell({ kind: 'rebase', revision: moved.revision, onto: onto.revision });
    }
  },
});

canvas.append(tree, svg);
scroller.append(canvas, empty);
document.body.append(toolbar.bar, toolbar.notice, scroller, toolbar.line);

let frameAsked = 0;
/** Draws in the next frame; `isChanged` when more than the scroll position is different. */
let isChanged = false;
function draw(changed: boolean): void {
  isChanged ||= changed;
  if (frameAsked !== 0) return;
  frameAsked = requestAnimationFrame(() => {
    frameAsked = 0;
    drawNow();
  });
}

function drawNow(): void {
  const { rowHeight } = measure(model);
  const count = model.graph.rows.length;
  if (isChanged) {
    document.documentElement.style.setProperty('--zoom', String(model.zoom));
    canvas.style.height = `${count * rowHeight}px`;
    canvas.hidden = count === 0;
    empty.hidden = count > 0;
    empty.textContent = model.say('empty');
    tree.setAttribute('aria-label', model.say('tree'));
    toolbar.draw(model);
  }
  const first = Math.max(0, Math.floor(scroller.scrollTop / rowHeight) - MARGIN);
  const last = Math.min(
    count - 1,
    Math.ceil((scroller.scrollTop + scroller.clientHeight) / rowHeight) + MARGIN,
  );
  rows.draw(model, first, last, isChanged);
  drawLines(svg, model, first, last);
  isChanged = false;
  remember();
}

function remember(): void {
  const { frame, activeItem, selected, zoom: size, search } = model;
  if (frame === undefined) return;
  const top = scroller.scrollTop / measure(model).rowHeight;
  const active = activeItem?.revision ?? '';
  keep({ projectId: frame.projectId, top, active, selected: [...selected], zoom: size, search });
}

/** Makes a row the active and only chosen one, or adds it to the chosen ones, and brings it into sight. */
function go(row: number, isAdded = false): void {
  model.choose(row, isAdded);
  bringIntoSight(row);
  draw(true);
}

function bringIntoSight(row: number): void {
  const { rowHeight } = measure(model);
  const { scrollTop, clientHeight } = scroller;
  const top = row * rowHeight;
  if (top < scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight > scrollTop + clientHeight) scroller.scrollTop = top + rowHeight - clientHeight;
}

function centre(row: number): void {
  const { rowHeight } = measure(model);
  scroller.scrollTop = row * rowHeight - (scroller.clientHeight - rowHeight) / 2;
}

function zoom(steps: number): void {
  const top = scroller.scrollTop / measure(model).rowHeight;
  model.changeZoom(steps);
  canvas.style.height = `${model.graph.rows.length * measure(model).rowHeight}px`;
  scroller.scrollTop = top * measure(model).rowHeight;
  draw(true);
}

function move(to: number): void {
  if (model.active < 0) return;
  const row = Math.min(model.graph.rows.length - 1, Math.max(0, to));
  go(row);
}

/** Keys while the graph has the focus; false leaves a key to the editor. */
function press({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const isCommand = ctrlKey || metaKey;
  const page = Math.max(1, Math.floor(scroller.clientHeight / measure(model).rowHeight) - 1);
  const { active } = model;
  if (altKey) return false;
  if (isCommand) {
    if (key !== 'f') return false;
    toolbar.focusSearch();
    return true;
  }
  switch (key) {
    case 'ArrowDown':
      move(active + 1);
      return true;
    case 'ArrowUp':
      move(active - 1);
      return true;
    case 'ArrowLeft':
      move(model.parents(active)[0]?.parent ?? active);
      return true;
    case 'ArrowRight':
      move(model.children(active)[0]?.child ?? active);
      return true;
    case 'PageDown':
      move(active + page);
      return true;
    case 'PageUp':
      move(active - page);
      return true;
    case 'Home':
      move(0);
      return true;
    case 'End':
      move(model.graph.rows.length - 1);
      return true;
    case 'Enter':
      open();
      return true;
    case ' ':
      if (active >= 0) go(active, true);
      return true;
    case '/':
      toolbar.focusSearch();
      return true;
    case '+':
    case '=':
      zoom(1);
      return true;
    case '-':
      zoom(-1);
      return true;
    case 'Escape':
      model.selected.clear();
      draw(true);
      return true;
    default:
      return false;
  }
}

function open(): void {
  const revision = model.activeItem?.revision;
  if (revision !== undefined) tell({ kind: 'open', revision });
}

function rowOf(event: Event): number | undefined {
  const row =
    event.target instanceof Element ? event.target.closest<HTMLElement>('.row')?.dataset['row'] : undefined;
  return row === undefined ? undefined : Number(row);
}

scroller.addEventListener('scroll', () => draw(false), { passive: true });
scroller.addEventListener(
  'wheel',
  (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1 : -1);
  },
  { passive: false },
);
new ResizeObserver(() => draw(false)).observe(scroller);
tree.addEventListener('keydown', (event) => {
  if (press(event)) event.preventDefault();
});
tree.addEventListener('click', (event) => {
  const row = rowOf(event);
  if (row !== undefined) go(row, event.ctrlKey || event.metaKey);
});
tree.addEventListener('dblclick', open);
tree.addEventListener('contextmenu', (event) => {
  const row = rowOf(event);
  if (row !== undefined) {
    if (row !== model.active) go(row);
    return;
  }
  // From the keyboard: the menu belongs beside the active row and not in the middle of the page.
  event.preventDefault();
  event.stopPropagation();
  const drawn = document.getElementById(tree.getAttribute('aria-activedescendant') ?? '');
  if (drawn === null) return;
  const { left, bottom } = drawn.getBoundingClientRect();
  const place = { clientX: left + measure(model).graphWidth, clientY: bottom - 4 };
  drawn.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...place }));
});
tree.addEventListener('copy', (event) => {
  const revision = model.activeItem?.revision;
  if (revision === undefined) return;
  event.clipboardData?.setData('text/plain', revision);
  event.preventDefault();
});

let isFirst = true;
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = readMessage(event.data);
  if (message?.kind === 'show') {
    model.show(message.frame, message.graph);
    if (isFirst && start.zoom === 0) model.setZoom(message.frame.zoom / 100);
    document.body.classList.toggle('undated', !message.frame.showsDates);
    if (isFirst && message.graph.rows.length > 0) {
      isFirst = false;
      const { rowHeight } = measure(model);
      canvas.style.height = `${model.graph.rows.length * rowHeight}px`;
      const before = start.projectId === message.frame.projectId ? model.rowOf(start.active) : undefined;
      if (before === undefined) bringIntoSight(Math.max(0, model.active));
      else {
        model.active = before;
        scroller.scrollTop = start.top * rowHeight;
      }
      focusWithinPage(tree);
    }
    isChanged = true;
    drawNow();
  } else if (message?.kind === 'reveal') {
    const row = model.rowOf(message.revision);
    if (row === undefined) return;
    model.choose(row, false);
    centre(row);
    focusWithinPage(tree);
    draw(true);
  }
});
tell({ kind: 'ready' });
