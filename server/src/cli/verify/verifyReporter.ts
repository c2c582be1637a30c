// How a verification is told: JSON lines for the editor, sentences for a terminal.
import { differenceLines } from '../../database/catalogue/compareCatalogues';
import type { VerifyEvent, VerifyResult } from '../../database/verify/verifyEvents';

export interface VerifyReporterOptions {
  readonly isJson: boolean;
  readonly write: (text: string) => void;
  /** A path as people want to read it. */
  readonly shownPath: (path: string) => string;
}

/** What to call with every event. */
export function verifyReporter(options: VerifyReporterOptions): (event: VerifyEvent) => void {
  const { isJson, write } = options;
  if (isJson) return (event) => write(`${JSON.stringify(event)}\n`);
  return (event) => write(sentence(event, options.shownPath));
}

function sentence(event: VerifyEvent, shownPath: (path: string) => string): string {
  switch (event.event) {
    case 'begin':
      return `Verifying ${count(event.total, 'revision')} on ${event.database}: up, down, up again.\n`;
    case 'revision':
      return '';
    case 'note':
      return `  note ${event.revision}: ${event.text}\n`;
    case 'result':
      return resultText(event.result, shownPath);
    case 'cancelled':
      return 'Cancelled; the scratch database is gone.\n';
    case 'done': {
      const { passed, failed, refused, durationMs } = event;
      return `\n${passed} passed, ${failed} failed, ${refused} not verified (${(durationMs / 1000).toFixed(1)} s)\n`;
    }
  }
}

const MARKS = { passed: 'ok    ', failed: 'FAILED', refused: '?     ' } as const;

function resultText(result: VerifyResult, shownPath: (path: string) => string): string {
  const { outcome, revision, message, path, line, phase, reason, nextStep, sql, differences } = result;
  const head = `${MARKS[outcome]} ${revision}${message === '' ? '' : `, ${message}`} (${result.durationMs} ms)\n`;
  const place = `${shownPath(path)}${line === undefined ? '' : `:${line}`}`;
  const more = [
    ...(outcome === 'passed' ? [] : [`${place}: ${phase === undefined ? '' : `${phase}: `}${reason}`]),
    ...(sql === undefined ? [] : sql.split('\n').map((row) => `| ${row}`)),
    ...differences.flatMap((difference) => {
      const at = difference.line === undefined ? '' : `   (line ${difference.line})`;
      return differenceLines(difference).map((row, index) => `${row}${index === 0 ? at : ''}`);
    }),
    ...result.rows.map(({ table, before, after }) => `rows of ${table}: ${before} before, ${after} after`),
    ...(outcome === 'passed' ? [] : result.reordered.flatMap((difference) => differenceLines(difference))),
    ...(nextStep === '' ? [] : [nextStep]),
  ];
  return head + more.map((row) => `       ${row}\n`).join('');
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
