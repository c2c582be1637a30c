// The user's settings as the server understands them; whatever else they hold is left out.
import type { RuleSettings, Severity } from '../engine/index';

export interface EditorSettings {
  readonly rules: RuleSettings;
  readonly codeLens: boolean;
  /** Whether the lock of each operation is shown beside it. */
  readonly lockHints: boolean;
  /** False: of findings only what stops Alembic is shown. */
  readonly isLinting: boolean;
  /** Findings below it are not shown. */
  readonly minimumSeverity: Severity;
  /** Whether pending revisions are checked while nobody has them open. */
  readonly checksUnopened: boolean;
  readonly hover: { readonly sql: boolean; readonly otherDialect: boolean; readonly table: boolean };
  readonly completes: boolean;
}

export const DEFAULT_SETTINGS: EditorSettings = {
  rules: {},
  codeLens: true,
  lockHints: true,
  isLinting: true,
  minimumSeverity: 'hint',
  checksUnopened: true,
  hover: { sql: true, otherDialect: true, table: true },
  completes: true,
};

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
  const hover = field(section, 'hover');
  const least = field(lint, 'minimumSeverity');
  return {
    rules,
    codeLens: field(section, 'codeLens') !== false,
    lockHints: field(hints, 'locks') !== false,
    isLinting: field(lint, 'enabled') !== false,
    minimumSeverity: LEVELS.has(least) && least !== 'off' ? (least as Severity) : 'hint',
    checksUnopened: field(lint, 'unopenedFiles') !== false,
    hover: {
      sql: field(hover, 'sql') !== false,
      otherDialect: field(hover, 'otherDialect') !== false,
      table: field(hover, 'table') !== false,
    },
    completes: field(section, 'completion') !== false,
  };
}

function field(value: unknown, key: string): unknown {
  return objectOf(value)[key];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
