// What may come from the page of a plan, checked by its shape before anything is done about it.
import { isRuleId } from '../ruleIds';
import type { PlanPageMessage } from '../../../server/src/lsp/protocol';

/** A message of the page; undefined for anything of another shape. */
export function readPageMessage(value: unknown): PlanPageMessage | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, typedName, step, line, rule } = value as Record<string, unknown>;
  if (kind === 'ready' || kind === 'cancel' || kind === 'copyAlembicLine') return { kind };
  if (kind === 'run' && typeof typedName === 'string') return { kind, typedName };
  if (kind === 'explain' && isRuleId(rule)) return { kind, rule };
  if (kind === 'open' && isCount(step) && (line === undefined || isCount(line))) return { kind, step, line };
  return undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
