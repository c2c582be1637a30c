// The parts of a revision for what a SQLite file has. What ALTER TABLE of SQLite cannot do is a batch, which is told the whole
// table: a batch that reads it from the database would lose its checks.
import type { Drift } from './compareWithHistory';
import type { DriftPart, DriftVariant } from './driftPart';
import { executeSource } from './executeSource';
import { sqliteBatch } from './sqliteBatch';
import { columnName, columnSource, readColumn, sqliteTable, tableItems } from './sqliteTableSource';
import type { CatalogueObject } from '../../database/catalogue/catalogue';
import type { CatalogueDifference } from '../../database/catalogue/compareCatalogues';
import { pythonString, sqlName, type RevisionBody } from '../../engine/index';

type Side = 'history' | 'database';

/** Tables first; what stands on them after them. */
const ORDER: readonly string[] = ['table', 'column', 'index', 'view', 'trigger'];

/** For every difference but those that only the history has. */
export function sqliteParts(
  drift: Drift,
  body: RevisionBody,
): { readonly parts: readonly DriftPart[] } | { readonly problem: string } {
  const wanted = drift.differences.filter(({ change }) => change === 'added' || change === 'changed');
  const writer = new SqliteWriter(drift, body);
  const rebuilt = new Set(wanted.filter((one) => needsBatch(one)).flatMap(({ partOf }) => partOf ?? []));
  const parts: (DriftPart & { readonly rank: number })[] = [];
  for (const table of rebuilt) {
    const own = drift.differences.filter((one) => one.partOf === table);
    const lost = own.find(
      ({ change, kind }) => change === 'removed' && kind !== 'index' && kind !== 'trigger',
    );
    if (lost !== undefined)
      return { problem: `${lost.kind} ${lost.name} is in the history only, and the table is made anew` };
    const variants = writer.batch(table);
    if (variants.length === 0) return { problem: `the whole of table ${table} in operations` };
    parts.push({ rank: 0.5, object: `table ${table}`, table, variants });
  }
  for (const difference of wanted) {
    const { kind, name, partOf } = difference;
    const isInBatch = (kind === 'column' || kind === 'constraint') && rebuilt.has(partOf ?? '');
    // A table that is made anew gets its indexes and triggers with it.
    if (isInBatch || (rebuilt.has(partOf ?? '') && kind !== 'view')) continue;
    const variants = writer.variants(difference);
    if (variants.length === 0) return { problem: `${kind} ${name}` };
    const table = kind === 'table' ? name : partOf;
    parts.push({ rank: ORDER.indexOf(kind), object: `${kind} ${name}`, table, variants });
  }
  parts.sort((a, b) => a.rank - b.rank);
  return { parts };
}

