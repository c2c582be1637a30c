// Python source of types, columns, constraints and indexes. `undefined` means: it cannot be written faithfully.
import { writeLiteral, writeString } from './literals';
import type { ModuleNames } from './names';
import type {
  CheckDefinition,
  ColumnDefinition,
  ConstraintDefinition,
  DialectOptions,
  ForeignKeyDefinition,
  IndexElement,
  ServerDefault,
  WrittenName,
} from '../../operations/definition';
import type { SqlExpression } from '../../operations/expression';
import type { KnownType, SqlType, TypeArgument } from '../../operations/sqlType';

/** `sa.String(length=20)`; dialect types through their dialect module where it is one the writer may import. */
export function writeType(type: SqlType, names: ModuleNames): string | undefined {
  if (type.kind === 'unknownType') return undefined;
  const prefix = modulePrefix(type, names);
  const parts = prefix === undefined ? undefined : writeTypeArguments(type, names);
  if (prefix === undefined || parts === undefined) return undefined;
  let text = `${prefix}.${type.name}(${parts.join(', ')})`;
  for (const [dialect, variant] of Object.entries(type.variants)) {
    const written = writeType(variant, names);
    if (written === undefined) return undefined;
    text += `.with_variant(${written}, ${writeString(dialect)})`;
  }
  return text;
}

function modulePrefix(type: KnownType, names: ModuleNames): string | undefined {
  if (type.module === 'sqlalchemy') return names.sa;
  return type.module === 'postgresql' ? names.postgresql : undefined;
}

function writeTypeArguments(type: KnownType, names: ModuleNames): readonly string[] | undefined {
  const positional: string[] = [];
  const keywords: string[] = [];
  for (const [key, value] of Object.entries(type.arguments)) {
    if (key === 'metadata') continue;
    const written = writeTypeArgument(key, value, names);
    if (written === undefined) return undefined;
    // Types that SQL text made have their arguments in another order than Python takes them.
    if (written !== '') (key === 'labels' || key === 'item_type' ? positional : keywords).push(written);
  }
  return [...positional, ...keywords];
}

function writeTypeArgument(key: string, value: TypeArgument, names: ModuleNames): string | undefined {
  if (typeof value === 'object' && value !== null && 'kind' in value) {
    const inner = writeType(value, names);
    if (inner === undefined) return undefined;
    return key === 'item_type' ? inner : `${key}=${inner}`;
  }
  if (key === 'labels' && typeof value === 'object' && value !== null && 'items' in value) {
    const labels = value.items.map((label) => (typeof label === 'string' ? writeString(label) : undefined));
    return labels.some((label) => label === undefined) ? undefined : labels.join(', ');
  }
  const text = writeLiteral(value);
  return text === undefined ? undefined : `${key}=${text}`;
}

/** An expression that stands as a default, condition or index element. */
export function writeExpression(expression: SqlExpression, names: ModuleNames): string | undefined {
  switch (expression.kind) {
    case 'text':
      return expression.binds.length > 0 ? undefined : `${names.sa}.text(${writeString(expression.text)})`;
    case 'constant':
      return expression.value === 'default' ? undefined : `${names.sa}.${expression.value}()`;
    case 'function': {
      const parts = expression.arguments.map((argument) => writeExpression(argument, names));
      if (parts.includes(undefined)) return undefined;
      return `${names.sa}.func.${expression.names.join('.')}(${parts.join(', ')})`;
    }
    case 'bind': {
      const value = writeLiteral(expression.value);
      return value === undefined ? undefined : `${names.sa}.literal(${value})`;
    }
    case 'column':
      if (expression.table !== undefined) return undefined;
      return `${names.sa}.${expression.isLiteral ? 'literal_column' : 'column'}(${writeString(expression.name)})`;
    default:
      return undefined;
  }
}

/** The value of `server_default=`; undefined when it cannot be written. */
export function writeServerDefault(value: ServerDefault, names: ModuleNames): string | undefined {
  switch (value.kind) {
    case 'string':
      return writeString(value.value);
    case 'expression':
      return writeExpression(value.expression, names);
    case 'identity': {
      const options = writeOptions(value.options);
      return options === undefined ? undefined : `${names.sa}.Identity(${options.join(', ')})`;
    }
    case 'computed': {
      const inner = value.expression.kind === 'text' ? writeString(value.expression.text) : undefined;
      if (inner === undefined) return undefined;
      const persisted =
        value.persisted === undefined ? '' : `, persisted=${value.persisted ? 'True' : 'False'}`;
      return `${names.sa}.Computed(${inner}${persisted})`;
    }
  }
}

/** `key=value` for plain options; undefined when one of them is not plain. */
export function writeOptions(options: DialectOptions): readonly string[] | undefined {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(options)) {
    if (typeof value === 'object' && value !== null && ('kind' in value || value.type === 'options'))
      return undefined;
    const text = writeLiteral(value);
    if (text === undefined) return undefined;
    parts.push(`${key}=${text}`);
  }
  return parts;
}

/** A constraint or index name; op.f() is kept, and `None` stands for an unnamed one. */
export function writeName(name: WrittenName | undefined, names: ModuleNames): string {
  if (name === undefined) return 'None';
  return name.isFinal ? `${names.op}.f(${writeString(name.text)})` : writeString(name.text);
}

