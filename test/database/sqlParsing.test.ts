// PostgreSQL's parser behind its guard: answers, limits, and texts made to hang it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../server/src/database/clock';
import { tooHard } from '../../server/src/database/sqlLimits';
import { createSqlParser, type SqlParse, type SqlParser } from '../../server/src/database/sqlParsing';
import { buildDatabaseBundles, SQL_WORKER_SCRIPT } from '../support/build';

let parser: SqlParser;
beforeAll(async () => {
  await buildDatabaseBundles();
  parser = createSqlParser({ script: SQL_WORKER_SCRIPT, clock: systemClock });
});
afterAll(async () => await parser.close());

function nodeNames(parse: SqlParse): string[] | undefined {
  return 'tree' in parse ? (parse.tree.stmts ?? []).flatMap(({ stmt }) => Object.keys(stmt)) : undefined;
}

test('statements come back as trees', async () => {
  const cases: [sql: string, nodes: string[]][] = [
    ['ALTER TABLE t ADD COLUMN x int; SELECT 1', ['AlterTableStmt', 'SelectStmt']],
    ['CREATE INDEX CONCURRENTLY i ON t (a)', ['IndexStmt']],
    ['', []],
    ['-- nothing', []],
  ];
  for (const [sql, nodes] of cases) expect([sql, nodeNames(await parser.parse(sql))]).toEqual([sql, nodes]);
});

test('an error names its place in UTF-16 units', async () => {
  for (const before of ['SELECT ', "SELECT 'é' ", "SELECT '😀' "]) {
    const parse = await parser.parse(`${before}FROM FROM`);
    expect(parse).toEqual({
      error: { message: 'syntax error at or near "FROM"', offset: before.length + 5 },
    });
  }
});

test('the same text is parsed once', async () => {
  const [first, second] = [parser.parse('SELECT 42'), parser.parse('SELECT 42')];
  expect(await first).toBe(await second);
});

const BOMBS: [name: string, sql: string][] = [
  ['8,000 chained +', `SELECT 1${'+1'.repeat(8000)}`],
  ['20,000 chained OR', `SELECT ${'a OR '.repeat(20000)}a`],
  ['100,000 brackets', `SELECT ${'('.repeat(100_000)}1`],
  ['100,000 NOT', `SELECT ${'NOT '.repeat(60_000)}true`],
  ['10,000 CASE', `SELECT ${'CASE WHEN true THEN '.repeat(10_000)}1`],
  ['30,000 ISNULL', `SELECT 1${' ISNULL'.repeat(30_000)}`],
  ['5,000 OPERATOR()', `SELECT 1${' OPERATOR(pg_catalog.+) 1'.repeat(5000)}`],
  ['a megabyte', `SELECT '${'x'.repeat(1024 * 1024)}'`],
];

test.each(BOMBS)('%s does not hang the parser', async (_name, sql) => {
  const began = performance.now();
  const [bomb, other] = await Promise.all([parser.parse(sql), parser.parse(`SELECT ${sql.length}`)]);
  expect(Object.keys(bomb)).toEqual(['tooHard']);
  expect(nodeNames(other)).toEqual(['SelectStmt']);
  // A second for the watchdog, the rest for starting the worker again on a busy machine.
  expect(performance.now() - began).toBeLessThan(5_000);
});

// Each hides a chain from whoever divides the text otherwise than PostgreSQL; all are told without asking the parser.
const CHAIN = '1+1'.repeat(5_000);
const HIDDEN: [name: string, sql: string][] = [
  ['a quote behind a backslash', `SELECT E'\\'', ${CHAIN} --'`],
  ['a comment within a comment', `SELECT /* /* */ ' */ ${CHAIN} --'`],
  ['a comment behind an operator', `SELECT 1 +/* ' */ ${CHAIN} --'`],
  ['a comment of a line behind an operator', `SELECT 1 +--'\n ${CHAIN} --'`],
  ['a comment that a carriage return ends', `SELECT -- \r ${CHAIN}`],
  ['a name with a dollar sign', `SELECT x$a$, ${CHAIN}, x$a$`],
  ['a name with letters beyond ASCII', `SELECT é$a$, ${CHAIN}, é$a$`],
  ['signs without blanks', `SELECT 1 ${'+-'.repeat(5_000)} 1`],
  ['ISNULL', `SELECT 1${' ISNULL'.repeat(1_200)}`],
  ['NOTNULL', `SELECT 1${' notnull'.repeat(1_200)}`],
  ['OPERATOR', `SELECT 1${' OPERATOR(pg_catalog.+) 1'.repeat(1_200)}`],
  ['UNION of lists', `SELECT 1, 2${' UNION SELECT 1, 2'.repeat(5_000)}`],
  ['CASE left open in another statement', `SELECT CASE; SELECT ${CHAIN}`],
];

test.each(HIDDEN)('%s hides nothing from the limits', (_name, sql) => {
  expect(tooHard(sql)).toBe('more than 500 operators in a row');
});

test('texts within the limits are parsed', async () => {
  const cases = [
    `SELECT 1${'+1'.repeat(500)}`,
    `SELECT ${'('.repeat(190)}1${')'.repeat(190)}`,
    `INSERT INTO t VALUES ${Array.from({ length: 2000 }, (_, id) => `(${id}, -${id})`).join(', ')}`,
    `SELECT '${'('.repeat(1000)}', "${'+'.repeat(1000)}" /* ${'+ '.repeat(1000)} */ -- ${'- '.repeat(1000)}`,
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $body$ ${'+1'.repeat(1000)} $body$`,
    `SELECT ${Array.from({ length: 300 }, () => 'CASE WHEN a THEN b + 1 END').join(', ')}`,
    `SELECT E'\\\\'' + ', '\\' ${'|| 1 '.repeat(300)}`,
    `SELECT /* /* ' */ ${'+ '.repeat(1000)} */ a$b ${'->> 1 '.repeat(400)}`,
    `SELECT 1, 2 ${'UNION SELECT 1, 2 '.repeat(400)}`,
    `SELECT ${'a @- 1 AND '.repeat(240)} true -- ${'+ '.repeat(1000)}\r, 1`,
  ];
  for (const sql of cases)
    expect([sql.slice(0, 30), Object.keys(await parser.parse(sql))]).toEqual([sql.slice(0, 30), ['tree']]);
});

test('the limits themselves take no time on hostile text', () => {
  const hostile = ["'", '"', '/*', '--', '$a$', '$', '(', 'case ', '*/', "''"].map((part) =>
    part.repeat(100_000 / part.length),
  );
  for (const sql of hostile) {
    const began = performance.now();
    tooHard(sql);
    expect(performance.now() - began).toBeLessThan(2_000);
  }
});
