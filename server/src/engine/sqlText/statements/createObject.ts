// CREATE of what the schema knows by name only: views, sequences, functions, triggers and the like.
import type { CreateObjectSql, SqlName, SqlObjectKind } from '../parsedSql';
import { namedBy, rangeName, type StatementText } from '../statementText';
import { nodeOf, stringsOf, textOf, type SqlNode } from '../tree';
import { base } from './statement';

/** How a node names its object: a RangeVar, a list of Strings, or plain text; and the field of its table. */
interface Shape {
  readonly object: SqlObjectKind;
  readonly name: string;
  readonly form: 'range' | 'list' | 'text';
  readonly on?: string;
}

const SHAPES: Readonly<Record<string, Shape>> = {
  ViewStmt: { object: 'view', name: 'view', form: 'range' },
  CreateSeqStmt: { object: 'sequence', name: 'sequence', form: 'range' },
  CreateSchemaStmt: { object: 'schema', name: 'schemaname', form: 'text' },
  CreateExtensionStmt: { object: 'extension', name: 'extname', form: 'text' },
  CreateFunctionStmt: { object: 'function', name: 'funcname', form: 'list' },
  CreateTrigStmt: { object: 'trigger', name: 'trigname', form: 'text', on: 'relation' },
  CreatePolicyStmt: { object: 'policy', name: 'policy_name', form: 'text', on: 'table' },
  RuleStmt: { object: 'rule', name: 'rulename', form: 'text', on: 'relation' },
  CreateDomainStmt: { object: 'domain', name: 'domainname', form: 'list' },
  CompositeTypeStmt: { object: 'type', name: 'typevar', form: 'range' },
  CreateRangeStmt: { object: 'type', name: 'typeName', form: 'list' },
  CreatedbStmt: { object: 'database', name: 'dbname', form: 'text' },
  CreateRoleStmt: { object: 'role', name: 'role', form: 'text' },
};

function nameOf(text: StatementText, shape: Shape, node: SqlNode): SqlName | undefined {
  const value = node[shape.name];
  if (shape.form === 'range') return rangeName(text, value);
  const names = shape.form === 'list' ? stringsOf(value) : [textOf(value) ?? []].flat();
  return names.length === 0 ? undefined : namedBy(text, names, 2);
}

/** The statement; undefined when the node creates nothing of the kind. */
export function createObject(text: StatementText, tag: string, node: SqlNode): CreateObjectSql | undefined {
  const shape = Object.hasOwn(SHAPES, tag) ? SHAPES[tag] : undefined;
  if (shape === undefined) return undefined;
  return {
    ...base(text),
    kind: 'createObject',
    object: node['is_procedure'] === true ? 'procedure' : shape.object,
    name: nameOf(text, shape, node),
    on: shape.on === undefined ? undefined : rangeName(text, node[shape.on]),
    ifNotExists: node['if_not_exists'] === true,
    orReplace: node['replace'] === true,
  };
}

/** CREATE MATERIALIZED VIEW is a CreateTableAsStmt. */
export function createMaterializedView(text: StatementText, node: SqlNode): CreateObjectSql {
  return {
    ...base(text),
    kind: 'createObject',
    object: 'materializedView',
    name: rangeName(text, nodeOf(node['into'])['rel']),
    on: undefined,
    ifNotExists: node['if_not_exists'] === true,
    orReplace: false,
  };
}
