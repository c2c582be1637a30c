// Cuts SQL into pieces for colours. What it says is PostgreSQL's and the engine's business: here a mistake is a wrong colour.

export interface SqlToken {
  readonly text: string;
  readonly kind: 'keyword' | 'string' | 'number' | 'comment' | 'plain';
}

const KEYWORDS = new Set(
  (
    'ADD ALL ALTER ALWAYS ANALYZE AND AS ASC BEGIN BETWEEN BY CASCADE CASE CAST CHECK COLLATE COLUMN COMMENT COMMIT ' +
    'CONCURRENTLY CONFLICT CONSTRAINT COPY CREATE CROSS CURRENT_DATE CURRENT_TIMESTAMP CURRENT_USER DATABASE DEFAULT ' +
    'DEFERRABLE DEFERRED DELETE DESC DISABLE DISTINCT DO DOMAIN DROP EACH ELSE ENABLE END ENUM EXCLUDE EXECUTE EXISTS ' +
    'EXTENSION FALSE FOR FOREIGN FROM FULL FUNCTION GENERATED GRANT GROUP HAVING IDENTITY IF IN INCLUDE INDEX INHERITS ' +
    'INITIALLY INNER INSERT INTERVAL INTO IS ISNULL JOIN KEY LANGUAGE LEFT LIKE LIMIT LOCK MATERIALIZED NOT NOTHING ' +
    'NOTNULL NULL OF OFFSET ON ONLY OPTION OR ORDER OUTER OWNER PARTITION POLICY PRIMARY PROCEDURE RANGE REFERENCES ' +
    'REFRESH RENAME REPLACE RESTRICT RETURNING RETURNS REVOKE RIGHT ROLE ROLLBACK ROW SCHEMA SECURITY SELECT SEQUENCE ' +
    'SET START STORED TABLE TABLESPACE TEMPORARY THEN TO TRANSACTION TRIGGER TRUE TRUNCATE TYPE UNION UNIQUE UNLOGGED ' +
    'UPDATE USING VACUUM VALID VALIDATE VALUE VALUES VIEW WHEN WHERE WITH WITHOUT ZONE'
  ).split(' '),
);

/** In order: comments, strings with a tag, strings, quoted names, numbers, words; an end that is missing is the end of all. */
const PIECES =
  /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>(?<tag>\$(?:[A-Za-z_]\w*)?\$)[\s\S]*?(?:\k<tag>|$)|'(?:[^']|'')*(?:'|$))|(?<quoted>"(?:[^"]|"")*(?:"|$))|(?<number>\b\d[\d.]*\b)|(?<word>[A-Za-z_]\w*)/g;

/** All of the text, cut. */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  let end = 0;
  const add = (text: string, kind: SqlToken['kind']): void => {
    const last = tokens.at(-1);
    if (text === '') return;
    if (last?.kind === kind) tokens[tokens.length - 1] = { text: last.text + text, kind };
    else tokens.push({ text, kind });
  };
  for (const match of sql.matchAll(PIECES)) {
    add(sql.slice(end, match.index), 'plain');
    add(match[0], kindOf(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  add(sql.slice(end), 'plain');
  return tokens;
}

function kindOf({ comment, string, number, word }: Readonly<Record<string, string | undefined>>) {
  if (comment !== undefined) return 'comment';
  if (string !== undefined) return 'string';
  if (number !== undefined) return 'number';
  return word !== undefined && KEYWORDS.has(word.toUpperCase()) ? 'keyword' : 'plain';
}
