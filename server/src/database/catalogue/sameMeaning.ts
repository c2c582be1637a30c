// Definitions that two major versions of PostgreSQL word differently: one of the two servers is asked to word both.
import type { Connection } from '../connection';
import type { Catalogue, CatalogueObject } from './catalogue';

/** Grants name roles, which belong to the server and not to the history: they are not compared. */
export function withoutGrants(catalogue: Catalogue): Catalogue {
  const compared = catalogue.objects.filter(({ kind }) => kind !== 'privileges');
  const objects = compared.map((object) => ({
    ...object,
    definition: object.definition.replace(/(?:^|,? )grants \{[^{}]*\}$/u, ''),
  }));
  return { ...catalogue, objects };
}

/**
 * The catalogue with each view worded as the server of `connection` words it, where it can: the text is that of a view
 * made there for a moment. `others` are its own objects; what is worded alike needs no question.
 */
export async function wordedBy(
  connection: Connection,
  catalogue: Catalogue,
  others: Catalogue,
): Promise<Catalogue> {
  const known = new Map(others.objects.map((object) => [`${object.kind} ${object.name}`, object.definition]));
  const objects: CatalogueObject[] = [];
  for (const object of catalogue.objects) {
    const other = known.get(`${object.kind} ${object.name}`);
    const isView = object.kind === 'view' || object.kind === 'materialized view';
    const differs = isView && other !== undefined && other !== object.definition;
    const definition = differs ? await reworded(connection, object.definition) : undefined;
    objects.push(definition === undefined ? object : { ...object, definition });
  }
  return { ...catalogue, objects };
}

async function reworded(connection: Connection, definition: string): Promise<string | undefined> {
  await connection.execute('BEGIN');
  try {
    await connection.execute(`CREATE TEMPORARY VIEW retort_wording AS ${definition}`);
    await connection.execute('SET LOCAL search_path = pg_catalog');
    const { rows } = await connection.execute(
      "SELECT pg_get_viewdef(to_regclass('pg_temp.retort_wording')) AS definition",
    );
    return String(rows[0]?.['definition']);
  } catch {
    // It stands on what is not there: then it is different.
    return undefined;
  } finally {
    await connection.execute('ROLLBACK');
  }
}
