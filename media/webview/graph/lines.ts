// The lanes, edges and dots of the rows in sight, as one drawing behind the rows.
import { edgePath, type GraphMeasures } from '../../../server/src/engine/index';
import type { GraphItem } from '../../../server/src/lsp/protocol';
import { shape } from '../elements';
import type { Model } from './model';

/** Lanes beyond these have the colours of the first ones again. */
export const LANE_COLOURS = 8;
/** Beyond this width lanes stand closer together. */
const WIDEST = 420;

/** Sizes for a graph at a zoom. */
export function measure({ graph, zoom }: Model): GraphMeasures & { readonly graphWidth: number } {
  const lanes = Math.max(graph.width, 1);
  const laneWidth = Math.max(3, Math.min(18 * zoom, WIDEST / lanes));
  const left = Math.round(20 * zoom);
  const graphWidth = Math.min(Math.round(left * 2 + (lanes - 1) * laneWidth), WIDEST + 2 * left);
  return { laneWidth, rowHeight: Math.round(28 * zoom), left, graphWidth };
}

/** Draws rows `first` to `last`, both included. */
export function drawLines(svg: SVGSVGElement, model: Model, first: number, last: number): void {
  const measures = measure(model);
  const { rowHeight, graphWidth } = measures;
  const { rows, lines } = model.graph;
  const top = first * rowHeight;
  const height = Math.max(0, last - first + 1) * rowHeight;
  svg.setAttribute('viewBox', `0 ${top} ${graphWidth} ${height}`);
  svg.setAttribute('width', String(graphWidth));
  svg.setAttribute('height', String(height));
  svg.style.top = `${top}px`;
  const drawn: SVGElement[] = [];
  const near: SVGElement[] = [];
  for (const line of lines) {
    const { child, parent, lane, kind } = line;
    if (Math.min(child, parent) > last || Math.max(child, parent) < first) continue;
    const isNear = child === model.active || parent === model.active;
    const path = shape('path', {
      class: `edge ${kind} lane${lane % LANE_COLOURS}${isNear ? ' near' : ''}`,
      d: edgePath(line, rows[child]?.lane ?? 0, rows[parent]?.lane ?? 0, measures),
    });
    (isNear ? near : drawn).push(path);
  }
  const dots: SVGElement[] = [];
  for (let row = first; row <= last; row++) {
    const item = rows[row];
    if (item === undefined) continue;
    const x = measures.left + item.lane * measures.laneWidth;
    const y = (row + 0.5) * rowHeight;
    if (item.missing.length > 0) {
      dots.push(stubOf(x, y, measures));
    }
    dots.push(...dotOf(item, { x, y, size: model.zoom, isActive: row === model.active }));
  }
  svg.replaceChildren(...drawn, ...near, ...dots);
}

/** A line that leads aside to nothing: what it should lead to is missing. */
function stubOf(x: number, y: number, { laneWidth, rowHeight }: GraphMeasures): SVGElement {
  const [right, down] = [laneWidth * 0.6, rowHeight * 0.36];
  const cross = `m-2.5 -2.5l5 5m0 -5l-5 5`;
  return shape('path', {
    class: 'edge stub',
    d: `M${x} ${y}Q${x + right} ${y} ${x + right} ${y + down}${cross}`,
  });
}

/** One dot beside what it means, for the legend. */
export function dotSample(item: Pick<GraphItem, 'state' | 'isMergePoint' | 'isCurrent'>): SVGSVGElement {
  const svg = shape('svg', { viewBox: '0 0 16 16', width: 16, height: 16, 'aria-hidden': 'true' });
  svg.append(...dotOf({ ...item, lane: undefined }, { x: 8, y: 8, size: 0.85, isActive: false }));
  return svg;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly isActive: boolean;
}

/** Filled: the database has it, or nobody knows. Hollow: pending. A square on its tip: merge. A ring: current. */
function dotOf(
  item: Pick<GraphItem, 'state' | 'isMergePoint' | 'isCurrent'> & { readonly lane: number | undefined },
  { x, y, size, isActive }: Place,
): readonly SVGElement[] {
  const lane = item.lane === undefined ? '' : `lane${item.lane % LANE_COLOURS}`;
  const marks = [item.state, item.isMergePoint ? 'merge' : '', isActive ? 'active' : '']
    .filter(Boolean)
    .join(' ');
  const halo = item.isCurrent ? [shape('circle', { class: `halo ${lane}`, cx: x, cy: y, r: 8 * size })] : [];
  if (item.isMergePoint) {
    const half = 5.5 * size;
    const d = `M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`;
    return [...halo, shape('path', { class: `dot ${lane} ${marks}`, d })];
  }
  return [...halo, shape('circle', { class: `dot ${lane} ${marks}`, cx: x, cy: y, r: 4.5 * size })];
}
