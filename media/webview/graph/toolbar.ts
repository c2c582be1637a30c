// The bar above the graph: search, zoom, what can be done with the chosen revisions. And the line below it: what there is.
import { element, iconButton, name } from '../elements';
import { dotSample } from './lines';
import type { Model } from './model';

const ICONS = {
  previous: 'M3.5 10L8 5.5L12.5 10',
  next: 'M3.5 6L8 10.5L12.5 6',
  zoomOut: 'M3.5 8H12.5',
  zoomIn: 'M3.5 8H12.5M8 3.5V12.5',
  goToCurrent: 'M8 1.5V4M8 12V14.5M1.5 8H4M12 8H14.5M12 8A4 4 0 1 1 4 8A4 4 0 1 1 12 8',
  export: 'M8 2V10M4.5 6.5L8 10L11.5 6.5M2.5 13.5H13.5',
};

/** What the bar asks for. */
export interface ToolbarActions {
  search(text: string): void;
  step(direction: 1 | -1): void;
  leaveSearch(): void;
  zoom(steps: number): void;
  goToCurrent(): void;
  export(): void;
  selectProject(): void;
  merge(): void;
  rebase(): void;
}

/** The bar and the line; both are drawn from the model and keep nothing but what is being typed. */
export class Toolbar {
  readonly bar = element('header', { class: 'toolbar' });
  readonly notice = element('p', { class: 'notice', role: 'alert' });
  readonly line = element('footer', { class: 'line' });
  readonly #project: HTMLButtonElement;
  readonly #search = element('input', { type: 'search', spellcheck: 'false', autocomplete: 'off' });
  readonly #found = element('output', { class: 'found' });
  readonly #choice = element('div', { class: 'choice' });
  readonly #chosen = element('span', { class: 'chosen' });
  readonly #merge: HTMLButtonElement;
  readonly #rebase: HTMLButtonElement;
  readonly #icons: Readonly<Record<keyof typeof ICONS, HTMLButtonElement>>;
  readonly #title = element('h1');

