// SQL as the op.execute of a revision.

/**
 * What SQLAlchemy's text() takes for a bind parameter and a backslash keeps from it; a name between two colons it takes
 * for none, and would leave the backslash.
 */
const PARAMETER = /(?<![:\p{L}\p{N}_$\\]):(?=[\p{L}\p{N}_$]+(?![:\p{L}\p{N}_$]))/gu;

/** `op.execute` with the statement as a Python string; lines after the first are those of the statement. */
export function executeSource(sql: string, op = 'op'): string {
  const escaped = sql
    .replaceAll('\\', '\\\\')
    .replace(PARAMETER, '\\\\:')
    .replaceAll('\r', '\\r')
    .replaceAll('"', '\\"');
  return escaped.includes('\n')
    ? `${op}.execute(\n        """${escaped}"""\n    )`
    : `${op}.execute("${escaped}")`;
}
