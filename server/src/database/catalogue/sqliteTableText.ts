// Takes the text of a CREATE TABLE apart, as far as its table constraints. SQLite accepted the text, so it is well formed.

export interface TableClause {
  /** As CONSTRAINT names it; undefined without one. */
  readonly name: string | undefined;
  /** From CHECK, UNIQUE, FOREIGN or PRIMARY on; of a column the whole of it. */
  readonly body: string;
}

/** The parts between the outer brackets, and the checks that stand in the definition of a column. */
export function tableClauses(sql: string): readonly TableClause[] {
  const open = sql.indexOf('(');
  if (open < 0) return [];
  return partsOf(sql, open + 1).flatMap((part) => {
    const found = /^\s*CONSTRAINT\s+("(?:[^"]|"")+"|\w+)\s([\s\S]*)$/iu.exec(part);
    if (found !== null) return [{ name: unquoted(found[1] ?? ''), body: (found[2] ?? '').trim() }];
    const body = part.trim();
    if (/^(?:CHECK|UNIQUE|FOREIGN|PRIMARY)\b/iu.test(body)) return [{ name: undefined, body }];
    return columnChecks(body);
  });
}

/** Cut at the commas outside of brackets, strings and comments, up to the bracket that closes them all. */
function partsOf(sql: string, from: number): readonly string[] {
  const parts: string[] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at < sql.length; at = afterToken(sql, at)) {
    const letter = sql[at];
    if (letter === '(') depth += 1;
    else if (letter === ')' && depth === 0) return [...parts, sql.slice(start, at)];
    else if (letter === ')') depth -= 1;
    else if (letter === ',' && depth === 0) {
      parts.push(sql.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, sql.slice(start)];
}

function columnChecks(column: string): readonly TableClause[] {
  const found: TableClause[] = [];
  for (let at = 0; at < column.length; at = afterToken(column, at)) {
    if (!/^\bCHECK\s*\(/iu.test(column.slice(at)) || /\w/u.test(column[at - 1] ?? '')) continue;
    const open = column.indexOf('(', at);
    const inner = closing(column, open);
    const name = /CONSTRAINT\s+("(?:[^"]|"")+"|\w+)\s*$/iu.exec(column.slice(0, at))?.[1];
    found.push({ name: name === undefined ? undefined : unquoted(name), body: column.slice(at, inner) });
    at = inner - 1;
  }
  return found;
}

/** The place after the bracket that closes the one at `open`. */
function closing(sql: string, open: number): number {
  let depth = 0;
  for (let at = open; at < sql.length; at = afterToken(sql, at)) {
    if (sql[at] === '(') depth += 1;
    if (sql[at] === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return sql.length;
}

/** A string, a quoted name or a comment is one step. */
function afterToken(sql: string, at: number): number {
  const letter = sql[at] ?? '';
  if (sql.startsWith('--', at)) return endOr(sql.indexOf('\n', at), sql);
  if (sql.startsWith('/*', at)) return endOr(sql.indexOf('*/', at + 2), sql) + 1;
  const quote = { "'": "'", '"': '"', '`': '`', '[': ']' }[letter];
  return quote === undefined ? at + 1 : endOr(sql.indexOf(quote, at + 1), sql);
}

function endOr(found: number, sql: string): number {
  return found < 0 ? sql.length : found + 1;
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
