// Completion of tables, columns, constraints and indexes that exist at that point of the history.
import { CompletionItemKind } from 'vscode-languageserver';
import { completeSchema, type SchemaName } from '../../engine/index';
import { toRange } from '../convert';
import { schemaCursor } from '../schemaCursor';
import type { CompletionSource } from './completion';

const KINDS: Readonly<Record<SchemaName['kind'], CompletionItemKind>> = {
  table: CompletionItemKind.Struct,
  column: CompletionItemKind.Field,
  constraint: CompletionItemKind.Property,
  index: CompletionItemKind.Value,
};

export const completeSchemaName: CompletionSource = (_session, cursor) => {
  const { project, path, offset, lines } = cursor;
  const schema = schemaCursor(cursor)?.schema;
  if (schema === undefined) return undefined;
  const { workspace } = project;
  const found = completeSchema(workspace.module(path), workspace.text(path) ?? '', offset, schema);
  if (found === undefined) return undefined;
  const range = toRange(found.span, lines);
  const items = found.choices.map(({ name, kind, detail }) => ({
    label: name,
    kind: KINDS[kind],
    detail,
    textEdit: { range, newText: name },
  }));
  return { items, isIncomplete: false };
};
