// Constraints and indexes that two catalogues have under different names and otherwise alike: a new name is all they need.
import type { CatalogueDifference } from '../../database/catalogue/compareCatalogues';

export interface Renaming {
  /** Statements from the names of the first catalogue to those of the second. */
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
  /** What no new name mends. */
  readonly rest: readonly CatalogueDifference[];
}

/** Each `removed` with the first `added` of its table that has the same definition. */
export function renaming(differences: readonly CatalogueDifference[]): Renaming {
  const rest = new Set(differences);
  const upgrade: string[] = [];
  const downgrade: string[] = [];
  for (const old of differences.filter(({ change }) => change === 'removed')) {
    const other = [...rest].find((one) => one.change === 'added' && isAlike(old, one));
    if (other === undefined) continue;
    rest.delete(old);
    rest.delete(other);
    upgrade.push(rename(old, other));
    downgrade.unshift(rename(other, old));
  }
  return { upgrade, downgrade, rest: [...rest] };
}

function isAlike(old: CatalogueDifference, other: CatalogueDifference): boolean {
  if (old.kind !== other.kind || old.partOf !== other.partOf || old.partOf === undefined) return false;
  if (old.kind === 'constraint') return old.before === other.after;
  // The text of an index begins with its name.
  const bare = (text = '', name: string): string => text.replace(` INDEX ${name} ON `, ' INDEX ON ');
  return old.kind === 'index' && bare(old.before, ownName(old)) === bare(other.after, ownName(other));
}

function rename(from: CatalogueDifference, to: CatalogueDifference): string {
  if (from.kind === 'index') return `ALTER INDEX ${from.name} RENAME TO ${ownName(to)}`;
  return `ALTER TABLE ${from.partOf ?? ''} RENAME CONSTRAINT ${ownName(from)} TO ${ownName(to)}`;
}

/** Without table or schema, quoted where it has to be. */
function ownName({ kind, name, partOf = '' }: CatalogueDifference): string {
  if (kind === 'constraint') return name.slice(partOf.length + 1);
  return name.match(/"(?:[^"]|"")*"|[^".]+/gu)?.at(-1) ?? name;
}
