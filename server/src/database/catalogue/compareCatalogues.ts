// What differs between two catalogues, told once: a table that is gone is not told again for each of its columns.
import type { Catalogue, CatalogueObject } from './catalogue';

/** `added` is in the second catalogue only, `removed` in the first only; `reordered` has its columns in another order. */
export interface CatalogueDifference {
  readonly change: 'added' | 'removed' | 'changed' | 'reordered';
  readonly kind: string;
  readonly name: string;
  /** The table it belongs to, where it does. */
  readonly partOf: string | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Differences in the order of kind and name; none means that the databases hold the same. */
export function compareCatalogues(before: Catalogue, after: Catalogue): readonly CatalogueDifference[] {
  const first = byKey(before.objects);
  const second = byKey(after.objects);
  const differences: CatalogueDifference[] = [];
  for (const [key, object] of first) {
    const other = second.get(key);
    if (other === undefined) {
      if (!isImplied(object, second, first)) differences.push(difference('removed', object, undefined));
    } else if (other.definition !== object.definition) differences.push(difference('changed', object, other));
  }
  for (const [key, object] of second) {
    if (!first.has(key) && !isImplied(object, first, second))
      differences.push(difference('added', undefined, object));
  }
  differences.sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return [...differences, ...reordered(before, after)];
}

/** `- column public.users.email: text NOT NULL` and the like, one line or two for each. */
export function differenceLines({
  change,
  kind,
  name,
  before,
  after,
}: CatalogueDifference): readonly string[] {
  const line = (sign: string, text: string | undefined): string =>
    `${sign} ${kind} ${name}${text === undefined || text === '' ? '' : `: ${text}`}`;
  switch (change) {
    case 'added':
      return [line('+', after)];
    case 'removed':
      return [line('-', before)];
    case 'changed':
      return [line('-', before), line('+', after)];
    case 'reordered':
      return [`~ order of the columns of ${name}: ${before ?? ''} -> ${after ?? ''}`];
  }
}

/** Its table came or went with it. */
function isImplied(
  object: CatalogueObject,
  there: ReadonlyMap<string, CatalogueObject>,
  here: ReadonlyMap<string, CatalogueObject>,
): boolean {
  if (object.partOf === undefined) return false;
  const keys = ['table', 'foreign table', 'materialized view', 'view'].map(
    (kind) => `${kind} ${object.partOf ?? ''}`,
  );
  return keys.some((key) => here.has(key)) && !keys.some((key) => there.has(key));
}

function reordered(before: Catalogue, after: Catalogue): readonly CatalogueDifference[] {
  const found: CatalogueDifference[] = [];
  for (const [table, columns] of before.columnOrder) {
    const others = after.columnOrder.get(table);
    if (others === undefined) continue;
    const common = columns.filter((column) => others.includes(column));
    const again = others.filter((column) => columns.includes(column));
    if (common.join('\0') === again.join('\0')) continue;
    found.push({
      change: 'reordered',
      kind: 'table',
      name: table,
      partOf: undefined,
      before: common.join(', '),
      after: again.join(', '),
    });
  }
  return found;
}

function difference(
  change: 'added' | 'removed' | 'changed',
  before: CatalogueObject | undefined,
  after: CatalogueObject | undefined,
): CatalogueDifference {
  return {
    change,
    kind: before?.kind ?? after?.kind ?? '',
    name: before?.name ?? after?.name ?? '',
    partOf: before?.partOf ?? after?.partOf,
    before: before?.definition,
    after: after?.definition,
  };
}

function byKey(objects: readonly CatalogueObject[]): ReadonlyMap<string, CatalogueObject> {
  return new Map(objects.map((object) => [`${object.kind} ${object.name}`, object]));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
