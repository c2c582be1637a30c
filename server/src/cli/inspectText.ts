// What `retort inspect` prints for people.
import type { InspectAnswer, LiveColumn, LiveTable } from '../database/inspect/inspection';

/** Server and state first, then every table. */
export function inspectionText(answer: InspectAnswer): string {
  const { database, server, current, missing, pending, warnings, tables } = answer;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['database', `${server.database} on ${database.address}${database.isProtected ? ' (protected)' : ''}`],
    ['server', `${server.version}${server.isReadOnly ? ', read only' : ''}`],
    ['user', server.user],
    ['TLS', server.tls === undefined ? undefined : (server.tls ?? 'not encrypted')],
    ['size', server.bytes === undefined ? undefined : shownSize(server.bytes)],
    ['current', current.length === 0 ? '(no revision)' : current.join(', ')],
    ['pending', String(pending)],
  ];
  return [
    database.label,
    ...facts.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name.padEnd(10)}${value}`])),
    ...missing.map((row) => `! ${row} is in the version table, but no file declares it.`),
    ...warnings.map((warning) => `! ${warning}`),
    ...(tables ?? []).flatMap(tableLines),
    '',
  ].join('\n');
}

function tableLines(table: LiveTable): readonly string[] {
  const notes = [
    table.kind === 'table' ? undefined : table.kind,
    table.rows === undefined ? undefined : `about ${String(Math.round(table.rows))} rows`,
    table.bytes === undefined ? undefined : shownSize(table.bytes),
  ].filter((note) => note !== undefined);
  const width = Math.max(0, ...table.columns.map(({ name }) => name.length));
  return [
    '',
    `${table.schema}.${table.name}${notes.length === 0 ? '' : `  (${notes.join(', ')})`}`,
    ...table.columns.map((column) => `  ${column.name.padEnd(width)}  ${describeColumn(column)}`),
    ...table.indexes.map(({ definition, isValid }) => `  ${isValid ? '' : 'INVALID '}${definition}`),
  ];
}

function describeColumn(column: LiveColumn): string {
  return [
    column.type,
    column.isPrimaryKey ? 'primary key' : column.isNullable ? undefined : 'not null',
    column.default === undefined ? undefined : `default ${column.default}`,
    column.references === undefined ? undefined : `-> ${column.references}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** Bytes as people say them. */
function shownSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value).toString() : value.toFixed(1)} ${units[unit] ?? ''}`;
}
