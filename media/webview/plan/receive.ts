// What may come from the extension, checked by its shape before anything is drawn from it.
import type { PlanMessage } from '../../../server/src/lsp/protocol';

type Check = (value: unknown) => boolean;

const NOTICES: ReadonlySet<unknown> = new Set(['loss', 'lock', 'warning', 'session', 'unknown']);
const NOTES: ReadonlySet<unknown> = new Set(['loss', 'lock', 'fact']);

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isCount: Check = (value) => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const shape =
  (parts: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(parts).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const isPlace = shape({ step: optional(isCount), line: optional(isCount), text: isText });
const isRemark = shape({ text: isText, more: isText, places: list(isPlace), rule: optional(isText) });
const isStatement = shape({
  sql: isText,
  place: optional(isPlace),
  notes: list(shape({ kind: (kind) => NOTES.has(kind), text: isText })),
});
const isStep = shape({
  number: isText,
  revision: isText,
  message: isText,
  way: isText,
  place: optional(isPlace),
  statements: list(isStatement),
  remarks: list(isRemark),
});
const isPlan = shape({
  heading: isText,
  database: shape({ name: isText, place: isText, version: isText }),
  protection: isText,
  summary: isText,
  facts: list(shape({ name: isText, text: isText })),
  alembicLine: isText,
  notices: list(shape({ kind: (kind) => NOTICES.has(kind), heading: isText, remarks: list(isRemark) })),
  steps: list(isStep),
  question: shape({
    run: isText,
    cancel: isText,
    losesSomething: isFlag,
    typedName: optional(shape({ name: isText, label: isText, wrong: isText })),
  }),
  words: shape({ facts: isText, copy: isText, copied: isText, steps: isText }),
});
const isShow = shape({ kind: (kind) => kind === 'show', plan: isPlan, settled: isText });
const isSettled = shape({ kind: (kind) => kind === 'settled', settled: isText });

/** The message, or undefined for anything of another shape. */
export function readMessage(value: unknown): PlanMessage | undefined {
  return isShow(value) || isSettled(value) ? (value as PlanMessage) : undefined;
}
