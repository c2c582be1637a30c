// Which statement of a revision a difference of the catalogue comes from, so that it is shown on the operation's line.
import type { CatalogueDifference } from '../catalogue/compareCatalogues';
import type { NativeStatement } from '../nativeRun';
import type { BlamedDifference } from './verifyEvents';

/**
 * Of the statements that name the object, or its table, or any, the one that has most of the words which only one of the two
 * catalogues has; of several the last.
 */
export function blame(
  difference: CatalogueDifference,
  statements: readonly NativeStatement[],
): BlamedDifference {
  const own = lastPart(difference.name);
  const table = difference.partOf === undefined ? undefined : lastPart(difference.partOf);
  const naming = (name: string | undefined): readonly NativeStatement[] =>
    name === undefined ? [] : statements.filter(({ sql }) => names(sql, name));
  const words = differingWords(difference);
  const [candidates = []] = [naming(own), naming(table)].filter(({ length }) => length > 0);
  if (candidates.length > 0) return { ...difference, line: best(candidates, words)?.statement.line };
  const found = best(statements, words);
  return { ...difference, line: found === undefined || found.score === 0 ? undefined : found.statement.line };
}

interface Scored {
  readonly statement: NativeStatement;
  readonly score: number;
}

function best(statements: readonly NativeStatement[], words: ReadonlySet<string>): Scored | undefined {
  let found: Scored | undefined;
  for (const statement of statements) {
    const own = wordsOf(statement.sql);
    const score = [...words].filter((word) => own.has(word)).length;
    if (found === undefined || score >= found.score) found = { statement, score };
  }
  return found;
}

/** Words of one definition that the other lacks; where there is but one, what kind of object it is. */
function differingWords({ change, kind, before = '', after = '' }: CatalogueDifference): ReadonlySet<string> {
  const [first, second] = [wordsOf(before), wordsOf(after)];
  const only = [...first, ...second].filter((word) => first.has(word) !== second.has(word));
  const verbs = only.includes('grants') ? ['grant', 'revoke'] : [];
  return new Set([...only, ...verbs, ...(change === 'changed' ? [] : wordsOf(kind))]);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []);
}

/** `email` of `public.users.email`, without quotes and without the arguments of a function. */
function lastPart(name: string): string {
  const withoutArguments = name.replace(/\(.*/su, '');
  const parts = withoutArguments.match(/"(?:[^"]|"")*"|[^".\s]+/gu) ?? [];
  return (parts.at(-1) ?? '').replace(/^"|"$/gu, '').replaceAll('""', '"');
}

function names(sql: string, name: string): boolean {
  for (let at = sql.indexOf(name); at >= 0; at = sql.indexOf(name, at + 1)) {
    if (!isWord(sql[at - 1]) && !isWord(sql[at + name.length])) return true;
  }
  return false;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_$]/u.test(character);
}
