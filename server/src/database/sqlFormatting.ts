// Lays out SQL in a worker that is ended when it takes too long, and refuses a result that PostgreSQL's own parser does not
// read as the same statements.
import { Worker } from 'node:worker_threads';
import { replaceBinds } from '../engine/index';
import type { Clock } from './clock';
import { tooHard } from './sqlLimits';
import type { SqlParser, SqlTree } from './sqlParsing';

/** What goes to the worker. */
export interface FormatRequest {
  readonly sql: string;
  readonly dialect: 'postgresql' | 'sqlite';
  readonly keywordCase: 'preserve' | 'upper' | 'lower';
  /** Blanks for each level. */
  readonly indent: number;
}

/** What comes back: the text, or why there is none. */
export type FormatAnswer = { readonly formatted: string } | { readonly problem: string };

export interface FormatParts {
  /** The bundle `dist/sqlFormatWorker.js`. */
  readonly script: string;
  readonly parser: SqlParser;
  readonly clock: Clock;
}

/** It takes seconds on deep nesting. */
const FORMAT_MS = 5_000;

/** Lays out a text. `place` gives the text as it will stand in the file, which is what has to mean the same. */
export async function formatSql(
  request: FormatRequest,
  place: (formatted: string) => string,
  { script, parser, clock }: FormatParts,
): Promise<FormatAnswer> {
  const reason = tooHard(request.sql);
  if (reason !== undefined) return { problem: reason };
  const before = await treeOf(request.sql, parser);
  if ('problem' in before) return before;
  const answer = await inWorker(script, request, clock);
  if ('problem' in answer) return answer;
  const placed = place(answer.formatted);
  const after = await treeOf(placed, parser);
  const isSame = !('problem' in after) && before.text === after.text && sameInk(request.sql, placed);
  return isSame ? { formatted: placed } : { problem: 'the formatted text would not mean the same' };
}

/** The statements without their places, as a text to compare. */
async function treeOf(
  sql: string,
  parser: SqlParser,
): Promise<{ readonly text: string } | { readonly problem: string }> {
  const parse = await parser.parse(numberBinds(sql));
  if ('tooHard' in parse) return { problem: parse.tooHard };
  if ('error' in parse) return { problem: `PostgreSQL’s parser does not read it: ${parse.error.message}` };
  return { text: withoutPlaces(parse.tree) };
}

const PLACES: ReadonlySet<string> = new Set([
  ...['location', 'stmt_location', 'stmt_len', 'name_location', 'list_start', 'list_end'],
  ...['rexpr_list_start', 'rexpr_list_end'],
]);

function withoutPlaces(tree: SqlTree): string {
  return JSON.stringify(tree, (key, value: unknown) => (PLACES.has(key) ? undefined : value));
}

/** `:name` becomes `$1`, the same number for the same name, as the parser knows no other binds. */
function numberBinds(sql: string): string {
  const numbers = new Map<string, number>();
  return replaceBinds(sql, (name) => {
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    return `$${number}`;
  });
}

/** Comments are not in the tree: every character that leaves ink has to be there, in order. */
function sameInk(a: string, b: string): boolean {
  const ink = (text: string): string => text.replaceAll(/\s+/gu, '').toLowerCase();
  return ink(a) === ink(b);
}

async function inWorker(script: string, request: FormatRequest, clock: Clock): Promise<FormatAnswer> {
  const worker = new Worker(script, { workerData: request, stdout: true, stderr: true });
  try {
    return await new Promise<FormatAnswer>((resolve) => {
      const stopWatch = clock.after(FORMAT_MS, () => resolve({ problem: 'formatting took too long' }));
      const settle = (answer: FormatAnswer): void => {
        stopWatch();
        resolve(answer);
      };
      worker.once('message', settle);
      worker.once('error', (error) => settle({ problem: `the formatter failed: ${error.message}` }));
      worker.once('exit', () => settle({ problem: 'the formatter ended without an answer' }));
    });
  } finally {
    await worker.terminate();
  }
}
