// The drawn history as the text of an SVG file that stands alone: light and dark colours of its own, no scripts.
import { layOutGraph, type GraphRow } from './graphLayout';
import { edgePath } from './graphPath';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';

const MEASURES = { laneWidth: 18, rowHeight: 28, left: 20 };
const TEXT_WIDTH = 640;
const LANES = 8;
const STYLE = `
  svg { background: #ffffff; font: 13px system-ui, sans-serif; }
  text { fill: #1f2328; dominant-baseline: central; }
  .id { fill: #59636e; font-family: ui-monospace, monospace; font-size: 12px; }
  .missing { fill: #c62828; }
  path { fill: none; stroke-width: 2; }
  circle { stroke-width: 2; }
  .depends { stroke-dasharray: 2 4; } .loop { stroke-dasharray: 6 3; }
  ${lanes(['#1565c0', '#6a1b9a', '#2e7d32', '#c25700', '#ad1457', '#00796b', '#5d4037', '#455a64'])}
  .pending { fill: #ffffff; }
  @media (prefers-color-scheme: dark) {
    svg { background: #1e1e1e; } text { fill: #e6e6e6; } .id { fill: #9da5b0; } .missing { fill: #ff8a80; }
    ${lanes(['#64b5f6', '#ce93d8', '#81c784', '#ffb74d', '#f48fb1', '#4db6ac', '#bcaaa4', '#b0bec5'])}
    .pending { fill: #1e1e1e; }
  }`;

/** What a database has, as far as it is known. */
export interface DrawnState {
  readonly applied: ReadonlySet<string> | undefined;
  readonly current: ReadonlySet<string>;
}

/** Draws every revision with id, message, labels and state. Text of files is escaped. */
export function drawGraph(graph: RevisionGraph, { applied, current }: DrawnState): string {
  const { rows, edges, width } = layOutGraph(graph);
  const { laneWidth, rowHeight, left } = MEASURES;
  const textLeft = left + width * laneWidth;
  const laneOf = (row: number): number => rows[row]?.lane ?? 0;
  const lines = edges.map((edge) => {
    const path = edgePath(edge, laneOf(edge.child), laneOf(edge.parent), MEASURES);
    return `<path class="lane${edge.lane % LANES} ${edge.kind}" d="${path}"/>`;
  });
  const dots = rows.map((row, index) => {
    const { revision, lane } = row;
    const y = (index + 0.5) * rowHeight;
    const isPending = applied !== undefined && !applied.has(revision.revision);
    const isCurrent = current.has(revision.revision);
    return (
      `<circle class="lane${lane % LANES} dot${isPending ? ' pending' : ''}" cx="${left + lane * laneWidth}" ` +
      `cy="${y}" r="${isCurrent ? 7 : 5}"/>` +
      `<text x="${textLeft}" y="${y}">${wordsOf(row, isPending, isCurrent)}</text>`
    );
  });
  const size = { width: textLeft + TEXT_WIDTH, height: Math.max(rows.length, 1) * rowHeight };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" ` +
      `viewBox="0 0 ${size.width} ${size.height}">`,
    `<style>${STYLE}\n</style>`,
    ...lines,
    ...dots,
    '</svg>\n',
  ].join('\n');
}

function wordsOf({ revision, missing }: GraphRow, isPending: boolean, isCurrent: boolean): string {
  const words = [
    isCurrent ? 'current' : undefined,
    isPending ? 'pending' : undefined,
    revision.isHead ? 'head' : undefined,
    ...revision.branchLabels,
  ].filter((word) => word !== undefined);
  return [
    `<tspan>${escapeXml(titleOf(revision))}</tspan>`,
    `<tspan class="id" dx="10">${escapeXml(revision.revision)}</tspan>`,
    ...(words.length === 0 ? [] : [`<tspan class="id" dx="10">${escapeXml(words.join(' · '))}</tspan>`]),
    ...(missing.length === 0
      ? []
      : [`<tspan class="missing" dx="10">${escapeXml(`${missing.join(', ')} is missing`)}</tspan>`]),
  ].join('');
}

function titleOf({ header, revision }: GraphRevision): string {
  return header.message.replace(/\s+/g, ' ').trim() || revision;
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Control characters are no part of XML, so they are left out. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (one) => CHARACTERS[one] ?? '');
}

function lanes(colours: readonly string[]): string {
  return colours
    .map(
      (colour, lane) =>
        `.lane${lane} { stroke: ${colour}; } .dot.lane${lane}:not(.pending) { fill: ${colour}; }`,
    )
    .join('\n  ');
}
