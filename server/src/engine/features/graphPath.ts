// The path of an edge of the drawn history, in the notation that SVG has for it.
import type { GraphEdge } from './graphLayout';

/** Sizes of a drawing, in pixels. Lanes and rows are measured at their middle; `left` is the middle of lane 0. */
export interface GraphMeasures {
  readonly laneWidth: number;
  readonly rowHeight: number;
  readonly left: number;
}

/**
 * An edge between dots in the lanes `childLane` and `parentLane`: it leaves the upper dot, is in its own lane a row
 * further down, and joins the lower dot within the last row.
 */
export function edgePath(
  { child, parent, lane }: GraphEdge,
  childLane: number,
  parentLane: number,
  measures: GraphMeasures,
): string {
  const x = (at: number): number => round(measures.left + at * measures.laneWidth);
  const y = (row: number): number => round((row + 0.5) * measures.rowHeight);
  const [top, topLane, bottom, bottomLane] =
    child < parent ? [child, childLane, parent, parentLane] : [parent, parentLane, child, childLane];
  const start = `M${x(topLane)} ${y(top)}`;
  if (bottom - top === 1 && (lane === topLane || lane === bottomLane)) {
    return start + curve(x(topLane), y(top), x(bottomLane), y(bottom));
  }
  if (bottom - top === 1) {
    const middle = (y(top) + y(bottom)) / 2;
    return (
      start + curve(x(topLane), y(top), x(lane), middle) + curve(x(lane), middle, x(bottomLane), y(bottom))
    );
  }
  return (
    start +
    curve(x(topLane), y(top), x(lane), y(top + 1)) +
    `V${y(bottom - 1)}` +
    curve(x(lane), y(bottom - 1), x(bottomLane), y(bottom))
  );
}

/** Leaves and arrives upright, so that it goes over into the straight parts. */
function curve(fromX: number, fromY: number, toX: number, toY: number): string {
  if (fromX === toX) return `V${toY}`;
  const middle = round((fromY + toY) / 2);
  return `C${fromX} ${middle} ${toX} ${middle} ${toX} ${toY}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
