// identifier-too-long: names that are cut silently by the server, or refused by SQLAlchemy.
import { defineOperationRule } from '../../rule';
import type { WrittenName } from '../../../operations/definition';
import type { Operation } from '../../../operations/operation';
import type { Span } from '../../../text/span';

/** NAMEDATALEN - 1, https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
const LIMIT = 63;

export const identifierTooLong = defineOperationRule({
  id: 'identifier-too-long',
  summary: 'PostgreSQL keeps 63 bytes of a name.',
  severity: 'error',
  dialects: ['postgresql'],
  on: ['createTable', 'addColumn', 'renameTable', 'alterColumn', 'createIndex', 'createConstraint'],
  check(operation, context, report) {
    for (const { what, name, span } of namesOf(operation)) {
      const length = bytes(name);
      if (length <= LIMIT) continue;
      report({
        span,
        message:
          `The ${what} name "${name}" has ${length} bytes. PostgreSQL keeps ${LIMIT} and cuts the rest without an error, and SQLAlchemy refuses ` +
          'index and constraint names of this length ("Identifier ... exceeds maximum length of 63 characters"). Choose a shorter one.',
      });
    }
  },
});

function* namesOf(operation: Operation): Generator<{ what: string; name: string; span: Span }> {
  // op.f() and naming conventions cut the name themselves.
  const written = (
    what: string,
    name: WrittenName | undefined,
    span: Span,
  ): { what: string; name: string; span: Span }[] =>
    name === undefined || name.isFinal ? [] : [{ what, name: name.text, span }];
  switch (operation.kind) {
    case 'createTable':
      yield { what: 'table', name: operation.table.name, span: operation.span };
      for (const item of operation.items) {
        if (item.kind === 'column') yield { what: 'column', name: item.name, span: item.span };
        else yield* written(item.kind === 'index' ? 'index' : 'constraint', item.name, item.span);
      }
      break;
    case 'addColumn':
      yield { what: 'column', name: operation.column.name, span: operation.column.span };
      break;
    case 'renameTable':
      yield { what: 'table', name: operation.newName, span: operation.span };
      break;
    case 'alterColumn':
      if (operation.newName !== undefined)
        yield { what: 'column', name: operation.newName, span: operation.span };
      break;
    case 'createIndex':
      yield* written('index', operation.index.name, operation.span);
      break;
    case 'createConstraint':
      yield* written('constraint', operation.constraint.name, operation.span);
      break;
    default:
      break;
  }
}

function bytes(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
