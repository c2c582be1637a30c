// SQL as the op.execute of a revision.
import { withEscapedColons } from '../../engine/index';

/** `op.execute` with the statement as a Python string; lines after the first are those of the statement. */
export function executeSource(sql: string, op = 'op'): string {
  const escaped = withEscapedColons(sql)
    .replaceAll('\\', '\\\\')
    .replaceAll('\r', '\\r')
    .replaceAll('"', '\\"');
  return escaped.includes('\n')
    ? `${op}.execute(\n        """${escaped}"""\n    )`
    : `${op}.execute("${escaped}")`;
}