/** What ADD COLUMN, CREATE and DROP cannot do. */
function needsBatch({ change, kind, after }: CatalogueDifference): boolean {
  if (kind === 'constraint') return true;
  if (kind !== 'column') return false;
  if (change === 'changed') return true;
  const column = readColumn({ kind, name: '', partOf: undefined, definition: after ?? '' });
  if (column === undefined || column.keyPosition > 0) return true;
  const isConstant = column.preset === undefined || !/[(]|^current_/iu.test(column.preset);
  return (
    !isConstant || (column.isRequired && (column.preset === undefined || /^null$/iu.test(column.preset)))
  );
}

class SqliteWriter {
  readonly #drift: Drift;
  readonly #body: RevisionBody;

  constructor(drift: Drift, body: RevisionBody) {
    this.#drift = drift;
    this.#body = body;
  }

  variants({ change, kind, name, partOf }: CatalogueDifference): readonly DriftVariant[] {
    const { op } = this.#body.names;
    const drop = this.#execute(`DROP ${kind.toUpperCase()} ${sqlName(name)}`);
    switch (kind) {
      case 'table': {
        if (change === 'changed') return [];
        const downgrade = [this.#styled(`${op}.drop_table(${pythonString(name)})`)];
        const typed = this.#createTable(name);
        const sql = this.#text('database', name);
        const rest = this.#belongings('database', name);
        return [...(typed === undefined ? [] : [[typed]]), ...(sql === undefined ? [] : [[sql]])].map(
          (create) => ({
            upgrade: [...create, ...rest],
            downgrade,
          }),
        );
      }
      case 'column':
        return this.#addColumn(partOf ?? '', name);
      case 'index': {
        const made = this.#index('database', name);
        const before = change === 'changed' ? this.#index('history', name) : undefined;
        const dropped = this.#styled(
          `${op}.drop_index(${pythonString(name)}, table_name=${pythonString(partOf ?? '')})`,
        );
        if (made === undefined || (change === 'changed' && before === undefined)) return [];
        return [
          {
            upgrade: [...(before === undefined ? [] : [dropped]), made],
            downgrade: [dropped, ...(before === undefined ? [] : [before])],
          },
        ];
      }
      case 'view':
      case 'trigger': {
        const made = this.#text('database', name);
        const before = change === 'changed' ? this.#text('history', name) : undefined;
        if (made === undefined || (change === 'changed' && before === undefined)) return [];
        return [
          {
            upgrade: [...(before === undefined ? [] : [drop]), made],
            downgrade: [drop, ...(before === undefined ? [] : [before])],
          },
        ];
      }
      default:
        return [];
    }
  }

  /** The table made anew, with its indexes and triggers, in both directions. */
  batch(table: string): readonly DriftVariant[] {
    const [before, after] = (['history', 'database'] as const).map((side) =>
      sqliteTable(table, this.#drift[side], this.#drift.texts?.[side].get(table)),
    );
    if (before === undefined || after === undefined) return [];
    const { names, styled } = this.#body;
    const ups = sqliteBatch(before, after, names);
    const downs = sqliteBatch(after, before, names);
    return ups.slice(0, Math.min(ups.length, downs.length)).map((up, index) => ({
      upgrade: [styled(up), ...this.#belongings('database', table)],
      downgrade: [styled(downs[index] ?? ''), ...this.#belongings('history', table)],
    }));
  }

  #createTable(name: string): string | undefined {
    const { names } = this.#body;
    const table = sqliteTable(name, this.#drift.database, this.#drift.texts?.database.get(name));
    const items = table === undefined ? undefined : tableItems(table, names);
    if (items === undefined) return undefined;
    const parts = [pythonString(name), ...items];
    return this.#styled(
      `${names.op}.create_table(\n${parts.map((part) => `        ${part},\n`).join('')}    )`,
    );
  }

  #addColumn(table: string, name: string): readonly DriftVariant[] {
    const { names } = this.#body;
    const { op } = names;
    const column = this.#drift.database.objects.find(
      (object) => object.kind === 'column' && object.name === name,
    );
    if (column === undefined) return [];
    const own = columnName(column);
    const downgrade = [this.#styled(`${op}.drop_column(${pythonString(table)}, ${pythonString(own)})`)];
    const typed = columnSource(column, names);
    const sql = `ALTER TABLE ${sqlName(table)} ADD COLUMN ${sqlName(own)} ${column.definition}`;
    const typedLine =
      typed === undefined ? [] : [this.#styled(`${op}.add_column(${pythonString(table)}, ${typed})`)];
    return [...typedLine, this.#execute(sql)].map((line) => ({ upgrade: [line], downgrade }));
  }

  /** Indexes and triggers of a table. */
  #belongings(side: Side, table: string): readonly string[] {
    const own = this.#drift[side].objects.filter(
      ({ kind, partOf }) => partOf === table && (kind === 'index' || kind === 'trigger'),
    );
    const line = ({ kind, name }: CatalogueObject): string | undefined =>
      kind === 'index' ? this.#index(side, name) : this.#text(side, name);
    return own.flatMap((object) => line(object) ?? []);
  }

  #index(side: Side, name: string): string | undefined {
    const index = this.#drift[side].objects.find((object) => object.kind === 'index' && object.name === name);
    if (index?.partOf === undefined) return undefined;
    const found = /^CREATE (?<unique>UNIQUE )?INDEX [^(]+\((?<columns>[^()]+)\)$/iu.exec(
      index.definition,
    )?.groups;
    const columns = (found?.['columns'] ?? '').split(',');
    if (found === undefined || !columns.every((column) => /^\w+$/u.test(column)))
      return this.#text(side, name);
    const { op } = this.#body.names;
    const list = columns.map(pythonString).join(', ');
    const isUnique = found['unique'] === undefined ? 'False' : 'True';
    return this.#styled(
      `${op}.create_index(${pythonString(name)}, ${pythonString(index.partOf)}, [${list}], unique=${isUnique})`,
    );
  }

  /** The statement as SQLite keeps it. */
  #text(side: Side, name: string): string | undefined {
    const sql = this.#drift.texts?.[side].get(name);
    return sql === undefined ? undefined : this.#execute(sql);
  }

  #execute(sql: string): string {
    return executeSource(sql, this.#body.names.op);
  }

  #styled(code: string): string {
    return this.#body.styled(code);
  }
}
