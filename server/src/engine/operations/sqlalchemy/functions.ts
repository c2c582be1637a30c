// `sa.func.name(...)` and the module-level functions of SQLAlchemy that make expressions.
import { literalType } from './literalType';
import type { Span } from '../../text/span';
import type { SqlExpression, TextBind } from '../expression';
import { flag, known, text } from '../interpreter/arguments';
import { toLiteral } from '../interpreter/literals';
import type { Machine } from '../interpreter/machine';
import { truth } from '../interpreter/operators';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import type { SqlType } from '../sqlType';
import { isObject, textOf, type CallArguments, type Value } from '../values';
import { bound as boundValue, elementOf, operand, requiredType } from './coerce';
import { typeOfValues } from './customTypes';
import { connect, inverted, wrap } from './operators';
import { existsOperand } from './selects';

/** A type that decides how values are printed. */
function valueType(value: Value, span: Span): SqlType | undefined {
  return typeOfValues(requiredType(value, span));
}

/** `func.a.b(x, y)`. */
export function sqlFunction(names: readonly string[], call: CallArguments): Value {
  const type = valueType(call.keywords.get('type_') ?? null, call.span);
  for (const keyword of call.keywords.keys()) {
    if (keyword !== 'type_')
      throw new NotKnown(`the parameter ${keyword} of a SQL function is not supported`);
  }
  const items = call.positional.map((value) => argument(value, call.span));
  return wrap({ kind: 'function', names, arguments: items, type, span: call.span });
}

function argument(value: Value, span: Span): SqlExpression {
  if (isObject(value) && value.kind === 'table')
    throw new NotKnown('a table as argument of a SQL function is not supported');
  return operand(value, span);
}

type Build = (machine: Machine, get: (name: string) => Value, rest: readonly Value[], span: Span) => Value;

interface ExpressionFunction {
  readonly parameters: string;
  readonly build: Build;
}

const unary =
  (operator: string): Build =>
  (_, get, __, span) =>
    wrap({ kind: 'unary', operator, operand: columnOrName(get('column'), span), span });

/** order_by('name'), desc('name'): a str names a label or a column of the statement around it. */
export function columnOrName(value: Value, span: Span): SqlExpression {
  const name = textOf(known(value));
  return name === undefined ? operand(value, span) : { kind: 'nameReference', name, span };
}

function connective(operator: 'and' | 'or'): Build {
  return (machine, _, rest, span) => {
    const clauses = rest.flatMap((value) =>
      isObject(value) && value.kind === 'iterator' ? machine.iterate(value, span) : [value],
    );
    if (clauses.length === 0) throw new NotKnown(`${operator}_() without arguments is not supported`);
    return wrap(
      connect(
        operator,
        clauses.map((value) => condition(value, span)),
        span,
      ),
    );
  };
}

/** A clause of where(), and_(), or_(): Python booleans are SQL constants. */
export function condition(value: Value, span: Span): SqlExpression {
  if (typeof value === 'boolean') return { kind: 'constant', value: value ? 'true' : 'false', span };
  const plain = textOf(value);
  if (plain !== undefined) {
    throw new PythonError(
      'ArgumentError',
      `Textual SQL expression '${plain}' should be explicitly declared as text('${plain}')`,
    );
  }
  return operand(value, span);
}

function constant(value: 'null' | 'true' | 'false'): Build {
  return (_, __, ___, span) => wrap({ kind: 'constant', value, span });
}

/** text(...). */
function textExpression(value: Value, binds: readonly TextBind[], span: Span): Value {
  return wrap({ kind: 'text', text: text(value, 'the SQL text'), binds, span });
}

const caseWhens: Build = (machine, get, rest, span) => {
  const value = get('value');
  const otherwise = get('else_');
  const base = value === null ? undefined : operand(value, span);
  const whens = rest.flatMap((item): (readonly [Value, Value])[] => {
    const v = known(item);
    if (isObject(v) && v.kind === 'dict') return [...v.entries.values()];
    if (isObject(v) && v.kind === 'list') {
      throw new PythonError(
        'ArgumentError',
        'The "whens" argument to case(), when referring to a sequence of items, is now passed as a series of positional elements, rather than as a list. ',
      );
    }
    const [when, result] = machine.iterate(v, span);
    if (when === undefined || result === undefined) throw new NotKnown('a case needs pairs');
    return [[when, result]];
  });
  return wrap({
    kind: 'case',
    value: base,
    whens: whens.map(
      ([when, result]) =>
        [
          typeof when === 'boolean' && base === undefined ? condition(when, span) : operand(when, span),
          operand(result, span),
        ] as const,
    ),
    otherwise: otherwise === null ? undefined : operand(otherwise, span),
    span,
  });
};

const FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  text: { parameters: 'text', build: (_, get, __, span) => textExpression(get('text'), [], span) },
  null: { parameters: '', build: constant('null') },
  true: { parameters: '', build: constant('true') },
  false: { parameters: '', build: constant('false') },
  and_: { parameters: '*clauses', build: connective('and') },
  or_: { parameters: '*clauses', build: connective('or') },
  not_: {
    parameters: 'clause',
    build: (_, get, __, span) => wrap(inverted(operand(get('clause'), span), span)),
  },
  desc: { parameters: 'column', build: unary('desc') },
  asc: { parameters: 'column', build: unary('asc') },
  nulls_first: { parameters: 'column', build: unary('nulls first') },
  nulls_last: { parameters: 'column', build: unary('nulls last') },
  nullsfirst: { parameters: 'column', build: unary('nulls first') },
  nullslast: { parameters: 'column', build: unary('nulls last') },
  distinct: {
    parameters: 'expr',
    build: (_, get, __, span) =>
      wrap({ kind: 'unary', operator: 'distinct', operand: operand(get('expr'), span), span }),
  },
  column: {
    parameters: 'text, type_=None, is_literal=False, _selectable=None',
    build: (_, get, __, span) =>
      wrap({
        kind: 'column',
        name: text(get('text'), 'the column name'),
        table: undefined,
        type: valueType(get('type_'), span),
        isLiteral: flag(get('is_literal'), 'is_literal'),
        span,
      }),
  },
  literal_column: {
    parameters: 'text, type_=None',
    build: (_, get, __, span) =>
      wrap({
        kind: 'column',
        name: text(get('text'), 'the SQL text'),
        table: undefined,
        type: valueType(get('type_'), span),
        isLiteral: true,
        span,
      }),
  },
  literal: {
    parameters: 'value, type_=None, literal_execute=False',
    build: (_, get, __, span) => {
      const value = toLiteral(known(get('value')));
      const type = valueType(get('type_'), span) ?? literalType(value, span);
      return wrap({ kind: 'bind', value, type, isInline: false, span });
    },
  },
  cast: {
    parameters: 'expression, type_',
    build: (_, get, __, span) => wrap(castOf(get('expression'), get('type_'), span)),
  },
  case: { parameters: '*whens, value=None, else_=None', build: caseWhens },
  tuple_: {
    parameters: '*clauses, types=None',
    build: (_, __, rest, span) =>
      wrap({ kind: 'list', operator: 'tuple', items: rest.map((value) => operand(value, span)), span }),
  },
  label: {
    parameters: 'name, element, type_=None',
    build: (_, get, __, span) =>
      wrap({
        kind: 'label',
        operand: operand(get('element'), span),
        name: text(get('name'), 'the label'),
        span,
      }),
  },
  collate: {
    parameters: 'expression, collation',
    build: (_, get, __, span) =>
      wrap({
        kind: 'collate',
        operand: operand(get('expression'), span),
        collation: text(get('collation'), 'the collation'),
        span,
      }),
  },
  between: {
    parameters: 'expr, lower_bound, upper_bound, symmetric=False',
    build: (_, get, __, span) => {
      if (truth(get('symmetric')) !== false)
        throw new NotKnown('the parameter symmetric of between() is not supported');
      const items = [operand(get('lower_bound'), span), operand(get('upper_bound'), span)];
      const right = { kind: 'list', operator: 'and', items, span } as const;
      return wrap({ kind: 'binary', operator: 'between', left: operand(get('expr'), span), right, span });
    },
  },
  exists: {
    parameters: '__argument=None',
    build: (machine, get, __, span) =>
      wrap({
        kind: 'unary',
        operator: 'exists',
        operand: existsOperand(machine, get('__argument'), span),
        span,
      }),
  },
  bindparam: {
    parameters:
      'key, value=?, type_=None, unique=False, required=?, quote=None, callable_=None, expanding=False, isoutparam=False, literal_execute=False',
    build: (_, get, __, span) => ({
      kind: 'bindParameter',
      name: text(get('key'), 'the name of the parameter'),
      value: get('value'),
      type: valueType(get('type_'), span),
    }),
  },
};

const ARRAY = parseSignature('array(clauses, *, type_=None)');

/** postgresql.array([...]). */
export function arrayLiteral(machine: Machine, call: CallArguments): Value {
  const bound = bindArguments(ARRAY, call);
  const items = machine.iterate(known(bound.get('clauses')), call.span);
  const type = valueType(bound.get('type_'), call.span);
  return wrap({
    kind: 'list',
    operator: 'array',
    items: items.map((item) => operand(item, call.span)),
    ...(type === undefined ? {} : { type }),
    span: call.span,
  });
}

/** A cast; the operand may be a plain value. Throws NotKnown when the type is not known. */
export function castOf(value: Value, type: Value, span: Span): SqlExpression {
  const target = valueType(type, span);
  if (target === undefined) throw new NotKnown('the type of the cast is not known');
  return { kind: 'cast', operand: elementOf(value, span) ?? boundValue(value, span), type: target, span };
}

/** The function of that name in SQLAlchemy's namespace; undefined when it makes no expression. */
export function expressionFunction(
  name: string,
): ((machine: Machine, call: CallArguments) => Value) | undefined {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (known === undefined) return undefined;
  const signature = parseSignature(`${name}(${known.parameters})`);
  return (machine, call) => {
    const arguments_ = bindArguments(signature, call);
    if (name === 'bindparam' && truth(arguments_.get('expanding')) !== false) {
      throw new NotKnown('expanding parameters are not supported');
    }
    if (name === 'bindparam' && !arguments_.has('value')) {
      return {
        kind: 'bindParameter',
        name: text(arguments_.get('key'), 'the name of the parameter'),
        value: undefined,
        type: valueType(arguments_.get('type_'), call.span),
      };
    }
    return known.build(machine, (parameter) => arguments_.get(parameter), arguments_.rest, call.span);
  };
}
