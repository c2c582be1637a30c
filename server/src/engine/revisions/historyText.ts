// The text of `heads`, `branches`, `history`, `show` and `current`, exactly as Alembic prints it. Pure: the command
// line writes it out. Where Alembic prints members of a set, they come in load order here.
import { formatDownRevisions } from './describe';
import type { GraphRevision, RevisionGraph } from './graph';
import { revisionsFor } from './identifiers';
import { loadRefusal } from './loadRefusal';
import { currentRevisions } from './plan';
import { pythonLines, pythonStrip } from './pythonText';
import { answer, crash, refuse, type Outcome } from './refusal';
import { walkRevisions } from './walk';

/** The text of `heads`. */
export function formatHeads(
  graph: RevisionGraph,
  options: { readonly verbose: boolean; readonly resolveDependencies: boolean },
): Outcome<string> {
  return (
    loadRefusal(graph) ??
    answer({}, () => {
      const ids = options.resolveDependencies ? graph.realHeads : graph.heads;
      return lines(
        ids.map((id) => {
          const revision = graph.byKey.get(id) ?? crash(`KeyError: '${id}'`);
          return options.verbose ? logEntry(revision, false) : headLine(revision, HEADS);
        }),
      );
    })
  );
}

/** The text of `branches`: each branch point with its children. */
export function formatBranches(
  graph: RevisionGraph,
  options: { readonly verbose: boolean },
): Outcome<string> {
  const walk = walkRevisions(graph, undefined, undefined);
  if (walk.refusal !== undefined) return walk;
  const points = walk.value.filter((revision) => revision.isBranchPoint);
  const style = { ...BRANCHES, doc: options.verbose };
  return {
    value: lines(
      points.map((point) => {
        const indent = ' '.repeat(Array.from(point.revision).length);
        const children = point.nextRevisions.map((id) => {
          const child = graph.byKey.get(id);
          return child === undefined ? '' : `${indent} -> ${headLine(child, style)}`;
        });
        const head = options.verbose ? logEntry(point, false) : headLine(point, BRANCHES);
        return `${head}\n${children.join('\n')}\n`;
      }),
    ),
    refusal: undefined,
  };
}

/** What `history` can be asked. `current` holds the database's revisions where they are needed, else undefined. */
export interface HistoryOptions {
  /** The value of -r. */
  readonly range: string | undefined;
  readonly verbose: boolean;
  readonly indicateCurrent: boolean;
  readonly current: readonly string[] | undefined;
}

/** True when `history` has to ask a database before it can print. */
export function historyNeedsDatabase(range: string | undefined, indicateCurrent: boolean): boolean {
  if (indicateCurrent) return true;
  const [base, head, ...more] = range === undefined ? [] : pythonStrip(range).split(':');
  return head !== undefined && more.length === 0 && (base === 'current' || head === 'current');
}

/** The text of `history`. */
export function formatHistory(graph: RevisionGraph, options: HistoryOptions): Outcome<string> {
  const selected = historyRevisions(graph, options.range, options.current ?? []);
  if (selected.refusal !== undefined) return selected;
  const current = new Set(options.indicateCurrent ? (options.current ?? []) : []);
  return {
    value: lines(
      selected.value.map((revision) => {
        const isCurrent = current.has(revision.revision);
        return options.verbose
          ? logEntry(revision, isCurrent)
          : headLine(revision, { ...HISTORY, isCurrent });
      }),
    ),
    refusal: undefined,
  };
}

/** The revisions `history -r RANGE` lists, heads first. `current` stands for the rows of the version table. */
export function historyRevisions(
  graph: RevisionGraph,
  range: string | undefined,
  current: readonly string[],
): Outcome<readonly GraphRevision[]> {
  const sides = answer({}, () => (range === undefined ? {} : splitRange(range)));
  if (sides.refusal !== undefined) return sides;
  const { base, head } = sides.value;
  // An empty version table leaves the side open, as does an empty side.
  const rows = current.length === 0 ? undefined : current;
  if (head === 'current') return walkRevisions(graph, base, rows);
  if (base === 'current') return walkRevisions(graph, rows, head);
  return walkRevisions(graph, base, head);
}

function splitRange(range: string): { readonly base?: string; readonly head?: string } {
  if (!range.includes(':')) refuse('History range requires [start]:[end], [start]:, or :[end]');
  const [base = '', head = '', ...more] = pythonStrip(range).split(':');
  if (more.length > 0)
    crash('ValueError: too many values to unpack (expected 2)', 'Write the range as start:end.');
  return { ...(base === '' ? {} : { base }), ...(head === '' ? {} : { head }) };
}

