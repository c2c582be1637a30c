// Constraints and indexes of SQLAlchemy from their constructor calls.
import type { Span } from '../../text/span';
import type { ConstraintDefinition, ForeignKeyDefinition, IndexElement, WrittenName } from '../definition';
import { flag, known, optionalFlag, optionalText, text, writtenName } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature, type BoundArguments, type Signature } from '../interpreter/signature';
import type { SqlType } from '../sqlType';
import { isObject, textOf, type CallArguments, type ConstraintValue, type Value } from '../values';
import { attachLater } from './attachment';
import { elementOf, textOrElement } from './coerce';
import { checkOptionNames, dialectOptions, type OptionOwner } from './options';

const COMMON = 'name=None, deferrable=None, initially=None, info=None, comment=None';
const PRIMARY_KEY = parseSignature(`PrimaryKeyConstraint.__init__(*columns, ${COMMON}, **dialect_kw)`);
const UNIQUE = parseSignature(`UniqueConstraint.__init__(*columns, ${COMMON}, **dialect_kw)`);
const CHECK = parseSignature(
  'CheckConstraint.__init__(sqltext, name=None, deferrable=None, initially=None, table=None, info=None, _create_rule=None, _autoattach=True, _type_bound=False, **dialect_kw)',
);
const FOREIGN_KEY = parseSignature(
  'ForeignKey.__init__(column, _constraint=None, use_alter=False, name=None, onupdate=None, ondelete=None, deferrable=None, initially=None, link_to_name=False, match=None, info=None, comment=None, _unresolvable=False, **dialect_kw)',
);
const FOREIGN_KEY_CONSTRAINT = parseSignature(
  'ForeignKeyConstraint.__init__(columns, refcolumns, name=None, onupdate=None, ondelete=None, deferrable=None, initially=None, use_alter=False, link_to_name=False, match=None, table=None, info=None, comment=None, **dialect_kw)',
);
const EXCLUDE = parseSignature(
  'ExcludeConstraint.__init__(*elements, name=None, deferrable=None, initially=None, using=gist, where=None, ops=None, **dialect_kw)',
);
const INDEX = parseSignature(
  'Index.__init__(name, *expressions, unique=False, quote=None, info=None, **dialect_kw)',
);

/** Parts every constraint has. */
export function commonParts(
  owner: OptionOwner,
  bound: BoundArguments,
  name: WrittenName | undefined,
  span: Span,
): Pick<ConstraintDefinition, 'name' | 'deferrable' | 'initially' | 'options' | 'span' | 'comment'> {
  const options = new Map(bound.extra);
  for (const silent of ['info', 'comment', '_autoattach', 'use_alter', 'link_to_name'])
    options.delete(silent);
  checkOptionNames(options.keys(), owner);
  return {
    name,
    deferrable: optionalFlag(bound.get('deferrable'), 'deferrable'),
    initially: optionalText(bound.get('initially'), 'initially'),
    options: dialectOptions(options, span),
    span,
  };
}

/** The name of a column given as a str or as a column object. */
export function columnName(value: Value): string {
  const v = known(value);
  if (isObject(v) && v.kind === 'column') return v.definition.name;
  if (isObject(v) && v.kind === 'expression' && v.expression.kind === 'column') {
    if (v.expression.isLiteral) throw new NotKnown('SQL text as a column of a constraint is not supported');
    return v.expression.name;
  }
  return text(v, 'a column name');
}

function constraint(machine: Machine, definition: ConstraintDefinition): ConstraintValue {
  return { kind: 'constraint', definition, order: machine.nextOrder() };
}

/** PrimaryKeyConstraint(...) and UniqueConstraint(...). */
export function keyConstraint(machine: Machine, kind: 'primaryKey' | 'unique', call: CallArguments): Value {
  const bound = bindArguments(kind === 'unique' ? UNIQUE : PRIMARY_KEY, call);
  const name = writtenName(bound.get('name'), 'the constraint name');
  const columns = bound.rest.map(columnName);
  const value = constraint(machine, {
    kind,
    ...commonParts(kind === 'unique' ? 'UniqueConstraint' : 'PrimaryKeyConstraint', bound, name, call.span),
    columns,
  });
  return attachLater(value, bound.rest);
}

/** CheckConstraint(...). */
export function checkConstraint(machine: Machine, call: CallArguments): Value {
  const bound = bindArguments(CHECK, call);
  const name = writtenName(bound.get('name'), 'the constraint name');
  const condition = textOrElement(bound.get('sqltext'), 'the condition', call.span);
  const value = constraint(machine, {
    kind: 'check',
    ...commonParts('CheckConstraint', bound, name, call.span),
    condition,
  });
  return attachLater(value, [condition]);
}

/** `[schema.]table.column` split as SQLAlchemy does: the last two parts are table and column. */
function splitReference(reference: string): {
  schema: string | undefined;
  table: string;
  column: string;
} {
  const parts = reference.split('.');
  const column = parts.pop();
  const table = parts.pop();
  if (table === undefined || column === undefined)
    throw new NotKnown(`'${reference}' does not name a table and a column`);
  return { schema: parts.length === 0 ? undefined : parts.join('.'), table, column };
}

interface Reference {
  readonly schema: string | undefined;
  readonly table: string;
  readonly column: string;
  /** The type of a column that was given as an object. */
  readonly referred?: { readonly type: SqlType | undefined };
}

