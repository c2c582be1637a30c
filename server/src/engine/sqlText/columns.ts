// A column of CREATE TABLE or ADD COLUMN, as sa.Column would define it.
import type {
  CheckDefinition,
  ColumnDefinition,
  ConstraintDefinition,
  ForeignKeyDefinition,
  ServerDefault,
} from '../operations/definition';
import type { Literal } from '../operations/literal';
import { columnConstraintNodes, constraint, withAttribute } from './constraints';
import { behindWord, inBrackets, textExpression } from './expressions';
import { tokenIndex, upToComma, type StatementText } from './statementText';
import { listOf, nodeOf, stringsOf, tagged, textOf, type SqlNode } from './tree';
import { isSerial, sqlType } from './types';

/** The options of an identity by SQLAlchemy's names. */
const SEQUENCE_OPTIONS: Readonly<Record<string, string>> = {
  start: 'start',
  increment: 'increment',
  minvalue: 'minvalue',
  maxvalue: 'maxvalue',
  cache: 'cache',
  cycle: 'cycle',
};

/** GENERATED ... AS IDENTITY. */
export function identity(node: SqlNode, span: ColumnDefinition['span']): ServerDefault {
  const options: Record<string, Literal> = { always: node['generated_when'] === 'a' };
  for (const item of listOf(node['options'])) {
    const [, element] = tagged(item);
    const key = SEQUENCE_OPTIONS[textOf(element['defname']) ?? ''];
    const [tag, value] = tagged(element['arg']);
    if (key === undefined) continue;
    if (tag === 'Integer') options[key] = integerOf(value['ival']);
    else if (tag === 'Float') options[key] = integerOf(value['fval']);
    else if (tag === 'Boolean') options[key] = value['boolval'] === true;
  }
  return { kind: 'identity', options, span };
}

function integerOf(value: unknown): bigint {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))
    ? BigInt(value)
    : 0n;
}

/** What the Constraint node says about the value of the column; undefined when it is about something else. */
function defaultOf(text: StatementText, node: SqlNode, limit: number): ServerDefault | undefined {
  const from = tokenIndex(text, text.at(node['location']) ?? text.span.start);
  const span = upToComma(text, from, limit);
  switch (node['contype']) {
    case 'CONSTR_DEFAULT': {
      const written = behindWord(text, 'default', from, limit) ?? span;
      return { kind: 'expression', expression: textExpression(text, written), span };
    }
    case 'CONSTR_IDENTITY':
      return identity(node, span);
    case 'CONSTR_GENERATED': {
      const inside = inBrackets(text, 'as', from) ?? span;
      const expression = textExpression(text, inside);
      return { kind: 'computed', expression, persisted: node['generated_kind'] !== 'v', span };
    }
    default:
      return undefined;
  }
}

/** A column, with the constraints that sa.Column cannot hold: named keys, deferrable ones. */
export interface SqlColumn {
  readonly column: ColumnDefinition;
  readonly constraints: readonly ConstraintDefinition[];
}

/** The column of a ColumnDef node. */
export function sqlColumn(text: StatementText, node: SqlNode): SqlColumn {
  const name = textOf(node['colname']) ?? '';
  const nodes = columnConstraintNodes(node);
  const starts = nodes.flatMap((one) => text.at(one['location']) ?? []);
  const at = text.at(node['location']);
  const from = at === undefined ? 0 : tokenIndex(text, at);
  const span = at === undefined ? text.span : upToComma(text, from);
  const collation = stringsOf(nodeOf(node['collClause'])['collname']).at(-1);
  let nullable: boolean | undefined;
  let serverDefault: ServerDefault | undefined;
  const made: ConstraintDefinition[] = [];
  for (const one of nodes) {
    const place = text.at(one['location']) ?? span.start;
    const limit = Math.min(span.end, ...starts.filter((start) => start > place));
    if (one['contype'] === 'CONSTR_NOTNULL') nullable = false;
    if (one['contype'] === 'CONSTR_NULL') nullable = true;
    serverDefault = defaultOf(text, one, limit) ?? serverDefault;
    const definition = constraint(text, one);
    const last = made.at(-1);
    if (definition) made.push(onColumn(definition, name, { start: definition.span.start, end: limit }));
    else if (last) made[made.length - 1] = withAttribute(last, one['contype']);
  }
  const inside = made.filter(
    (one): one is ForeignKeyDefinition | CheckDefinition => one.kind === 'foreignKey' || one.kind === 'check',
  );
  const key: ConstraintDefinition | undefined = made.find((one) => one.kind === 'primaryKey');
  const unique: ConstraintDefinition | undefined = made.find((one) => one.kind === 'unique');
  const isSeparate = (one: ConstraintDefinition | undefined): one is ConstraintDefinition =>
    one !== undefined && (one.name !== undefined || one.deferrable === true);
  const serial = isSerial(node['typeName']);
  const column: ColumnDefinition = {
    kind: 'column',
    name,
    type: sqlType(text, node['typeName'], collation),
    nullable: nullable ?? (serial ? false : undefined),
    primaryKey: key !== undefined && !isSeparate(key),
    autoincrement: serial,
    hasClientDefault: false,
    clientDefault: undefined,
    serverDefault,
    sequence: undefined,
    unique: unique !== undefined && !isSeparate(unique) ? true : undefined,
    index: undefined,
    comment: undefined,
    constraints: inside.map((one) => (one.kind === 'foreignKey' ? { ...one, columns: [] } : one)),
    span,
  };
  return { column, constraints: [key, unique].flatMap((one) => (isSeparate(one) ? [one] : [])) };
}

function onColumn(
  definition: ConstraintDefinition,
  name: string,
  span: ColumnDefinition['span'],
): ConstraintDefinition {
  return definition.kind === 'check' || definition.kind === 'exclude'
    ? { ...definition, span }
    : { ...definition, columns: [name], span };
}
