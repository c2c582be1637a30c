// The Python expressions of revision templates: names, text, repr(), conditions. What Mako does around them is
// makoTemplate.ts.
import { parseModule } from '../python/parse';
import type { Call, Expression } from '../python/syntax';
import { pythonQuote, pythonStrip, pythonTuple } from '../revisions/pythonText';
import { callFunction, callMethod } from './templateCalls';

/** A Python value a template can meet; `undefined` is Mako's own for a name that nobody gave. */
export type TemplateValue =
  | string
  | boolean
  | null
  | undefined
  | { readonly kind: 'tuple' | 'list'; readonly items: readonly string[] }
  | { readonly kind: 'date'; readonly text: string }
  | { readonly kind: 'module'; readonly name: 're' }
  /** Alembic's `config`: the options of the ini section. */
  | { readonly kind: 'configuration'; readonly option: (name: string) => string | undefined }
  /** Mako's `context`: all that the template is given. */
  | { readonly kind: 'context'; readonly variables: TemplateVariables };

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

/** The value of an expression that is parsed already. */
export function evaluateExpression(expression: Expression, variables: TemplateVariables): TemplateValue {
  return evaluate(expression, variables, 'of the Python block');
}

type Sequence = Extract<TemplateValue, { readonly items: readonly string[] }>;

function hasItems(value: Exclude<TemplateValue, string | boolean | null | undefined>): value is Sequence {
  return value.kind === 'tuple' || value.kind === 'list';
}

/** The items that a loop goes through; undefined for a value that has none. */
export function itemsOf(value: TemplateValue): readonly string[] | undefined {
  return typeof value === 'object' && value !== null && hasItems(value) ? value.items : undefined;
}

/** Python's truth. */
export function isTrue(value: TemplateValue): boolean {
  if (typeof value === 'object' && value !== null) return hasItems(value) ? value.items.length > 0 : true;
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
      if (typeof value === 'object' && hasItems(value)) return value.items.join(', ');
      break;
    case 'repr':
      if (value === null) return 'None';
      if (typeof value === 'boolean') return value ? 'True' : 'False';
      if (typeof value === 'string') return quote(value);
      if (!hasItems(value)) break;
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
    case 'binary': {
      // "%s_upgrades" % name
      const [format, value] = [again(expression.left), again(expression.right)];
      if (expression.operator !== '%' || typeof format !== 'string' || typeof value !== 'string') break;
      if (format.split('%s').length !== 2 || format.replace('%s', '').includes('%')) break;
      return format.split('%s').join(value);
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

/** What a call gives; undefined for one that is not known. */
function call(expression: Call, evaluateArgument: (inner: Expression) => TemplateValue): TemplateValue {
  const { function: callee } = expression;
  const plain = expression.arguments.flatMap((argument) =>
    argument.form === 'positional' ? [argument.value] : [],
  );
  if (plain.length !== expression.arguments.length) return undefined;
  const values = plain.map(evaluateArgument);
  if (callee.kind === 'name') return callFunction(callee.name, values);
  if (callee.kind !== 'attribute') return undefined;
  return callMethod(evaluateArgument(callee.object), callee.name, values);
}