function referenceOf(value: Value): Reference {
  const v = known(value);
  if (isObject(v) && v.kind === 'column') {
    if (v.table === undefined) throw new NotKnown('the referred column belongs to no table');
    const { name, type } = v.definition;
    return { schema: v.table.schema, table: v.table.name, column: name, referred: { type } };
  }
  if (
    isObject(v) &&
    v.kind === 'expression' &&
    v.expression.kind === 'column' &&
    v.expression.table !== undefined
  ) {
    const { name, table, type } = v.expression;
    return { schema: table.schema, table: table.name, column: name, referred: { type } };
  }
  return splitReference(text(v, 'the referred column'));
}

function foreignKeyParts(
  owner: 'ForeignKey' | 'ForeignKeyConstraint',
  bound: BoundArguments,
  span: Span,
): Omit<ForeignKeyDefinition, 'columns' | 'referred'> {
  return {
    kind: 'foreignKey',
    ...commonParts(owner, bound, writtenName(bound.get('name'), 'the constraint name'), span),
    onDelete: optionalText(bound.get('ondelete'), 'ondelete'),
    onUpdate: optionalText(bound.get('onupdate'), 'onupdate'),
    match: optionalText(bound.get('match'), 'match'),
    useAlter: flag(bound.get('use_alter'), 'use_alter'),
  };
}

/** ForeignKey(...) inside a column. */
export function foreignKey(call: CallArguments): Value {
  const bound = bindArguments(FOREIGN_KEY, call);
  const { schema, table, column, referred } = referenceOf(bound.get('column'));
  const definition: ForeignKeyDefinition = {
    ...foreignKeyParts('ForeignKey', bound, call.span),
    columns: [],
    referred: { schema, table, columns: [column] },
  };
  return { kind: 'foreignKey', definition, ...(referred ? { referred } : {}) };
}

/** ForeignKeyConstraint([...], [...]). */
export function foreignKeyConstraint(machine: Machine, call: CallArguments): Value {
  const bound = bindArguments(FOREIGN_KEY_CONSTRAINT, call);
  const written = machine.iterate(known(bound.get('columns')), call.span);
  const columns = written.map(columnName);
  const references = machine.iterate(known(bound.get('refcolumns')), call.span).map(referenceOf);
  if (columns.length !== references.length) {
    throw new PythonError(
      'ArgumentError',
      `ForeignKeyConstraint number of constrained columns must match the number of referenced columns.`,
    );
  }
  const first = references[0];
  if (first === undefined) throw new NotKnown('the foreign key has no columns');
  if (references.some((other) => other.table !== first.table || other.schema !== first.schema)) {
    throw new NotKnown('the referred columns belong to several tables');
  }
  const value = constraint(machine, {
    ...foreignKeyParts('ForeignKeyConstraint', bound, call.span),
    columns,
    referred: {
      schema: first.schema,
      table: first.table,
      columns: references.map((reference) => reference.column),
    },
  });
  const givesTypes = references.some((reference) => reference.referred !== undefined);
  return attachLater(givesTypes ? { ...value, givesTypes } : value, written);
}

/** postgresql.ExcludeConstraint(...): `parts` names the parameters besides the elements. */
export function excludeConstraint(
  machine: Machine,
  call: CallArguments,
  signature: Signature = EXCLUDE,
): Value {
  const bound = bindArguments(signature, call);
  if (bound.get('ops') !== null)
    throw new NotKnown('the parameter ops of ExcludeConstraint is not supported');
  const elements = bound.rest.map((element) => {
    const pair = machine.iterate(known(element), call.span);
    const [subject = null, operator = null] = pair;
    const name = textOf(subject);
    return {
      expression:
        name === undefined
          ? textOrElement(subject, 'an element of the constraint', call.span)
          : ({
              kind: 'column',
              name,
              table: undefined,
              type: undefined,
              isLiteral: false,
              span: call.span,
            } as const),
      operator: text(operator, 'the operator of the constraint'),
    };
  });
  const where = bound.get('where');
  const value = constraint(machine, {
    kind: 'exclude',
    ...commonParts(
      'ExcludeConstraint',
      bound,
      writtenName(bound.get('name'), 'the constraint name'),
      call.span,
    ),
    elements,
    using: bound.has('using') ? optionalText(bound.get('using'), 'using') : undefined,
    where: where === null ? undefined : textOrElement(where, 'where', call.span),
  });
  return attachLater(value, elements);
}

/** One element of an index: a str is a column name. */
export function indexElement(value: Value, span: Span): IndexElement {
  const name = textOf(known(value));
  if (name !== undefined) return { kind: 'columnName', name };
  const element = elementOf(value, span);
  if (element === undefined) throw new NotKnown('an element of the index is not a column or SQL expression');
  return element;
}

/** sa.Index(...). */
export function index(call: CallArguments): Value {
  const bound = bindArguments(INDEX, call);
  if (bound.get('quote') !== null) throw new NotKnown('the parameter quote of an index is not supported');
  if (bound.extra.has('_table')) throw new NotKnown('the parameter _table of an index is not supported');
  checkOptionNames(bound.extra.keys(), 'Index');
  const elements = bound.rest.map((element) => indexElement(element, call.span));
  const value: Value = {
    kind: 'index',
    definition: {
      kind: 'index',
      name: writtenName(bound.get('name'), 'the index name'),
      elements,
      unique: flag(bound.get('unique'), 'unique'),
      options: dialectOptions(bound.extra, call.span),
      span: call.span,
    },
  };
  return attachLater(value, elements);
}
