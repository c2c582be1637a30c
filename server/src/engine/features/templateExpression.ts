// The Python expressions of revision templates: names, text, repr(), conditions. What Mako does around them is
// makoTemplate.ts.
import { parseModule } from '../python/parse';
import type { Call, Expression } from '../python/syntax';
import { pythonQuote, pythonStrip, pythonTuple } from '../revisions/pythonText';

/** A Python value a template can meet; `undefined` is Mako's own for a name that nobody gave. */
export type TemplateValue =
  | string
  | boolean
  | null
  | undefined
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly string[] }
  | { readonly kind: 'date'; readonly text: string };

/** The names a template can use. */
export type TemplateVariables = ReadonlyMap<string, TemplateValue>;

/** Something the renderer does not do; the message says what, for people. */
export class TemplateRefusal extends Error {}

const UNPRINTABLE = /(?![\n\r\t])[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/** The value of an expression; throws a TemplateRefusal for what is not known here. */
export function evaluateTemplateExpression(source: string, variables: TemplateVariables): TemplateValue {
  const module = parseModule(`(${source.trim()})\n`);
  const [statement] = module.body;
  if (module.broken || module.body.length !== 1 || statement?.kind !== 'expressionStatement') {
    throw new TemplateRefusal(`the expression '${source.trim()}' cannot be read`);
  }
  return evaluate(statement.expression, variables, source.trim());
}

/** Python's truth. */
export function isTrue(value: TemplateValue): boolean {
  if (typeof value === 'object' && value !== null) return value.kind === 'date' || value.items.length > 0;
  return value !== undefined && value !== null && value !== false && value !== '';
}

/** What `str`, `repr` and the filters make of a value. */
export function textOf(name: 'str' | 'repr' | 'comma' | 'trim', value: TemplateValue): string {
  if (value === undefined)
    throw new TemplateRefusal('a name is used that `alembic revision` does not define here');
  switch (name) {
    case 'str':
      if (typeof value === 'string') return value;
      return typeof value === 'object' && value?.kind === 'date' ? value.text : textOf('repr', value);
    case 'trim':
      if (typeof value === 'string') return pythonStrip(value);
      break;
    case 'comma':
      if (value === null) return '';
      if (typeof value === 'string') return value;
      if (typeof value === 'object' && value.kind !== 'date') return value.items.join(', ');
      break;
    case 'repr':
      if (value === null) return 'None';
      if (typeof value === 'boolean') return value ? 'True' : 'False';
      if (typeof value === 'string') return quote(value);
      if (value.kind === 'date') break;
      if (value.items.some((item) => UNPRINTABLE.test(item))) break;
      return value.kind === 'tuple' ? pythonTuple(value.items) : `[${value.items.map(quote).join(', ')}]`;
  }
  throw new TemplateRefusal(`${name} of this value is not known`);
}

function quote(text: string): string {
  if (UNPRINTABLE.test(text)) throw new TemplateRefusal('repr of unprintable characters is not known');
  return pythonQuote(text);
}

function evaluate(expression: Expression, variables: TemplateVariables, source: string): TemplateValue {
  const again = (inner: Expression): TemplateValue => evaluate(inner, variables, source);
  switch (expression.kind) {
    case 'string':
      return expression.value;
    case 'constant':
      if (typeof expression.value === 'boolean' || expression.value === null) return expression.value;
      break;
    case 'name':
      if (variables.has(expression.name)) return variables.get(expression.name);
      throw new TemplateRefusal(`the name '${expression.name}' is not known`);
    case 'conditional':
      return isTrue(again(expression.test)) ? again(expression.then) : again(expression.otherwise);
    case 'boolean': {
      let value: TemplateValue = null;
      for (const operand of expression.operands) {
        value = again(operand);
        if (isTrue(value) === (expression.operator === 'or')) break;
      }
      return value;
    }
    case 'unary':
      if (expression.operator === 'not') return !isTrue(again(expression.operand));
      break;
    case 'comparison': {
      const [only, ...more] = expression.rest;
      if (only === undefined || more.length > 0) break;
      const answer = compare(again(expression.left), only.operator, again(only.right));
      if (answer !== undefined) return answer;
      break;
    }
    case 'call': {
      const value = call(expression, again);
      if (value !== undefined) return value;
      break;
    }
    default:
      break;
  }
  throw new TemplateRefusal(`the expression '${source}' is not evaluated`);
}

function compare(left: TemplateValue, operator: string, right: TemplateValue): boolean | undefined {
  const isPlain = (value: TemplateValue): boolean => value === null || typeof value === 'string';
  if (operator === 'is' || operator === 'is not') {
    if (left !== null && right !== null) return undefined;
    return (left === right) === (operator === 'is');
  }
  if ((operator !== '==' && operator !== '!=') || !isPlain(left) || !isPlain(right)) return undefined;
  return (left === right) === (operator === '==');
}

/** repr(x), str(x), comma(x), text.join(x), text.replace(a, b), text.strip(); undefined for any other call. */
function call(expression: Call, evaluateArgument: (inner: Expression) => TemplateValue): TemplateValue {
  const { function: callee } = expression;
  const plain = expression.arguments.flatMap((argument) =>
    argument.form === 'positional' ? [argument.value] : [],
  );
  if (plain.length !== expression.arguments.length) return undefined;
  const values = plain.map(evaluateArgument);
  const [first, second] = values;
  if (callee.kind === 'name') {
    const { name } = callee;
    if (values.length !== 1 || (name !== 'repr' && name !== 'str' && name !== 'comma')) return undefined;
    return textOf(name, first);
  }
  if (callee.kind !== 'attribute') return undefined;
  const target = evaluateArgument(callee.object);
  if (typeof target !== 'string') return undefined;
  if (callee.name === 'strip' && values.length === 0) return pythonStrip(target);
  if (
    callee.name === 'replace' &&
    values.length === 2 &&
    typeof first === 'string' &&
    typeof second === 'string'
  ) {
    return target.split(first).join(second);
  }
  if (callee.name === 'join' && values.length === 1 && typeof first === 'object' && first?.kind !== 'date') {
    return first?.items.join(target);
  }
  return undefined;
}
