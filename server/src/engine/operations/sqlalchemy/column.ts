// sa.Column(...): positional and keyword parameters sorted as SQLAlchemy does.
import type { Span } from '../../text/span';
import type { CheckDefinition, ColumnDefinition, ForeignKeyDefinition, ServerDefault } from '../definition';
import { known, optionalText } from '../interpreter/arguments';
import { tryLiteral } from '../interpreter/literals';
import type { Machine } from '../interpreter/machine';
import { truth } from '../interpreter/operators';
import { toRepr } from '../interpreter/representation';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature, type BoundArguments } from '../interpreter/signature';
import type { SqlType } from '../sqlType';
import { isObject, textOf, type CallArguments, type Value } from '../values';
import { elementOf, serverDefault, typeOf } from './coerce';
import { instanceOf } from './customTypes';
import { checkOptionNames } from './options';

const COLUMN = parseSignature(
  'Column.__init__(*args, name=None, type_=None, autoincrement=auto, default=?, insert_default=?, doc=None, key=None, index=None, unique=None, info=None, nullable=?, onupdate=None, primary_key=False, server_default=None, server_onupdate=None, quote=None, system=False, comment=None, insert_sentinel=False, _omit_from_statements=False, _proxies=None, **dialect_kwargs)',
);

const BOTH = 'An column cannot specify both Identity and Sequence.';

interface Parts {
  serverDefault: ServerDefault | undefined;
  sequence: ColumnDefinition['sequence'];
  hasClientDefault: boolean;
  readonly constraints: (ForeignKeyDefinition | CheckDefinition)[];
}

/** Makes a column; throws NotKnown when its name or a part that shows in SQL is not known. */
export function constructColumn(machine: Machine, call: CallArguments): Value {
  const { span } = call;
  const bound = bindArguments(COLUMN, call);
  const rest = bound.rest.map((value) => instanceOf(machine, value, span));
  const name = takeName(rest, bound);
  const written = takeType(rest, instanceOf(machine, bound.get('type_'), span), span);
  const type = written ?? referredType(rest);
  const parts: Parts = {
    serverDefault: undefined,
    sequence: undefined,
    hasClientDefault: false,
    constraints: [],
  };
  if (bound.has('server_default')) parts.serverDefault = serverDefault(bound.get('server_default'), span);
  const given = bound.named.get('insert_default') ?? bound.named.get('default') ?? null;
  if (isObject(given) && given.kind === 'sequenceObject') parts.sequence = sequenceOf(given);
  else if (given !== null) parts.hasClientDefault = true;
  for (const item of rest) addItem(parts, item);
  checkUnsupported(bound, name);
  const definition: ColumnDefinition = {
    kind: 'column',
    name,
    type,
    nullable: bound.has('nullable') ? truthOf(bound.get('nullable'), 'nullable') : undefined,
    primaryKey: truthOf(bound.get('primary_key'), 'primary_key'),
    autoincrement: autoincrementOf(bound),
    hasClientDefault: parts.hasClientDefault,
    clientDefault: parts.hasClientDefault ? tryLiteral(given) : undefined,
    ...sqlDefault(given, span),
    ...onUpdateOf(known(bound.get('onupdate')), span),
    serverDefault: parts.serverDefault,
    sequence: parts.sequence,
    unique: optionalTruth(bound.get('unique'), 'unique'),
    index: optionalTruth(bound.get('index'), 'index'),
    comment: optionalText(bound.get('comment'), 'the comment'),
    constraints: parts.constraints,
    span,
  };
  return { kind: 'column', definition, table: undefined };
}

/** A Python-side default that is SQL: an INSERT that has no value prints it. */
function sqlDefault(value: Value, span: Span): Pick<ColumnDefinition, 'clientSql'> {
  const element = elementOf(value, span);
  return element === undefined ? {} : { clientSql: element };
}

/** A SELECT is printed in parentheses, other SQL as it is, and any value as a bound one. */
function onUpdateOf(value: Value, span: Span): Pick<ColumnDefinition, 'onUpdate'> {
  return value === null ? {} : { onUpdate: elementOf(value, span) ?? 'value' };
}

function takeName(rest: Value[], bound: BoundArguments): string {
  const first = rest[0];
  const keyword = optionalText(bound.get('name'), 'the column name');
  if (first === undefined) return nameOrUnknown(keyword);
  const positional = textOf(first);
  if (positional !== undefined) {
    if (keyword !== undefined) {
      throw new PythonError('ArgumentError', 'May not pass name positionally and as a keyword.');
    }
    rest.shift();
    return positional;
  }
  if (first === null) rest.shift();
  else if (isObject(first) && first.kind === 'opaque' && keyword === undefined)
    throw new NotKnown(first.reason);
  return nameOrUnknown(keyword);
}

function nameOrUnknown(name: string | undefined): string {
  if (name === undefined) throw new NotKnown('the column has no name');
  return name;
}

