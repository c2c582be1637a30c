// Which statement of a revision a difference of the catalogue comes from, so that it is shown on the operation's line.
import type { CatalogueDifference } from '../catalogue/compareCatalogues';
import type { NativeStatement } from '../nativeRun';
import type { BlamedDifference } from './verifyEvents';

/** The last statement that names the object, else the last that names its table. */
export function blame(
  difference: CatalogueDifference,
  statements: readonly NativeStatement[],
): BlamedDifference {
  const own = lastPart(difference.name);
  const table = difference.partOf === undefined ? undefined : lastPart(difference.partOf);
  const named = (name: string | undefined): NativeStatement | undefined =>
    name === undefined ? undefined : statements.findLast(({ sql }) => names(sql, name));
  const line = (named(own) ?? named(table))?.line;
  return { ...difference, line };
}

/** `email` of `public.users.email`, without quotes and without the arguments of a function. */
function lastPart(name: string): string {
  const withoutArguments = name.replace(/\(.*$/su, '');
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
