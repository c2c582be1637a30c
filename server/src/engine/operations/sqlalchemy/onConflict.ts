// on_conflict_do_nothing() and on_conflict_do_update() of insert() from sqlalchemy.dialects.
import type { Span } from '../../text/span';
import type { OnConflict, SqlExpression, SqlStatement, TableReference } from '../expression';
import { dictionary, known, optionalText, text } from '../interpreter/arguments';
import type { Machine } from '../interpreter/machine';
import { NotKnown } from '../interpreter/signals';
import { bindArguments, parseSignature, type BoundArguments, type Signature } from '../interpreter/signature';
import { isObject, native, textOf, type CallArguments, type Value } from '../values';
import { bound, operand, textOrElement } from './coerce';

type Dialect = OnConflict['dialect'];

/** Only PostgreSQL's knows constraints by name. */
function signature(dialect: Dialect, name: string, more: string): Signature {
  const constraint = dialect === 'postgresql' ? 'constraint=None, ' : '';
  return parseSignature(`${name}(${constraint}index_elements=None, index_where=None${more})`);
}

type Insert = Extract<SqlStatement, { kind: 'insert' }>;

function element(value: Value, span: Span): SqlExpression {
  const name = textOf(known(value));
  return name === undefined
    ? operand(value, span)
    : { kind: 'column', name, table: undefined, type: undefined, isLiteral: false, span };
}

function target(
  machine: Machine,
  call: CallArguments,
  dialect: Dialect,
  given: BoundArguments,
): Omit<OnConflict, 'update'> {
  const elements = known(given.get('index_elements'));
  const where = known(given.get('index_where'));
  return {
    dialect,
    constraint:
      dialect === 'postgresql' ? optionalText(given.get('constraint'), 'the constraint') : undefined,
    elements:
      elements === null ? [] : machine.iterate(elements, call.span).map((item) => element(item, call.span)),
    elementsWhere: where === null ? undefined : textOrElement(where, 'index_where', call.span),
  };
}

function changes(value: Value, span: Span): readonly (readonly [string, SqlExpression])[] {
  const { entries, unknown } = dictionary(value, 'set_');
  if (unknown !== undefined) throw new NotKnown(unknown);
  return [...entries.values()].map(([key, item]) => [
    columnName(key),
    item === null ? { kind: 'bind', value: null, type: undefined, isInline: false, span } : bound(item, span),
  ]);
}

function columnName(key: Value): string {
  const value = known(key);
  if (isObject(value) && value.kind === 'column') return value.definition.name;
  if (isObject(value) && value.kind === 'expression' && value.expression.kind === 'column')
    return value.expression.name;
  return text(value, 'a column name');
}

const excluded = (table: TableReference): TableReference => ({ ...table, alias: 'excluded' });

/** What the insert() of a dialect has besides the methods of every insert(); undefined for any other name. */
export function conflictAttribute(insert: Insert, dialect: Dialect, name: string): Value | undefined {
  if (name === 'excluded') return { kind: 'columns', table: excluded(insert.table) };
  if (name === 'on_conflict_do_nothing') {
    return native(name, (machine, call) => {
      const onConflict = {
        ...target(machine, call, dialect, bindArguments(signature(dialect, name, ''), call)),
        update: undefined,
      };
      return { kind: 'statement', statement: { ...insert, onConflict, span: call.span } };
    });
  }
  if (name !== 'on_conflict_do_update') return undefined;
  return native(name, (machine, call) => {
    const given = bindArguments(signature(dialect, name, ', set_=None, where=None'), call);
    const where = known(given.get('where'));
    const conflict = target(machine, call, dialect, given);
    if (conflict.constraint === undefined && conflict.elements.length === 0)
      throw new NotKnown('on_conflict_do_update() needs a constraint or index_elements');
    const update = {
      values: changes(given.get('set_'), call.span),
      where: where === null ? undefined : textOrElement(where, 'where', call.span),
    };
    return {
      kind: 'statement',
      statement: { ...insert, onConflict: { ...conflict, update }, span: call.span },
    };
  });
}
