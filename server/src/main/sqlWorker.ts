// dist/sqlWorker.js: the worker thread that parses SQL with libpg_query. Limits and the watchdog are the caller's.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { ParseAnswer, ParseRequest, SqlParse, SqlTree } from '../database/sqlParsing';

/** The part of libpg-query that is used. */
interface LibpgQuery {
  loadModule(): Promise<void>;
  parseSync(sql: string): SqlTree;
}

interface ParserError {
  readonly message: string;
  readonly sqlDetails?: { readonly cursorPosition: number };
}

async function main(): Promise<void> {
  const path = join(__dirname, 'vendor', 'libpg-query', 'index.cjs');
  const parser = createRequire(__filename)(path) as LibpgQuery;
  await parser.loadModule();
  const answer = (message: ParseAnswer): void => parentPort?.postMessage(message);
  parentPort?.on('message', ({ sql }: ParseRequest) => answer({ ready: false, parse: parse(parser, sql) }));
  answer({ ready: true });
}

function parse(parser: LibpgQuery, sql: string): SqlParse {
  // The parser refuses an empty text; to PostgreSQL it is a script without statements.
  if (sql.trim() === '') return { tree: { version: 0, stmts: [] } };
  try {
    return { tree: parser.parseSync(sql) };
  } catch (error) {
    const { message, sqlDetails } = error as ParserError;
    // Without details it is not PostgreSQL's complaint about the text, but for example an overflow of the stack.
    if (sqlDetails === undefined) return { tooHard: `the parser failed: ${message}` };
    const { cursorPosition } = sqlDetails;
    return { error: { message, offset: cursorPosition < 0 ? undefined : utf16Offset(sql, cursorPosition) } };
  }
}

/** PostgreSQL counts characters, a string here UTF-16 units. */
function utf16Offset(sql: string, characters: number): number {
  let offset = 0;
  for (let count = 0; count < characters; count += 1)
    offset += (sql.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
  return Math.min(offset, sql.length);
}

void main();
