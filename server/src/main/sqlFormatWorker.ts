// dist/sqlFormatWorker.js: a worker thread that lays out one SQL text and ends. The watchdog is the caller's.
import { parentPort, workerData } from 'node:worker_threads';
import { formatDialect, postgresql, sqlite } from 'sql-formatter';
import type { FormatAnswer, FormatRequest } from '../database/sqlFormatting';

function format({ sql, dialect, keywordCase, indent }: FormatRequest): FormatAnswer {
  try {
    const formatted = formatDialect(sql, {
      dialect: dialect === 'sqlite' ? sqlite : postgresql,
      keywordCase,
      tabWidth: indent,
      // Binds of sa.text().
      paramTypes: { named: [':'] },
    });
    return { formatted };
  } catch {
    // Its complaint shows its own tokens and half of the SQL.
    return { problem: 'the formatter cannot read it' };
  }
}

parentPort?.postMessage(format(workerData as FormatRequest));
