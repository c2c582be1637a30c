// The page of a plan: draws what it is handed and asks whether to run it. Nothing of a file becomes more than text.
import { element } from '../elements';
import { focusWithinPage } from '../keyboard';
import { readMessage } from './receive';
import { sqlTokens } from './sqlTokens';
import type {
  PlanNotice,
  PlanPageMessage,
  PlanPlace,
  PlanRemark,
  PlanStatementView,
  PlanStepView,
  PlanView,
} from '../../../server/src/lsp/protocol';

declare function acquireVsCodeApi(): { postMessage(message: PlanPageMessage): void };

const api = acquireVsCodeApi();
const tell = (message: PlanPageMessage): void => api.postMessage(message);

/** The question of the plan that is shown, while it is open. */
let question: Question | undefined;

class Question {
  readonly bar: HTMLElement;
  readonly #run: HTMLButtonElement;
  readonly #input: HTMLInputElement | undefined;
  readonly #wrong = element('p', { class: 'wrong', id: 'wrong', role: 'alert' });
  readonly #expected: PlanView['question']['typedName'];

  constructor({ question: { run, cancel, losesSomething, typedName } }: PlanView) {
    this.#expected = typedName;
    this.bar = element('div', { class: 'question' });
    this.#run = button(run, `run${losesSomething ? ' dangerous' : ''}`, () => this.run());
    const no = button(cancel, 'no', () => tell({ kind: 'cancel' }));
    if (typedName !== undefined) {
      this.#input = element('input', {
        ...{ type: 'text', id: 'name', spellcheck: 'false', autocomplete: 'off' },
        'aria-describedby': 'wrong',
      });
      this.#input.addEventListener('keydown', (event) => {
        if (event.key === 'Enter') this.run();
      });
      this.#input.addEventListener('input', () => {
        this.#wrong.textContent = '';
        this.#input?.removeAttribute('aria-invalid');
      });
      const label = element('label', { for: 'name' }, typedName.label);
      this.bar.append(label, this.#input);
    }
    this.bar.append(this.#run, no, this.#wrong);
  }

  run(): void {
    const typedName = this.#input?.value ?? '';
    if (this.#expected !== undefined && typedName !== this.#expected.name) {
      this.#wrong.textContent = this.#expected.wrong;
      this.#input?.setAttribute('aria-invalid', 'true');
      this.#input?.focus();
      return;
    }
    tell({ kind: 'run', typedName });
  }
}

function show(plan: PlanView, settled: string): void {
  question = settled === '' ? new Question(plan) : undefined;
  const heading = element('h1', { tabindex: '-1' }, plan.heading);
  const { name, place, version } = plan.database;
  const database = element('p', { class: 'database' });
  database.append(
    element('strong', {}, name),
    element('span', { class: 'place' }, place),
    element('span', { class: 'version' }, version),
  );
  if (plan.protection !== '') database.append(element('span', { class: 'protected' }, plan.protection));
  const words = element('div', { class: 'words' });
  words.append(heading, database, element('p', { class: 'summary' }, plan.summary));
  const outcome = element('p', { class: 'settled', role: 'status' }, settled);
  const header = element('header');
  header.append(words, ...(question === undefined ? [] : [question.bar]), outcome);
  const steps = element('section', { 'aria-label': plan.words.steps });
  steps.append(...plan.steps.map(drawStep));
  const main = element('main');
  main.append(...plan.notices.map(drawNotice), drawFacts(plan), steps);
  document.body.replaceChildren(header, main);
  if (settled === '') focusWithinPage(heading);
}

/** The keyboard stays where it is, which may be outside this page; where its button goes, the heading has it. */
function settle(text: string): void {
  const hadKeyboard = document.hasFocus() && question?.bar.contains(document.activeElement) === true;
  question?.bar.remove();
  question = undefined;
  const outcome = document.querySelector('.settled');
  if (outcome !== null) outcome.textContent = text;
  if (hadKeyboard) document.querySelector<HTMLElement>('h1')?.focus();
}

