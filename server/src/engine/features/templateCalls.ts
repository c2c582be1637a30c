// The functions and methods that expressions of revision templates call: those of text, of Alembic's configuration, of
// Mako's context, and re.split.
import { pythonStrip } from '../revisions/pythonText';
import { TemplateRefusal, textOf, type TemplateValue } from './templateExpression';

type Values = readonly TemplateValue[];

/** repr(x), str(x), comma(x); undefined for any other function. */
export function callFunction(name: string, values: Values): TemplateValue {
  if (values.length !== 1 || (name !== 'repr' && name !== 'str' && name !== 'comma')) return undefined;
  return textOf(name, values[0]);
}

/** The answer of a method; undefined for one that is not known. */
export function callMethod(target: TemplateValue, name: string, values: Values): TemplateValue {
  if (typeof target === 'string') return callTextMethod(target, name, values);
  if (typeof target !== 'object' || target === null) return undefined;
  const [first, second] = values;
  if (target.kind === 'configuration' && name === 'get_main_option' && typeof first === 'string') {
    if (values.length > 2) return undefined;
    return target.option(first) ?? second ?? null;
  }
  if (target.kind === 'context' && name === 'get' && typeof first === 'string' && values.length <= 2) {
    const known = target.variables.get(first);
    if (known !== undefined) return known;
    // Other names could be Python's own, which Mako's context has too. These come from autogenerate only.
    return /(?:up|down)grades$/.test(first) ? (second ?? null) : undefined;
  }
  if (target.kind === 'module' && name === 'split' && values.length === 2)
    return splitByPattern(first, second);
  return undefined;
}

function callTextMethod(target: string, name: string, values: Values): TemplateValue {
  const [first, second] = values;
  const isAscii = /^[\x20-\x7e]*$/.test(target);
  if (values.length === 0) {
    if (name === 'strip') return pythonStrip(target);
    if (name === 'lower' && isAscii) return target.toLowerCase();
    if (name === 'upper' && isAscii) return target.toUpperCase();
    return name === 'split' && isAscii ? list(target.split(' ').filter((part) => part !== '')) : undefined;
  }
  if (name === 'replace' && values.length === 2 && typeof first === 'string' && typeof second === 'string') {
    return target.split(first).join(second);
  }
  if (name === 'split' && values.length === 1 && typeof first === 'string' && first !== '') {
    return list(target.split(first));
  }
  if (name === 'join' && values.length === 1 && typeof first === 'object' && first !== null) {
    return first.kind === 'tuple' || first.kind === 'list' ? first.items.join(target) : undefined;
  }
  return undefined;
}

/** re.split for patterns without groups that mean the same to both languages on plain text. */
function splitByPattern(pattern: TemplateValue, text: TemplateValue): TemplateValue {
  if (typeof pattern !== 'string' || typeof text !== 'string') return undefined;
  if (!/^(?:[\w ,;:|]|\\[swd.,;|])[*+?]?(?:(?:[\w ,;:]|\\[swd.,;|])[*+?]?)*$/.test(pattern)) return undefined;
  if (!/^[\t\n\r\x20-\x7e]*$/.test(text)) return undefined;
  const expression = new RegExp(pattern);
  // A pattern that matches nothing at all splits between letters in Python and not here.
  if (expression.test('')) throw new TemplateRefusal(`the pattern '${pattern}' also matches nothing`);
  return list(text.split(expression));
}

function list(items: readonly string[]): TemplateValue {
  return { kind: 'list', items };
}
