// What SQL given to op.execute does to the schema, told from its first words, while it is not parsed.
import type { SqlStatement } from '../operations/expression';
import type { TableName } from '../operations/operation';

/** The effect of a statement on the schema. */
export type StatementEffect =
  | { readonly kind: 'none' }
  /** It may have changed anything. */
  | { readonly kind: 'unknown' }
  /** ALTER TABLE ... VALIDATE CONSTRAINT: a NOT VALID constraint becomes an ordinary one. */
  | { readonly kind: 'validated'; readonly table: TableName; readonly constraint: string };

/** First words of SQL that leaves tables, columns, constraints, indexes and enums as they are. */
const HARMLESS =
  'select insert update delete merge with values table set reset show analyze vacuum comment grant revoke lock notify ' +
  'listen unlisten begin commit rollback savepoint release start end explain copy refresh truncate reindex cluster ' +
  'checkpoint discard prepare execute deallocate pragma';
const HARMLESS_WORDS = new Set(HARMLESS.split(' '));

/** Objects the schema does not hold: making, changing or dropping them changes nothing in it. */
const OTHER_OBJECTS =
  /^(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:temp\w*\s+)?(?:trusted\s+|procedural\s+)?(?:extension|function|procedure|trigger|event\s+trigger|view|materialized\s+view|recursive\s+view|sequence|role|user|policy|rule|aggregate|operator|collation|publication|subscription|database|tablespace|text\s+search|statistics|language|cast|server|default\s+privileges)\b/;

/** Names without quotes only: the text is folded to lower case. */
const VALIDATE =
  /^alter\s+table\s+(?:only\s+)?(?:(?<schema>\w+)\.)?(?<table>\w+)\s+validate\s+constraint\s+(?<constraint>\w+)$/;

/** The text without comments and leading blanks, in lower case. */
function bare(sql: string): string {
  return sql
    .replace(/--[^\n]*/g, ' ')
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .trim()
    .toLowerCase();
}

/** Splits at semicolons outside quotes and dollar quotes. */
function pieces(sql: string): readonly string[] {
  const parts = sql.match(/(?:'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|[^;])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function isHarmless(statement: string): boolean {
  const word = /^\w+/.exec(statement)?.[0] ?? '';
  if (OTHER_OBJECTS.test(statement)) {
    // CASCADE takes along what depends on the object, DROP OWNED anything.
    return !/\bcascade\b/.test(statement);
  }
  if (!HARMLESS_WORDS.has(word)) return false;
  // SELECT ... INTO and functions with side effects make tables; a search path moves every later name.
  if (/^(?:select|with|table|values)\b/.test(statement) && /\binto\b/.test(statement))
    return !/^(?:select|table)/.test(statement);
  return (
    !/^set\s+(?:local\s+|session\s+)?(?:search_path|schema)\b/.test(statement) &&
    !/\bset_config\b/.test(statement)
  );
}

/** The effect of SQL text, told cheaply: data statements do nothing, everything else may do anything. */
export function textEffect(sql: string): StatementEffect {
  const statements = pieces(bare(sql));
  const [only, ...more] = statements;
  if (only !== undefined && more.length === 0) {
    const validated = VALIDATE.exec(only)?.groups;
    if (validated !== undefined) {
      const { schema, table = '', constraint = '' } = validated;
      return { kind: 'validated', table: { name: table, schema }, constraint };
    }
  }
  return statements.every(isHarmless) ? { kind: 'none' } : { kind: 'unknown' };
}

/** The effect of a statement without a parser. */
export function cheapEffect(statement: SqlStatement): StatementEffect {
  switch (statement.kind) {
    case 'textStatement':
      return textEffect(statement.text.text);
    case 'ddlText':
      return textEffect(statement.text);
    case 'select':
    case 'insert':
    case 'update':
    case 'delete':
    case 'createSequence':
    case 'dropSequence':
    case 'createSchema':
      return { kind: 'none' };
    case 'dropSchema':
      return { kind: 'unknown' };
  }
}