/** `sa.Column(...)` as it was last written, with the nullability and default it has now. */
export function writeColumn(column: ColumnDefinition, names: ModuleNames): string | undefined {
  const parts: (string | undefined)[] = [writeString(column.name)];
  if (column.type !== undefined) parts.push(writeType(column.type, names));
  if (column.serverDefault?.kind === 'identity' || column.serverDefault?.kind === 'computed') {
    parts.push(writeServerDefault(column.serverDefault, names));
  }
  for (const constraint of column.constraints) parts.push(writeInlineConstraint(constraint, names));
  if (column.primaryKey) parts.push('primary_key=True');
  if (column.autoincrement !== 'auto')
    parts.push(`autoincrement=${column.autoincrement === true ? 'True' : 'False'}`);
  if (column.unique === true) parts.push('unique=True');
  if (column.index === true) parts.push('index=True');
  if (column.serverDefault?.kind === 'string' || column.serverDefault?.kind === 'expression') {
    const text = writeServerDefault(column.serverDefault, names);
    parts.push(text === undefined ? undefined : `server_default=${text}`);
  }
  if (column.nullable !== undefined) parts.push(`nullable=${column.nullable ? 'True' : 'False'}`);
  if (column.comment !== undefined) parts.push(`comment=${writeString(column.comment)}`);
  if (column.sequence !== undefined || parts.includes(undefined)) return undefined;
  return `${names.sa}.Column(${parts.join(', ')})`;
}

function writeInlineConstraint(
  constraint: ForeignKeyDefinition | CheckDefinition,
  names: ModuleNames,
): string | undefined {
  if (constraint.kind === 'check') return writeConstraint(constraint, names);
  const { schema, table, columns } = constraint.referred;
  const target = [schema, table, columns[0]].filter((part) => part !== undefined).join('.');
  return writeCall(`${names.sa}.ForeignKey`, [writeString(target), ...foreignKeyOptions(constraint, names)]);
}

/** A constraint as an argument of create_table. */
export function writeConstraint(constraint: ConstraintDefinition, names: ModuleNames): string | undefined {
  const named = constraint.name === undefined ? [] : [`name=${writeName(constraint.name, names)}`];
  switch (constraint.kind) {
    case 'primaryKey':
      return writeCall(`${names.sa}.PrimaryKeyConstraint`, [
        ...constraint.columns.map(writeString),
        ...named,
      ]);
    case 'unique': {
      const options = writeOptions(constraint.options);
      if (options === undefined) return undefined;
      const rest = [...named, ...deferral(constraint), ...options];
      return writeCall(`${names.sa}.UniqueConstraint`, [...constraint.columns.map(writeString), ...rest]);
    }
    case 'check': {
      const condition = writeCondition(constraint.condition, names);
      return condition === undefined
        ? undefined
        : writeCall(`${names.sa}.CheckConstraint`, [condition, ...named]);
    }
    case 'foreignKey': {
      const { schema, table, columns } = constraint.referred;
      const prefix = schema === undefined ? table : `${schema}.${table}`;
      const referred = columns.map((column) => writeString(`${prefix}.${column}`));
      const local = constraint.columns.map(writeString);
      return writeCall(`${names.sa}.ForeignKeyConstraint`, [
        `[${local.join(', ')}]`,
        `[${referred.join(', ')}]`,
        ...foreignKeyOptions(constraint, names),
      ]);
    }
    case 'exclude':
      return undefined;
  }
}

/** A condition: a plain string stays one, since Alembic makes text() of it. */
export function writeCondition(condition: SqlExpression, names: ModuleNames): string | undefined {
  if (condition.kind === 'text' && condition.binds.length === 0) return writeString(condition.text);
  return writeExpression(condition, names);
}

/** name, ondelete, onupdate, deferral and match of a foreign key as keyword arguments. */
export function foreignKeyOptions(constraint: ForeignKeyDefinition, names: ModuleNames): readonly string[] {
  const parts = constraint.name === undefined ? [] : [`name=${writeName(constraint.name, names)}`];
  if (constraint.onDelete !== undefined) parts.push(`ondelete=${writeString(constraint.onDelete)}`);
  if (constraint.onUpdate !== undefined) parts.push(`onupdate=${writeString(constraint.onUpdate)}`);
  parts.push(...deferral(constraint));
  if (constraint.match !== undefined) parts.push(`match=${writeString(constraint.match)}`);
  return parts;
}

function deferral(constraint: {
  deferrable: boolean | undefined;
  initially: string | undefined;
}): readonly string[] {
  const parts: string[] = [];
  if (constraint.deferrable !== undefined)
    parts.push(`deferrable=${constraint.deferrable ? 'True' : 'False'}`);
  if (constraint.initially !== undefined) parts.push(`initially=${writeString(constraint.initially)}`);
  return parts;
}

/** The list of index elements. */
export function writeIndexElements(
  elements: readonly IndexElement[],
  names: ModuleNames,
): string | undefined {
  const parts = elements.map((element) =>
    element.kind === 'columnName' ? writeString(element.name) : writeExpression(element, names),
  );
  return parts.includes(undefined) ? undefined : `[${parts.join(', ')}]`;
}

/** `name(a, b)`, or undefined when a part could not be written. */
export function writeCall(name: string, parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : `${name}(${parts.join(', ')})`;
}