function takeType(rest: Value[], keyword: Value, span: Span): SqlType | undefined {
  const first = rest[0];
  const positional = first === undefined ? undefined : typeOf(first, span);
  if (positional !== undefined) {
    rest.shift();
    if (keyword !== null)
      throw new PythonError('ArgumentError', 'May not pass type_ positionally and as a keyword.');
    return positional;
  }
  if (first === null) rest.shift();
  if (keyword === null) return undefined;
  const type = typeOf(keyword, span);
  if (type === undefined) throw new NotKnown('the column type is not a SQLAlchemy type');
  return type;
}

/** A column without a type has that of the column its foreign key refers to, where that is at hand. */
function referredType(items: readonly Value[]): SqlType | undefined {
  for (const item of items) {
    if (!isObject(item) || item.kind !== 'foreignKey' || item.referred === undefined) continue;
    const { type } = item.referred;
    if (type?.kind !== 'type' || /^(?:Enum|ENUM|Boolean|BOOLEAN)$/.test(type.name))
      throw new NotKnown('the type of the referred column is not known');
    return type;
  }
  return undefined;
}

function addItem(parts: Parts, item: Value): void {
  const value = known(item);
  if (!isObject(value) || value.kind === 'typeClass' || textOf(value) !== undefined) {
    throw new PythonError(
      'ArgumentError',
      `'SchemaItem' object, such as a 'Column' or a 'Constraint' expected, got ${reprOf(value)}`,
    );
  }
  switch (value.kind) {
    case 'foreignKey':
      parts.constraints.push(value.definition);
      return;
    case 'constraint':
      if (value.definition.kind !== 'check')
        throw new NotKnown(`a ${value.definition.kind} constraint cannot stand in a column`);
      if (value.unknown !== undefined) throw new NotKnown(value.unknown);
      parts.constraints.push(value.definition);
      return;
    case 'generated':
      if (parts.serverDefault !== undefined && isGenerated(value.value)) {
        const subject =
          value.value.kind === 'identity' ? 'A column with an Identity object' : 'A generated column';
        throw new PythonError(
          'ArgumentError',
          `${subject} cannot specify a server_default or a server_onupdate argument`,
        );
      }
      if (value.value.kind === 'identity' && parts.sequence !== undefined)
        throw new PythonError('ArgumentError', BOTH);
      parts.serverDefault = value.value;
      return;
    case 'sequenceObject':
      if (parts.serverDefault?.kind === 'identity') throw new PythonError('ArgumentError', BOTH);
      parts.sequence = sequenceOf(value);
      return;
    default:
      throw new NotKnown(`a ${value.kind} as argument of a column is not supported`);
  }
}

function sequenceOf({
  name,
  schema,
  optional,
  options,
}: Extract<Value, { readonly kind: 'sequenceObject' }>): ColumnDefinition['sequence'] {
  return { name, schema, optional, options };
}

function isGenerated({ kind }: ServerDefault): boolean {
  return kind === 'identity' || kind === 'computed';
}

function reprOf(value: Value): string {
  if (isObject(value) && value.kind === 'typeClass') {
    if (value.module !== 'sqlalchemy')
      throw new NotKnown(`a ${value.name} as argument of a column is not supported`);
    return `<class 'sqlalchemy.sql.sqltypes.${value.name}'>`;
  }
  return toRepr(value);
}

function checkUnsupported(bound: BoundArguments, name: string): void {
  const key = optionalText(bound.get('key'), 'key');
  if (key !== undefined && key !== name) throw new NotKnown('the parameter key of a column is not supported');
  if (truth(bound.get('insert_sentinel')) !== false || truth(bound.get('_omit_from_statements')) !== false)
    throw new NotKnown('columns that statements leave out are not supported');
  if (bound.get('quote') !== null) throw new NotKnown('the parameter quote of a column is not supported');
  if (bound.get('system') !== null && bound.get('system') !== false)
    throw new NotKnown('system columns are not supported');
  checkOptionNames(bound.extra.keys(), 'Column');
  for (const option of bound.extra.keys()) {
    if (option.startsWith('sqlite_')) throw new NotKnown(`the option ${option} of a column is not supported`);
  }
}

function truthOf(value: Value, what: string): boolean {
  const result = truth(known(value));
  if (result === undefined) throw new NotKnown(`the value of ${what} is not known`);
  return result;
}

function optionalTruth(value: Value, what: string): boolean | undefined {
  return known(value) === null ? undefined : truthOf(value, what);
}

function autoincrementOf(bound: BoundArguments): ColumnDefinition['autoincrement'] {
  if (!bound.has('autoincrement')) return 'auto';
  const value = known(bound.get('autoincrement'));
  if (value === 'auto' || value === 'ignore_fk') return value;
  return truthOf(value, 'autoincrement');
}
