// The user's settings as the server understands them; whatever else they hold is left out.
import type { RuleSettings, Severity } from '../engine/index';

export interface EditorSettings {
  readonly rules: RuleSettings;
  readonly codeLens: boolean;
  /** Whether the lock of each operation is shown beside it. */
  readonly lockHints: boolean;
}

export const DEFAULT_SETTINGS: EditorSettings = { rules: {}, codeLens: true, lockHints: true };

const LEVELS: ReadonlySet<unknown> = new Set(['error', 'warning', 'info', 'hint', 'off'] satisfies (
  Severity | 'off'
)[]);

/** Reads the value of the section `retort`; anything that is not as package.json says counts as not set. */
export function readSettings(section: unknown): EditorSettings {
  const lint = field(section, 'lint');
  const rules: Record<string, Severity | 'off'> = {};
  for (const [id, level] of Object.entries(objectOf(field(lint, 'rules')))) {
    if (LEVELS.has(level)) rules[id] = level as Severity | 'off';
  }
  const hints = field(section, 'inlayHints');
  return {
    rules,
    codeLens: field(section, 'codeLens') !== false,
    lockHints: field(hints, 'locks') !== false,
  };
}

function field(value: unknown, key: string): unknown {
  return objectOf(value)[key];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
