// Completion of names that exist at a point of the history: tables, columns, constraints and indexes.
import type { Module } from '../python/syntax';
import { findTable } from '../schema/lookup';
import type { Schema, SchemaTable } from '../schema/schema';
import type { Span } from '../text/span';
import { schemaNameAt, type SchemaName } from './schemaNames';

/** What an editor offers, replacing `span`. */
export interface SchemaChoices {
  readonly span: Span;
  readonly choices: readonly {
    readonly name: string;
    readonly kind: SchemaName['kind'];
    /** The table it belongs to, or how many columns a table has. */
    readonly detail: string;
  }[];
}

const inPlace = (schema: Schema, place: string | undefined): readonly SchemaTable[] =>
  [...schema.tables.values()].filter((table) => (table.schema ?? 'public') === (place ?? 'public'));

function choicesOf(schema: Schema, wanted: SchemaName): SchemaChoices['choices'] {
  const { kind } = wanted;
  const named = wanted.table === undefined ? undefined : findTable(schema, wanted.table, wanted.schema);
  const tables = wanted.table === undefined ? inPlace(schema, wanted.schema) : named ? [named] : [];
  switch (kind) {
    case 'table':
      return inPlace(schema, wanted.schema).map(({ name, columns }) => ({
        name,
        kind,
        detail: columns.map((column) => column.name).join(', '),
      }));
    case 'column':
      return (named?.columns ?? []).map(({ name, nullable }) => ({
        name,
        kind,
        detail: `${wanted.table ?? ''}${nullable ? '' : ' · NOT NULL'}`,
      }));
    case 'constraint':
      return tables.flatMap((table) =>
        table.constraints.flatMap(({ name, definition, columns }) =>
          name === undefined
            ? []
            : [{ name, kind, detail: `${definition.kind} (${columns.join(', ')}) · ${table.name}` }],
        ),
      );
    case 'index':
      return tables.flatMap((table) =>
        table.indexes.map(({ name, definition }) => ({
          name,
          kind,
          detail: `${definition.unique ? 'unique · ' : ''}${table.name}`,
        })),
      );
  }
}

/** The names that fit the string at an offset; undefined where no name of the schema is wanted. */
export function completeSchema(
  module: Module,
  source: string,
  offset: number,
  schema: Schema,
): SchemaChoices | undefined {
  const wanted = schemaNameAt(module, source, offset);
  if (!wanted) return undefined;
  const choices = choicesOf(schema, wanted).toSorted((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
  );
  return { span: wanted.span, choices };
}
