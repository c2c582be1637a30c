// What may come from the extension, checked by its shape before anything is drawn from it.
import type { GraphItem, GraphLine, GraphMessage } from '../../../server/src/lsp/protocol';

const KINDS: ReadonlySet<unknown> = new Set(['down', 'merge', 'depends', 'loop']);
const STATES: ReadonlySet<unknown> = new Set(['applied', 'pending', 'unknown']);

/** The message, or undefined for anything of another shape. */
export function readMessage(value: unknown): GraphMessage | undefined {
  if (!isRecord(value)) return undefined;
  if (value['kind'] === 'reveal') {
    const { revision } = value;
    return typeof revision === 'string' ? { kind: 'reveal', revision } : undefined;
  }
  const { frame, graph } = value;
  if (value['kind'] !== 'show' || !isRecord(frame) || !isRecord(graph)) return undefined;
  const { rows, lines, width, missing } = graph;
  const isFrame =
    isText(frame['projectId']) &&
    isText(frame['projectName']) &&
    isText(frame['database']) &&
    isFlag(frame['isTrusted']) &&
    isFlag(frame['hasDatabase']) &&
    isFlag(frame['showsDates']) &&
    Number.isFinite(frame['zoom']) &&
    isRecord(frame['words']) &&
    Object.values(frame['words']).every(isText);
  if (!isFrame || !isCount(width) || !areTexts(missing)) return undefined;
  if (!Array.isArray(rows) || !rows.every(isRow)) return undefined;
  if (!Array.isArray(lines) || !lines.every((line) => isLine(line, rows.length))) return undefined;
  return value as unknown as GraphMessage;
}

function isRow(value: unknown): value is GraphItem {
  return (
    isRecord(value) &&
    isText(value['revision']) &&
    isText(value['message']) &&
    isText(value['date']) &&
    isText(value['fileName']) &&
    areTexts(value['branchLabels']) &&
    areTexts(value['missing']) &&
    isCount(value['lane']) &&
    isCount(value['ownLabels']) &&
    STATES.has(value['state']) &&
    isFlag(value['isCurrent']) &&
    isFlag(value['isHead']) &&
    isFlag(value['isBase']) &&
    isFlag(value['isMergePoint'])
  );
}

function isLine(value: unknown, rows: number): value is GraphLine {
  if (!isRecord(value)) return false;
  const { child, parent, lane, kind } = value;
  return (
    isCount(child) && child < rows && isCount(parent) && parent < rows && isCount(lane) && KINDS.has(kind)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
