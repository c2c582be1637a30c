// PostgreSQL's words for kinds of objects.
import type { SqlObjectKind } from './parsedSql';

const KINDS: Readonly<Record<string, SqlObjectKind>> = {
  OBJECT_TABLE: 'table',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_INDEX: 'index',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'materializedView',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'domain',
  OBJECT_SCHEMA: 'schema',
  OBJECT_EXTENSION: 'extension',
  OBJECT_FUNCTION: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_AGGREGATE: 'function',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_POLICY: 'policy',
  OBJECT_RULE: 'rule',
  OBJECT_DATABASE: 'database',
  OBJECT_ROLE: 'role',
  OBJECT_COLUMN: 'column',
  OBJECT_TABCONSTRAINT: 'constraint',
};

/** The kind of an ObjectType of the parser. */
export function objectKind(word: unknown): SqlObjectKind {
  return (typeof word === 'string' && Object.hasOwn(KINDS, word) ? KINDS[word] : undefined) ?? 'other';
}
