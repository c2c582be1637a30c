// Items and paths of JSON columns: `t.c.data['a']`, `.as_string()`, `.astext`.
import type { Span } from '../../text/span';
import type { SqlExpression } from '../expression';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import type { SqlType } from '../sqlType';
import { isObject, native, textOf, type Value } from '../values';
import { toLiteral } from '../interpreter/literals';
import { isPlainType } from './customTypes';
import { wrap } from './operators';

type JsonItem = Extract<SqlExpression, { kind: 'jsonItem' }>;

/** The JSON type an item can be taken of; undefined for any other expression. */
function jsonType(element: SqlExpression): SqlType | undefined {
  if (element.kind === 'jsonItem') return element.as === 'json' ? element.type : undefined;
  if (element.kind !== 'column' || element.type?.kind !== 'type') return undefined;
  const { module, name } = element.type;
  const isJson = name === 'JSON' || name === 'JSONB';
  const isOwn = module === 'sqlalchemy' || module === 'postgresql';
  return isJson && isOwn && isPlainType(element.type) ? element.type : undefined;
}

/** `element[index]` where the element is JSON; undefined otherwise. */
export function jsonItem(element: SqlExpression, index: Value, span: Span): Value | undefined {
  const type = jsonType(element);
  if (type === undefined) return undefined;
  const isPath = isObject(index) && (index.kind === 'tuple' || index.kind === 'list');
  if (isPath && index.unknown !== undefined) throw new NotKnown(index.unknown);
  const path = isPath ? index.items.map(stepOf) : [stepOf(index)];
  if (isPath && path.length === 0) throw new NotKnown('an empty JSON path is not supported');
  return wrap({ kind: 'jsonItem', operand: element, path, isPath, type, as: 'json', span });
}

function stepOf(value: Value): string | bigint {
  const step = typeof value === 'bigint' ? value : textOf(value);
  if (step === undefined) throw new NotKnown('this index of a JSON value is not supported');
  return step;
}

const TYPES: Readonly<Record<string, string>> = {
  as_string: 'Unicode',
  as_integer: 'Integer',
  as_float: 'Float',
  as_boolean: 'Boolean',
};

const NUMERIC = parseSignature('Comparator.as_numeric(self, precision, scale, asdecimal=True)');

/** What a JSON item can be taken as; undefined for any other attribute. */
export function jsonAttribute(element: SqlExpression, name: string): Value | undefined {
  if (element.kind !== 'jsonItem' || element.as !== 'json') return undefined;
  if (name === 'astext') return asText(element);
  if (name === 'as_json') return native(name, () => wrap(element));
  if (name === 'as_numeric')
    return native(name, (_, call) => {
      const bound = bindArguments(NUMERIC, { ...call, positional: [null, ...call.positional] });
      const precision = toLiteral(bound.get('precision'));
      const scale = toLiteral(bound.get('scale'));
      return as(element, 'Numeric', { precision, scale });
    });
  const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
  return type === undefined ? undefined : native(name, () => as(element, type, {}));
}

function as(element: JsonItem, name: string, args: Extract<SqlType, { kind: 'type' }>['arguments']): Value {
  const { span } = element;
  return wrap({
    ...element,
    as: { kind: 'type', module: 'sqlalchemy', name, arguments: args, variants: {}, span },
  });
}

function asText(element: JsonItem): Value {
  if (element.type.kind === 'type' && element.type.module === 'sqlalchemy') {
    throw new PythonError(
      'AttributeError',
      "Neither 'BinaryExpression' object nor 'Comparator' object has an attribute 'astext'",
    );
  }
  return wrap({ ...element, as: 'text' });
}
