// The words of the Connections tree: columns, tables, sizes and runs as one line each. Drawing: connectionsTree.ts.
import type { l10n } from 'vscode';
import type { LiveColumn, LiveTable, RunRecord } from '../../../server/src/lsp/protocol';

type Translate = Pick<typeof l10n, 't'>;

/** `varchar(80), not null, default 'x', → orders.id`. */
export function describeColumn(column: LiveColumn, { t }: Translate): string {
  return [
    column.type,
    column.isPrimaryKey ? t('primary key') : column.isNullable ? undefined : t('not null'),
    column.default === undefined ? undefined : t('default {0}', column.default),
    column.references === undefined ? undefined : `→ ${column.references}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** `about 1,200 rows · 16 kB`. */
export function describeTable(table: LiveTable, { t }: Translate): string {
  return [
    table.kind === 'table' ? undefined : table.kind,
    table.rows === undefined ? undefined : t('about {0} rows', Math.round(table.rows).toLocaleString('en')),
    table.bytes === undefined ? undefined : describeSize(table.bytes),
    table.indexes.some(({ isValid }) => !isValid) ? t('invalid index') : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Bytes as people say them. */
export function describeSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value).toString() : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** `upgrade head`. */
export function runTitle({ command, target }: RunRecord): string {
  return target === '' ? command : `${command} ${target}`;
}

/** `done · 3 revisions · native · 0.4 s`, with the time it began in the reader's own form. */
export function describeRun(run: RunRecord, { t }: Translate): string {
  const outcomes: Readonly<Record<string, string>> = {
    done: t('done'),
    failed: t('failed'),
    cancelled: t('cancelled'),
    refused: t('refused'),
    running: t('goes on'),
    unfinished: t('ended without a word'),
  };
  return [
    outcomes[run.outcome] ?? run.outcome,
    new Date(run.at).toLocaleString(),
    t('Revisions: {0}', String(run.revisions.length)),
    run.runner,
    `${(run.durationMs / 1000).toFixed(1)} s`,
  ].join(' · ');
}
