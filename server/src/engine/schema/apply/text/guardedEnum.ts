// DO blocks that make one enum type unless it is there: PostgreSQL has no CREATE TYPE IF NOT EXISTS.
import type { CodeSql, CreateEnumSql } from '../../../sqlText/parsedSql';

const LABEL = "'(?:[^']|'')*'";
const BODY = new RegExp(
  String.raw`^BEGIN\s+(?:IF\s+NOT\s+EXISTS\s*\((?<condition>[^;]*)\)\s*THEN\s+)?` +
    String.raw`CREATE\s+TYPE\s+(?:(?<schema>[a-z_]\w*)\.)?(?<name>[a-z_]\w*)\s+AS\s+ENUM\s*\(\s*(?<labels>${LABEL}(?:\s*,\s*${LABEL})*)\s*\)\s*;` +
    String.raw`(?<endIf>\s*END\s+IF\s*;)?` +
    String.raw`(?<caught>\s*EXCEPTION\s+WHEN\s+duplicate_object\s+THEN\s+(?:NULL|RAISE\s+NOTICE\s+${LABEL})\s*;)?\s*END\s*;?$`,
  'i',
);

/** The statement inside, when the block is nothing else; it counts only where no type has the name. */
export function guardedEnum(statement: CodeSql): CreateEnumSql | undefined {
  const found = BODY.exec((statement.code ?? '').trim())?.groups;
  if (statement.verb !== 'do' || !found) return undefined;
  const { condition, endIf, caught } = found;
  const name = found['name']?.toLowerCase() ?? '';
  // The condition has to ask for this very type.
  const asksForIt =
    condition !== undefined && /\bpg_type\b/i.test(condition) && condition.includes(`'${name}'`);
  if ((condition !== undefined || endIf !== undefined) && !(asksForIt && endIf !== undefined))
    return undefined;
  if (condition === undefined && caught === undefined) return undefined;
  const labels = [...(found['labels'] ?? '').matchAll(/'((?:[^']|'')*)'/g)].map(([, label = '']) =>
    label.replaceAll("''", "'"),
  );
  const { span, text } = statement;
  return {
    kind: 'createEnum',
    name: { name, schema: found['schema']?.toLowerCase(), span },
    labels,
    span,
    text,
  };
}
