// The statements of a revision for what only the database has, in an order that works, and the way back.
import type { Drift } from './compareWithHistory';
import type { Catalogue, CatalogueObject } from '../../database/catalogue/catalogue';
import {
  alterSql,
  createSql,
  dropSql,
  isForeignKey,
  type ObjectSql,
} from '../../database/catalogue/definitionSql';

export interface DriftSql {
  /** In the order of the upgrade; a downgrade begins with the last. */
  readonly parts: readonly DriftSqlPart[];
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
  /** What cannot be written, as people name it. */
  readonly problems: readonly string[];
}

/** What makes, changes and takes back one object. */
export interface DriftSqlPart {
  readonly object: CatalogueObject;
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

/** Kinds in the order in which they can be made; foreign keys follow all of them. */
const ORDER: readonly string[] = [
  ...['schema', 'extension', 'enum', 'sequence', 'table', 'column', 'constraint', 'index'],
  ...['function', 'procedure', 'view', 'materialized view', 'trigger', 'rule', 'comment'],
];

interface Part {
  readonly object: CatalogueObject;
  readonly rank: number;
  readonly up: ObjectSql;
  readonly down: ObjectSql;
}

/** For every difference but those that only the history has. */
export function driftSql(drift: Drift): DriftSql {
  const { differences, history, database } = drift;
  const [before, after] = [history, database].map(byKey);
  const parts: Part[] = [];
  for (const { change, kind, name } of differences) {
    const now = after?.get(`${kind} ${name}`);
    if (now === undefined || change === 'removed' || change === 'reordered') continue;
    const old = before?.get(`${kind} ${name}`);
    if (old !== undefined) {
      parts.push({
        object: now,
        rank: rankOf(now),
        up: alterSql(old, now, database),
        down: alterSql(now, old, history),
      });
      continue;
    }
    parts.push(...(kind === 'sequence' ? sequence(now, drift) : [creation(now, database)]));
    if (kind === 'table') parts.push(...foreignKeys(now, database));
  }
  parts.sort((a, b) => a.rank - b.rank);
  const statements = (sql: ObjectSql): readonly string[] => ('problem' in sql ? [] : sql.statements);
  return {
    parts: parts.map(({ object, up, down }) => ({
      object,
      upgrade: statements(up),
      downgrade: statements(down),
    })),
    upgrade: parts.flatMap(({ up }) => statements(up)),
    downgrade: [...parts].reverse().flatMap(({ down }) => statements(down)),
    problems: parts.flatMap(({ up, down }) =>
      [up, down].flatMap((sql) => ('problem' in sql ? [sql.problem] : [])),
    ),
  };
}

/** The column it belongs to is made in between, and takes it along when it goes. */
function sequence(object: CatalogueObject, { differences, database }: Drift): readonly Part[] {
  const up = createSql(object, database);
  const [create = '', ...own] = 'problem' in up ? [] : up.statements;
  const owner = / owned by (.+)$/u.exec(object.definition)?.[1];
  const isOfNewColumn = differences.some(
    ({ change, kind, name }) => change === 'added' && kind === 'column' && name === owner,
  );
  if (own.length === 0) return [creation(object, database)];
  const down = isOfNewColumn ? { statements: [] } : dropSql(object);
  return [
    { object, rank: rankOf(object), up: { statements: [create] }, down },
    { object, rank: ORDER.indexOf('column') + 0.5, up: { statements: own }, down: { statements: [] } },
  ];
}

function creation(object: CatalogueObject, catalogue: Catalogue): Part {
  return { object, rank: rankOf(object), up: createSql(object, catalogue), down: dropSql(object) };
}

/** Those of a new table are made when every table is there; they go with the table, unless tables refer to each other. */
function foreignKeys(table: CatalogueObject, catalogue: Catalogue): readonly Part[] {
  return catalogue.objects
    .filter(
      ({ kind, partOf, definition }) =>
        kind === 'constraint' && partOf === table.name && isForeignKey(definition),
    )
    .map((key) => creation(key, catalogue));
}

function rankOf({ kind, definition }: CatalogueObject): number {
  if (kind === 'constraint' && isForeignKey(definition)) return ORDER.length;
  const rank = ORDER.indexOf(kind);
  return rank < 0 ? ORDER.length + 1 : rank;
}

function byKey({ objects }: Catalogue): ReadonlyMap<string, CatalogueObject> {
  return new Map(objects.map((object) => [`${object.kind} ${object.name}`, object]));
}