  constructor(actions: ToolbarActions) {
    const button = (onClick: () => void): HTMLButtonElement => {
      const made = element('button', { type: 'button', class: 'text' });
      made.addEventListener('click', onClick);
      return made;
    };
    this.#project = button(() => actions.selectProject());
    this.#project.classList.add('project');
    this.#title.append(this.#project);
    this.#merge = button(() => actions.merge());
    this.#rebase = button(() => actions.rebase());
    this.#choice.append(this.#chosen, this.#merge, this.#rebase);
    this.#icons = {
      previous: iconButton(ICONS.previous, () => actions.step(-1)),
      next: iconButton(ICONS.next, () => actions.step(1)),
      zoomOut: iconButton(ICONS.zoomOut, () => actions.zoom(-1)),
      zoomIn: iconButton(ICONS.zoomIn, () => actions.zoom(1)),
      goToCurrent: iconButton(ICONS.goToCurrent, () => actions.goToCurrent()),
      export: iconButton(ICONS.export, () => actions.export()),
    };
    this.#search.addEventListener('input', () => actions.search(this.#search.value));
    this.#search.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') actions.step(event.shiftKey ? -1 : 1);
      else if (event.key === 'Escape') {
        this.#search.value = '';
        actions.leaveSearch();
      } else if (event.key === 'ArrowDown') actions.leaveSearch();
      else return;
      event.preventDefault();
    });
    const search = element('div', { class: 'search', role: 'search' });
    search.append(this.#search, this.#found, this.#icons.previous, this.#icons.next);
    const { goToCurrent, zoomOut, zoomIn } = this.#icons;
    this.bar.append(this.#title, this.#choice, search, goToCurrent, zoomOut, zoomIn, this.#icons.export);
  }

  focusSearch(): void {
    this.#search.focus();
    this.#search.select();
  }

  draw(model: Model): void {
    const { say, frame, graph } = model;
    for (const [word, control] of Object.entries(this.#icons)) name(control, say(word));
    this.#search.placeholder = say('search');
    this.#search.setAttribute('aria-label', say('search'));
    if (document.activeElement !== this.#search) this.#search.value = model.search;
    this.#project.textContent = frame?.projectName ?? '';
    this.#project.title = say('selectProject');
    const isTrusted = frame?.isTrusted === true;
    this.#icons.export.hidden = !isTrusted;
    this.#icons.goToCurrent.hidden = model.currentRow === undefined;
    this.#drawFound(model);
    this.#drawChoice(model, isTrusted);
    this.notice.hidden = graph.missing.length === 0;
    this.notice.textContent = this.notice.hidden ? '' : say('missingRows', graph.missing.join(', '));
    this.line.replaceChildren(element('span', { class: 'summary' }, summaryOf(model)), legendOf(model));
  }

  #drawFound({ say, isSearching, matches, active }: Model): void {
    const at = matches.indexOf(active);
    this.#found.textContent = !isSearching
      ? ''
      : matches.length === 0
        ? say('nothingFound')
        : say('found', at < 0 ? '–' : String(at + 1), String(matches.length));
    this.#found.classList.toggle('none', isSearching && matches.length === 0);
    this.#icons.previous.disabled = matches.length === 0;
    this.#icons.next.disabled = matches.length === 0;
  }

  #drawChoice({ say, selectedItems }: Model, isTrusted: boolean): void {
    const [first, second] = selectedItems;
    this.#choice.hidden = second === undefined || first === undefined;
    if (first === undefined || second === undefined) return;
    this.#chosen.textContent = say('selectedRevisions', String(selectedItems.length));
    this.#merge.textContent = say('merge');
    this.#merge.hidden = !isTrusted || !selectedItems.every(({ isHead }) => isHead);
    this.#rebase.textContent = say('rebase', short(first.revision), short(second.revision));
    this.#rebase.hidden = !isTrusted || selectedItems.length !== 2;
  }
}

/** What the dots mean, as far as this graph has them. */
function legendOf({ say, graph: { rows } }: Model): HTMLElement {
  const legend = element('span', { class: 'legend' });
  const plain = { state: 'applied', isMergePoint: false, isCurrent: false } as const;
  const samples = [
    { word: 'applied', item: plain, isThere: rows.some(({ state }) => state === 'applied') },
    {
      word: 'pending',
      item: { ...plain, state: 'pending' as const },
      isThere: rows.some(({ state }) => state === 'pending'),
    },
    {
      word: 'current',
      item: { ...plain, isCurrent: true },
      isThere: rows.some(({ isCurrent }) => isCurrent),
    },
    {
      word: 'mergePoint',
      item: { ...plain, isMergePoint: true },
      isThere: rows.some(({ isMergePoint }) => isMergePoint),
    },
  ];
  for (const { word, item } of samples.filter(({ isThere }) => isThere)) {
    const entry = element('span');
    entry.append(dotSample(item), say(word));
    legend.append(entry);
  }
  return legend;
}

function summaryOf({ say, frame, graph: { rows } }: Model): string {
  const heads = rows.filter(({ isHead }) => isHead).length;
  const pending = rows.filter(({ state }) => state === 'pending').length;
  const isKnown = rows.some(({ state }) => state !== 'unknown');
  const state = isKnown
    ? pending === 0
      ? say('upToDate')
      : say('pendingCount', String(pending))
    : frame?.hasDatabase === true
      ? say('unknownDatabase')
      : '';
  const count = rows.length === 1 ? say('oneRevision') : say('revisions', String(rows.length));
  const parts = [count, state, heads > 1 ? say('heads', String(heads)) : '', frame?.database ?? ''];
  return parts.filter((part) => part !== '').join(' · ');
}

function short(revision: string): string {
  return revision.length > 12 ? `${revision.slice(0, 12)}…` : revision;
}