/** The text of `show`; `current` are the rows of the version table, for `show current`. */
export function formatShow(
  graph: RevisionGraph,
  identifier: string,
  current: readonly string[] | undefined,
): Outcome<string> {
  return (
    loadRefusal(graph) ??
    answer({}, () => {
      const found = revisionsFor(
        graph,
        identifier === 'current' && current !== undefined ? current : identifier,
      );
      return lines(
        found.map((one) => {
          if (one === undefined)
            return crash("AttributeError: 'NoneType' object has no attribute 'log_entry'");
          if (one === 'base') return crash("AttributeError: 'str' object has no attribute 'log_entry'");
          return logEntry(one, false);
        }),
      );
    })
  );
}

/**
 * The text of `current` for a database that holds `current`. `url` is the database's address without its password,
 * printed with -v.
 */
export function formatCurrent(
  graph: RevisionGraph,
  current: readonly string[],
  options: { readonly verbose: boolean; readonly url: string },
): Outcome<string> {
  const tips = currentRevisions(graph, current);
  if (tips.refusal !== undefined) return tips;
  const printed = tips.value.map((revision) =>
    options.verbose ? logEntry(revision, false) : headLine(revision, CURRENT),
  );
  if (options.verbose) printed.unshift(`Current revision(s) for ${options.url}:`);
  return { value: lines(printed), refusal: undefined };
}

interface LineStyle {
  readonly labels: boolean;
  readonly doc: boolean;
  readonly parents: boolean;
  /** Marks branch points and merge points. */
  readonly tree: boolean;
  readonly isCurrent?: boolean;
}

const HEADS: LineStyle = { labels: true, doc: false, parents: false, tree: false };
const BRANCHES: LineStyle = { labels: true, doc: false, parents: false, tree: true };
const HISTORY: LineStyle = { labels: true, doc: true, parents: true, tree: true };
const CURRENT: LineStyle = { labels: false, doc: false, parents: false, tree: true };

function headLine(revision: GraphRevision, style: LineStyle): string {
  let text = revision.revision;
  if (style.parents) {
    const depends = hasDependencies(revision) ? ` (${revision.dependsOn.join(', ')})` : '';
    text = `${formatDownRevisions(revision.downRevisions)}${depends} -> ${text}`;
  }
  if (style.labels && revision.branchLabels.length > 0) text += ` (${revision.branchLabels.join(', ')})`;
  if (revision.isRealHead) text += ' (head)';
  else if (revision.isHead) text += ' (effective head)';
  if (style.isCurrent === true) text += ' (current)';
  if (style.tree) {
    if (revision.isBranchPoint) text += ' (branchpoint)';
    if (revision.isMergePoint) text += ' (mergepoint)';
  }
  return style.doc ? `${text}, ${revision.header.message}` : text;
}

/** The block `-v` prints for one revision; ends with a line end of its own. */
function logEntry(revision: GraphRevision, isCurrent: boolean): string {
  const marks = [
    revision.isHead ? ' (head)' : '',
    revision.isBranchPoint ? ' (branchpoint)' : '',
    revision.isMergePoint ? ' (mergepoint)' : '',
    isCurrent ? ' (current)' : '',
  ];
  const long = pythonStrip(revision.header.docstring ?? '');
  const entry = [
    `Rev: ${revision.revision}${marks.join('')}`,
    `${revision.isMergePoint ? 'Merges' : 'Parent'}: ${formatDownRevisions(revision.downRevisions)}`,
    ...(hasDependencies(revision) ? [`Also depends on: ${revision.dependsOn.join(', ')}`] : []),
    ...(revision.isBranchPoint ? [`Branches into: ${revision.nextRevisions.join(', ')}`] : []),
    ...(revision.branchLabels.length > 0 ? [`Branch names: ${revision.branchLabels.join(', ')}`] : []),
    `Path: ${revision.path}`,
    '',
    pythonLines(long)
      .map((line) => `    ${line}`)
      .join('\n'),
  ];
  return `${entry.join('\n')}\n`;
}

/** A lone empty string is no dependency. */
function hasDependencies(revision: GraphRevision): boolean {
  return revision.dependsOn.length > 1 || (revision.dependsOn[0] ?? '') !== '';
}

function lines(printed: readonly string[]): string {
  return printed.map((line) => `${line}\n`).join('');
}
