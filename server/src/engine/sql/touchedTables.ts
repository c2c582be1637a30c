// Which existing tables one statement works on, and whether it goes through all their rows, as far as its text tells. For plans:
// what is not recognised is left out, never guessed.

/** What a statement does to the rows of its table. */
export type TableWork =
  /** Every row is written again. */
  | 'rewrites'
  /** Every row is written again unless the old type can stay as it is stored. */
  | 'may rewrite'
  /** Every row is read. */
  | 'reads';

const NAME = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)`;
const QUALIFIED = String.raw`(${NAME}(?:\.${NAME})?)`;
const EXISTS = String.raw`(?:if\s+(?:not\s+)?exists\s+)?`;

/** A pattern with one name in it; `i` ignores case, and the statement begins where the text does. */
function starting(words: string): RegExp {
  return new RegExp(`^${words.replaceAll(' ', String.raw`\s+`)}`, 'iu');
}

const STATEMENTS: readonly RegExp[] = [
  starting(String.raw`alter table ${EXISTS}(?:only\s+)?${QUALIFIED}`),
  starting(
    String.raw`create (?:unique\s+)?index (?:concurrently\s+)?${EXISTS}(?:${NAME}\s+)?on (?:only\s+)?${QUALIFIED}`,
  ),
  starting(String.raw`drop (?:table|index) (?:concurrently\s+)?${EXISTS}${QUALIFIED}`),
  starting(String.raw`alter index ${EXISTS}${QUALIFIED}`),
  starting(String.raw`truncate (?:table\s+)?(?:only\s+)?${QUALIFIED}`),
  starting(String.raw`(?:update|delete from|lock table) (?:only\s+)?${QUALIFIED}`),
  starting(String.raw`insert into ${QUALIFIED}`),
  starting(String.raw`comment on table ${QUALIFIED}`),
  starting(
    String.raw`(?:vacuum|analyze|cluster|reindex)[\s\S]*?\b(?:table\s+|index\s+)?${QUALIFIED}\s*;?\s*$`,
  ),
  starting(String.raw`create (?:or\s+replace\s+)?(?:constraint\s+)?trigger [\s\S]*?\s+on ${QUALIFIED}`),
];
const REFERENCES = new RegExp(String.raw`\breferences\s+${QUALIFIED}`, 'giu');
const ALTERS_OR_CREATES = /^(?:alter|create)\s+table\b/iu;

/** The tables and indexes that must be there for the statement, as it names them: its own first, then what it refers to. */
export function touchedRelations(sql: string): readonly string[] {
  const text = bare(sql);
  const own = STATEMENTS.flatMap((pattern) => pattern.exec(text)?.[1] ?? []).slice(0, 1);
  const other = ALTERS_OR_CREATES.test(text)
    ? [...text.matchAll(REFERENCES)].map((match) => match[1] ?? '')
    : [];
  return [...new Set([...own, ...other])];
}

const VOLATILE =
  /\b(?:nextval|random|gen_random_uuid|uuid_generate_v\d\w*|uuidv[47]|clock_timestamp|timeofday)\s*\(/iu;

/** Patterns with what they mean; the first that fits counts. */
const WORK: readonly (readonly [RegExp, TableWork])[] = [
  [/^(?:cluster\b|vacuum\b[^;]*\bfull\b)/iu, 'rewrites'],
  [/^alter\s+table\b[\s\S]*\bset\s+(?:logged|unlogged|tablespace|access\s+method)\b/iu, 'rewrites'],
  [/^alter\s+table\b[\s\S]*\badd\s+(?:column\s+)?\S+\s+(?:small|big)?serial\b/iu, 'rewrites'],
  [/^alter\s+table\b[\s\S]*\badd\s[\s\S]*\bgenerated\b[\s\S]*\b(?:stored|identity)\b/iu, 'rewrites'],
  [
    new RegExp(String.raw`^alter\s+table\b[\s\S]*\badd\s[\s\S]*\bdefault\b[\s\S]*${VOLATILE.source}`, 'iu'),
    'rewrites',
  ],
  [
    /^alter\s+table\b[\s\S]*\balter\s+(?:column\s+)?(?:"(?:[^"]|"")+"|\S+)\s+(?:set\s+data\s+)?type\b/iu,
    'may rewrite',
  ],
  [/^update\b(?![\s\S]*\bwhere\b)/iu, 'rewrites'],
  [/^alter\s+table\b[\s\S]*\bvalidate\s+constraint\b/iu, 'reads'],
  [/^alter\s+table\b[\s\S]*\bset\s+not\s+null\b/iu, 'reads'],
  [/^alter\s+table\b(?![\s\S]*\bnot\s+valid\b)[\s\S]*\b(?:check|foreign\s+key|references)\b/iu, 'reads'],
  [
    /^alter\s+table\b(?![\s\S]*\busing\s+index\b)[\s\S]*\badd\b[\s\S]*\b(?:unique|primary\s+key|exclude)\b/iu,
    'reads',
  ],
  [/^(?:create\s+(?:unique\s+)?index|reindex)\b/iu, 'reads'],
];

/** What the statement does to the rows of its table on PostgreSQL 12 or newer; undefined when nothing is known. */
export function tableWork(sql: string): TableWork | undefined {
  const text = bare(sql);
  return WORK.find(([pattern]) => pattern.test(text))?.[1];
}

/** Without leading comments, and without what stands in string literals. */
function bare(sql: string): string {
  return sql.replace(/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/u, '').replace(/'(?:[^']|'')*'/gu, "''");
}
