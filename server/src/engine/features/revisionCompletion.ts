// Completion of revision ids in down_revision, depends_on and the Revises line of the docstring. The text around the
// cursor decides, not the syntax tree: an open quote is what a file looks like while it is typed. Reads the graph only.
import { historyOrder } from './historyOrder';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import { descendants } from '../revisions/lineage';
import type { Span } from '../text/span';

export interface RevisionChoice {
  readonly name: string;
  /** What the name stands for: the message of the revision. */
  readonly message: string;
  readonly kind: 'id' | 'label';
  readonly revision: GraphRevision;
  /** What to write in the place of `span`. */
  readonly text: string;
  readonly span: Span;
}

/** Choices in the order to show them; `isComplete` is false when there are more than the limit. */
export interface RevisionChoices {
  readonly choices: readonly RevisionChoice[];
  readonly isComplete: boolean;
}

interface Place {
  readonly variable: 'down_revision' | 'depends_on' | 'Revises';
  /** The text that a choice replaces, quotes left out where they are there already. */
  readonly span: Span;
  readonly typed: string;
  readonly needsQuotes: boolean;
}

const LONGEST_VALUE = 2000;

/** The choices at an offset; undefined where no revision id belongs. */
export function completeRevisions(
  graph: RevisionGraph,
  path: string,
  source: string,
  offset: number,
  limit: number,
): RevisionChoices | undefined {
  const place = placeAt(source, offset);
  if (place === undefined) return undefined;
  const own = graph.revisions.find((revision) => revision.path === path);
  // What stands on this revision cannot be what it stands on.
  const above = own === undefined ? new Set<GraphRevision>() : descendants(graph, [own], true);
  const typed = place.typed.toLowerCase();
  const choices: RevisionChoice[] = [];
  let isComplete = true;
  for (const revision of headsFirst(graph)) {
    if (above.has(revision)) continue;
    const labels = place.variable === 'depends_on' ? revision.header.branchLabels : [];
    for (const name of [revision.revision, ...labels.map(({ value }) => value)]) {
      const message = revision.header.message.replace(/\s+/g, ' ');
      if (typed !== '' && !`${name} ${message}`.toLowerCase().includes(typed)) continue;
      if (choices.length >= limit) {
        isComplete = false;
        break;
      }
      const kind = name === revision.revision ? 'id' : 'label';
      const text = place.needsQuotes ? `${quoteOf(source)}${name}${quoteOf(source)}` : name;
      choices.push({ name, message, kind, revision, text, span: place.span });
    }
    if (!isComplete) break;
  }
  return { choices, isComplete };
}

const ORDERS = new WeakMap<RevisionGraph, readonly GraphRevision[]>();

function headsFirst(graph: RevisionGraph): readonly GraphRevision[] {
  const known = ORDERS.get(graph);
  if (known !== undefined) return known;
  const order = historyOrder(graph);
  const sorted = [...order.filter(({ isHead }) => isHead), ...order.filter(({ isHead }) => !isHead)];
  ORDERS.set(graph, sorted);
  return sorted;
}

function placeAt(source: string, offset: number): Place | undefined {
  const before = source.slice(Math.max(0, offset - LONGEST_VALUE), offset);
  const line = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1);
  const revises = /^[ \t]*Revises:[ \t]*(?:[^\s,]+,[ \t]*)*([^\s,]*)$/.exec(line);
  if (revises !== null) {
    return { variable: 'Revises', needsQuotes: false, ...wordAt(source, offset, revises[1] ?? '') };
  }
  const start = Math.max(before.lastIndexOf('\ndown_revision'), before.lastIndexOf('\ndepends_on')) + 1;
  const statement = before.slice(start);
  const assignment = /^(down_revision|depends_on)[ \t]*(?::[^=\n]*)?=[ \t]*/.exec(statement);
  if (assignment === null) return undefined;
  const variable = assignment[1] === 'depends_on' ? 'depends_on' : 'down_revision';
  const value = statement.slice(assignment[0].length);
  const open = openQuote(value);
  if (open === undefined) return undefined;
  if (open.quote !== '') {
    return { variable, needsQuotes: false, ...wordAt(source, offset, value.slice(open.from)) };
  }
  const word = /(?<!\w)\w*$/.exec(value)?.[0] ?? '';
  return { variable, needsQuotes: true, ...wordAt(source, offset, word) };
}

/** Whether a value ends inside a string; undefined where the statement has ended before. */
function openQuote(value: string): { readonly quote: string; readonly from: number } | undefined {
  let quote = '';
  let from = 0;
  let depth = 0;
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === '\n' && depth === 0) return undefined;
    if (quote !== '') {
      if (character === quote || character === '\n') quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
      from = at + 1;
    } else if (character === '(' || character === '[') depth++;
    else if (character === ')' || character === ']') depth--;
  }
  const isOver = quote === '' && depth === 0 && /["')\]]\s*$/.test(value);
  return isOver ? undefined : { quote, from };
}

/** The typed part and, behind the cursor, the rest of the word. */
function wordAt(
  source: string,
  offset: number,
  typed: string,
): { readonly typed: string; readonly span: Span } {
  const rest = /^\w*/.exec(source.slice(offset, offset + 100))?.[0].length ?? 0;
  return { typed, span: { start: offset - typed.length, end: offset + rest } };
}

function quoteOf(source: string): string {
  return /^revision\b[^"'\n]{0,200}(["'])/m.exec(source)?.[1] ?? "'";
}
