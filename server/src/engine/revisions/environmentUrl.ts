// How the address of the database gets through env.py: taken as it is from sqlalchemy.url or from a variable, or changed on
// the way. Which database is meant is other people's business.
import { descendants } from '../python/find';
import type { Call, Expression, FunctionDefinition, Module } from '../python/syntax';
import { isEntry } from './environmentPieces';
import { dottedName, isContextCall, keyword } from './pythonValue';

/** What is known of it; where nothing is, both are empty. */
export interface UrlReading {
  /** A text with `postgres:` is in it: old URLs are mended there. */
  readonly mendsScheme: boolean;
  /** Both modes take sqlalchemy.url of the ini file as it stands, unless a variable is set. */
  readonly takesIni: boolean;
  /** Variables that a URL is taken from as it stands. */
  readonly variables: readonly string[];
}

const URL_OPTION = 'sqlalchemy.url';
const MAKERS = /(?:^|\.)create_(?:async_)?engine$/u;
const FROM_SECTION = /(?:^|\.)(?:async_)?engine_from_config$/u;

/** Reads all of env.py, the functions that may not be called as well. */
export function readUrl(module: Module): UrlReading {
  const nodes = descendants(module);
  const mendsScheme = nodes.some(
    (node) => node.kind === 'string' && /^\^?postgres(?:\+|:|$)/u.test(node.value),
  );
  const sources = new Sources(module);
  const given = nodes.flatMap((node) => {
    if (node.kind === 'call') return givenTo(node);
    if (node.kind === 'assign' && node.targets.some(isUrlItem)) return [node.value];
    if (node.kind === 'dict')
      return node.entries.flatMap(({ key, value }) =>
        key?.kind === 'string' && key.value === URL_OPTION ? [value] : [],
      );
    return [];
  });
  const found = given.map((one) => sources.of(one));
  const isFromSection = nodes.some(
    (node) => node.kind === 'call' && FROM_SECTION.test(dottedName(node.function) ?? ''),
  );
  const isOffline = nodes.some(
    (node) => node.kind === 'call' && isContextCall(node, 'configure') && keyword(node, 'url') !== undefined,
  );
  const takesIni =
    isFromSection &&
    isOffline &&
    module.body.some(isEntry) &&
    found.every((one) => one?.kind === 'ini' || one?.hasDefault === false);
  const variables = found.flatMap((one) => (one?.kind === 'variable' ? [one.name] : []));
  return { mendsScheme, takesIni, variables: [...new Set(variables)] };
}

/** The expressions that become the URL by a call. */
function givenTo(call: Call): readonly Expression[] {
  const name = dottedName(call.function) ?? '';
  const [first, second, third] = call.arguments.map(({ value }) => value);
  if (name.endsWith('.set_main_option') && isUrlOption(first)) return second === undefined ? [] : [second];
  if (name.endsWith('.set_section_option') && isUrlOption(second)) return third === undefined ? [] : [third];
  const url = keyword(call, 'url')?.value;
  if (MAKERS.test(name)) return first === undefined ? [] : [url ?? first];
  // A dialect by name needs no URL, and which of the two counts is not read.
  if (isContextCall(call, 'configure') && keyword(call, 'dialect_name') !== undefined) return [call];
  if (FROM_SECTION.test(name) || isContextCall(call, 'configure')) return url === undefined ? [] : [url];
  return [];
}

function isUrlOption(expression: Expression | undefined): boolean {
  return expression?.kind === 'string' && expression.value === URL_OPTION;
}

function isUrlItem(target: Expression): boolean {
  return target.kind === 'subscript' && isUrlOption(target.index);
}

type Source =
  | { readonly kind: 'ini' }
  /** `hasDefault`: something else is taken where it is not set. */
  | { readonly kind: 'variable'; readonly name: string; readonly hasDefault: boolean };

/** Where a text comes from, through names and functions of env.py; undefined where it is changed or not known. */
class Sources {
  readonly #module: Module;
  readonly #functions: readonly FunctionDefinition[];

  constructor(module: Module) {
    this.#module = module;
    this.#functions = descendants(module).filter((node) => node.kind === 'function');
  }

  of(expression: Expression, depth = 0): Source | undefined {
    if (depth > 8) return undefined;
    if (expression.kind === 'name') {
      const scope = this.#scopeOf(expression);
      const own = scope === undefined ? [] : this.#assigned(expression.name, scope);
      return this.#common(own.length > 0 ? own : this.#assigned(expression.name, undefined), depth);
    }
    if (expression.kind === 'subscript')
      return /^(?:os\.)?environ$/u.test(dottedName(expression.object) ?? '')
        ? variable(expression.index, false)
        : undefined;
    if (expression.kind !== 'call') return undefined;
    const name = dottedName(expression.function) ?? '';
    const [first] = expression.arguments;
    if (/^(?:os\.)?(?:environ\.get|getenv)$/u.test(name))
      return variable(first?.value, expression.arguments.length > 1);
    if (/^(?:context\.)?config\.get_main_option$/u.test(name))
      return expression.arguments.length === 1 && isUrlOption(first?.value) ? { kind: 'ini' } : undefined;
    if (name === 'str' && first !== undefined) return this.of(first.value, depth + 1);
    if (isPercentEscape(expression)) return this.of(expression.function.object, depth + 1);
    const called =
      expression.arguments.length === 0 ? this.#functions.find((one) => one.name === name) : undefined;
    if (called === undefined) return undefined;
    const returned = descendants(called).flatMap((node) =>
      node.kind === 'return' && node.value !== undefined ? [node.value] : [],
    );
    return this.#common(returned, depth);
  }

  /** The innermost function around a place. */
  #scopeOf({ span }: Expression): FunctionDefinition | undefined {
    return this.#functions.findLast((one) => one.span.start <= span.start && span.end <= one.span.end);
  }

  /** What a name is set to in a function, or outside of all. */
  #assigned(name: string, scope: FunctionDefinition | undefined): readonly Expression[] {
    return descendants(scope ?? this.#module).flatMap((node) =>
      node.kind === 'assign' &&
      node.targets.some((target) => target.kind === 'name' && target.name === name) &&
      this.#scopeOf(node.value) === scope
        ? [node.value]
        : [],
    );
  }

  /** What all of them are. */
  #common(values: readonly Expression[], depth: number): Source | undefined {
    const [first, ...others] = values.map((value) => this.of(value, depth + 1));
    return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
  }
}

function variable(index: Expression | undefined, hasDefault: boolean): Source | undefined {
  return index?.kind === 'string' ? { kind: 'variable', name: index.value, hasDefault } : undefined;
}

/** `text.replace("%", "%%")`, without which configparser refuses it. */
function isPercentEscape(
  call: Call,
): call is Call & { readonly function: Extract<Expression, { readonly kind: 'attribute' }> } {
  const [from, to] = call.arguments.map(({ value }) => value);
  return (
    call.function.kind === 'attribute' &&
    call.function.name === 'replace' &&
    from?.kind === 'string' &&
    from.value === '%' &&
    to?.kind === 'string' &&
    to.value === '%%'
  );
}