function drawNotice({ kind, heading, remarks }: PlanNotice): HTMLElement {
  const section = element('section', { class: `notice ${kind}` });
  section.append(element('h2', {}, heading), drawRemarks(remarks));
  return section;
}

function drawRemarks(remarks: readonly PlanRemark[]): HTMLElement {
  const list = element('ul');
  for (const { text, more, places, rule } of remarks) {
    const entry = element('li');
    entry.append(more === '' ? text : folded(text, more));
    const links = element('span', { class: 'links' });
    links.append(...places.map(link));
    if (rule !== undefined) links.append(button(rule, 'link', () => tell({ kind: 'explain', rule })));
    if (links.childNodes.length > 0) entry.append(' ', links);
    list.append(entry);
  }
  return list;
}

/** The first sentence, and the rest once somebody wants it. */
function folded(text: string, more: string): HTMLElement {
  const details = element('details');
  details.append(element('summary', {}, text), element('p', {}, more));
  return details;
}

function drawFacts({ facts, alembicLine, words }: PlanView): HTMLElement {
  const section = element('section', { class: 'facts' });
  const list = element('dl');
  for (const { name, text } of facts) list.append(element('dt', {}, name), element('dd', {}, text));
  if (alembicLine !== '') {
    const line = element('dd');
    const copied = element('span', { role: 'status', class: 'copied' });
    const copy = button(words.copy, 'small', () => {
      tell({ kind: 'copyAlembicLine' });
      copied.textContent = words.copied;
    });
    copy.setAttribute('aria-label', `${words.copy} ${alembicLine}`);
    line.append(element('code', {}, alembicLine), ' ', copy, ' ', copied);
    list.append(element('dt', {}, 'Alembic'), line);
  }
  section.append(element('h2', {}, words.facts), list);
  return section;
}

function drawStep(step: PlanStepView): HTMLElement {
  const article = element('article');
  const title = element('h2');
  title.append(
    element('span', { class: 'number' }, `${step.number}.`),
    ' ',
    step.message === '' ? step.revision : step.message,
  );
  const way = element('p', { class: 'way' });
  way.append(element('span', {}, step.way));
  if (step.place !== undefined) way.append(' · ', link(step.place));
  article.append(title, way, ...step.statements.map(drawStatement));
  if (step.remarks.length > 0) article.append(drawRemarks(step.remarks));
  return article;
}

function drawStatement({ sql, place, notes }: PlanStatementView): HTMLElement {
  const statement = element('div', { class: 'statement' });
  if (notes.some(({ kind }) => kind === 'loss')) statement.classList.add('loss');
  const line = element('p', { class: 'notes' });
  if (place !== undefined) line.append(link(place));
  for (const { kind, text } of notes) line.append(element('span', { class: `note ${kind}` }, text));
  if (line.childNodes.length > 0) statement.append(line);
  const code = element('code');
  for (const { kind, text } of sqlTokens(sql))
    code.append(kind === 'plain' ? text : element('span', { class: kind }, text));
  const pre = element('pre');
  pre.append(code);
  statement.append(pre);
  return statement;
}

/** A button and not a link: where it leads is the extension's to say. */
function link({ step, line, text }: PlanPlace): HTMLElement {
  if (step === undefined) return element('span', { class: 'place' }, text);
  return button(text, 'link', () => tell({ kind: 'open', step, line }));
}

function button(text: string, kind: string, onClick: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: kind }, text);
  made.addEventListener('click', onClick);
  return made;
}

document.addEventListener('keydown', (event) => {
  if (question === undefined) return;
  if (event.key === 'Escape') tell({ kind: 'cancel' });
  else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) question.run();
  else return;
  event.preventDefault();
});
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = readMessage(event.data);
  if (message?.kind === 'show') show(message.plan, message.settled);
  else if (message?.kind === 'settled') settle(message.settled);
});
tell({ kind: 'ready' });
