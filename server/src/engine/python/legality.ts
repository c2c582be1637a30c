// What Python's grammar allows beyond shape: names that are no keywords, targets, the order of arguments and parameters.
// A file that breaks these does not run, so it must not be read as if it did.
import type { Argument, Expression, Parameter } from './syntax';
import type { Token } from './tokens';

const KEYWORDS = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** True for a word that cannot be a name. */
export function isKeyword(text: string): boolean {
  return KEYWORDS.has(text);
}

/** True for a token that can be a name. */
export function isIdentifier(token: Token | undefined): token is Token {
  return token?.kind === 'name' && !KEYWORDS.has(token.text);
}

/** True for what can be assigned to; broken parts are let through, as they are reported where they stand. */
export function isTarget(expression: Expression): boolean {
  switch (expression.kind) {
    case 'tuple':
    case 'list':
      return expression.elements.every(isElementTarget);
    default:
      return isSingleTarget(expression);
  }
}

function isElementTarget(expression: Expression): boolean {
  return isTarget(expression.kind === 'starred' ? expression.value : expression);
}

/** True for what can stand left of `+=` or of an annotation. */
export function isSingleTarget(expression: Expression): boolean {
  const { kind } = expression;
  return kind === 'name' || kind === 'attribute' || kind === 'subscript' || kind === 'brokenExpression';
}

/** True for arguments in an order that Python takes, no keyword twice, a bare generator alone. */
export function areArgumentsLegal(list: readonly Argument[]): boolean {
  const names = new Set<string>();
  let keywordSeen = false;
  let mappingSeen = false;
  for (const { form, name, value } of list) {
    if (form === 'keyword') {
      keywordSeen = true;
      if (name === undefined || KEYWORDS.has(name) || names.has(name)) return false;
      names.add(name);
    } else if (form === 'doubleStar') mappingSeen = true;
    else if (form === 'star') {
      if (mappingSeen) return false;
    } else if (keywordSeen || mappingSeen) return false;
    if (
      list.length > 1 &&
      value.kind === 'comprehension' &&
      isBareGenerator(value.form, value.span, value.element)
    ) {
      return false;
    }
  }
  return true;
}

/** A generator without parentheses of its own starts with its element. */
function isBareGenerator(form: string, span: Expression['span'], element: Expression): boolean {
  return form === 'generator' && span.start === element.span.start;
}

/** True for parameters with different names, defaults only at the end of the positional ones, one `*` and one `**`. */
export function areParametersLegal(list: readonly Parameter[]): boolean {
  const names = new Set(list.map((parameter) => parameter.name));
  if (names.size < list.length || list.some((parameter) => KEYWORDS.has(parameter.name))) return false;
  const positional = list.filter((parameter) => parameter.form === 'positional');
  const firstDefault = positional.findIndex((parameter) => parameter.defaultValue !== undefined);
  if (firstDefault >= 0 && positional.slice(firstDefault).some((one) => one.defaultValue === undefined)) {
    return false;
  }
  const stars = list.filter((parameter) => parameter.form === 'star');
  const mappings = list.filter((parameter) => parameter.form === 'doubleStar');
  if (stars.length > 1 || mappings.length > 1) return false;
  if ([...stars, ...mappings].some((parameter) => parameter.defaultValue !== undefined)) return false;
  return mappings.length === 0 || list.at(-1)?.form === 'doubleStar';
}
