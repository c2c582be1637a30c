// Follows the top-level assignments of a revision file far enough to know its four variables.
import { parseModule } from '../python/parse';
import type { Expression, Statement } from '../python/syntax';
import type { Span } from '../text/span';
import type { HeaderName, HeaderValue } from './headerValue';
import type { ModuleReader } from './metadata';
import { dottedName } from './pythonValue';

const NAMES: ReadonlySet<string> = new Set<HeaderName>([
  'revision',
  'down_revision',
  'branch_labels',
  'depends_on',
]);

/** The last value each of the four variables gets at the top level. */
export interface Assignments {
  readonly values: ReadonlyMap<HeaderName, HeaderValue>;
  /** Where the right-hand side of each stands; a value taken from a constant stands elsewhere. */
  readonly spans: ReadonlyMap<HeaderName, Span>;
  readonly hasStarImport: boolean;
}

/** Reads the statements in order, as Python would run them. */
export function readAssignments(
  body: readonly Statement[],
  readModule: ModuleReader | undefined,
): Assignments {
  const { scope, spans, hasStarImport } = readScope(body);
  const values = new Map<HeaderName, HeaderValue>();
  for (const [name, value] of scope) {
    if (isHeaderName(name)) values.set(name, readModule === undefined ? value : followed(value, readModule));
  }
  return { values, spans, hasStarImport };
}

interface Scope {
  readonly scope: ReadonlyMap<string, HeaderValue>;
  readonly spans: ReadonlyMap<HeaderName, Span>;
  readonly hasStarImport: boolean;
}

function readScope(body: readonly Statement[]): Scope {
  const scope = new Map<string, HeaderValue>();
  const spans = new Map<HeaderName, Span>();
  const assign = (target: Expression, value: Expression): void => {
    bind(target, evaluate(value, scope), scope);
    if (target.kind === 'name' && isHeaderName(target.name)) spans.set(target.name, value.span);
  };
  let hasStarImport = false;
  for (const statement of body) {
    switch (statement.kind) {
      case 'assign':
        for (const target of statement.targets) assign(target, statement.value);
        break;
      case 'annotatedAssign':
        if (statement.value !== undefined) assign(statement.target, statement.value);
        break;
      case 'augmentedAssign':
        bind(statement.target, unknown('changed after it was assigned', statement.span), scope);
        break;
      case 'import':
        for (const name of statement.names) {
          const own = name.as ?? name.name.split('.')[0] ?? '';
          scope.set(own, imported(name.as === undefined ? own : name.name, undefined, name.span));
        }
        break;
      case 'importFrom':
        for (const name of statement.names) {
          if (name.name === '*') hasStarImport = true;
          else if (statement.level > 0) scope.set(name.as ?? name.name, unknown('imported', name.span));
          else scope.set(name.as ?? name.name, imported(statement.module, name.name, name.span));
        }
        break;
      case 'delete':
        for (const target of statement.targets) if (target.kind === 'name') scope.delete(target.name);
        break;
      default:
        bindNested(statement, scope);
    }
  }
  return { scope, spans, hasStarImport };
}

const MAX_IMPORTS = 10;

/** A value that other modules of the project hold, read there; what stands in this file is the name alone. */
function followed(value: HeaderValue, readModule: ModuleReader): HeaderValue {
  if (value.kind === 'sequence') {
    return { ...value, items: value.items.map((item) => followed(item, readModule)) };
  }
  let found: HeaderValue = value;
  for (let left = MAX_IMPORTS; left > 0 && found.kind === 'unknown'; left--) {
    const next = importedValue(found.imported, readModule);
    if (next === undefined) break;
    found = next;
  }
  return found.kind === 'unknown' ? value : movedTo(found, value.span);
}

function importedValue(
  place: { readonly module: string; readonly name: string | undefined } | undefined,
  readModule: ModuleReader,
): HeaderValue | undefined {
  const source = place?.name === undefined ? undefined : readModule(place.module)?.source;
  if (place?.name === undefined || source === undefined) return undefined;
  return readScope(parseModule(source).body).scope.get(place.name);
}

function movedTo(value: HeaderValue, span: Span): HeaderValue {
  if (value.kind !== 'sequence') return { ...value, span };
  return { ...value, span, items: value.items.map((item) => movedTo(item, span)) };
}

function isHeaderName(name: string): name is HeaderName {
  return NAMES.has(name);
}

function unknown(reason: string, span: Span): HeaderValue {
  return { kind: 'unknown', reason, span };
}

function imported(module: string, name: string | undefined, span: Span): HeaderValue {
  return { kind: 'unknown', reason: `imported from ${module}`, span, imported: { module, name } };
}

/** `module.CONSTANT` of an imported module. */
function attributeValue(expression: Expression, scope: ReadonlyMap<string, HeaderValue>): HeaderValue {
  const [root = '', ...rest] = (dottedName(expression) ?? '').split('.');
  const owner = scope.get(root);
  const name = rest.at(-1);
  if (owner?.kind !== 'unknown' || owner.imported === undefined || name === undefined) {
    return unknown('computed', expression.span);
  }
  const path = [owner.imported.module, owner.imported.name ?? [], rest.slice(0, -1)].flat();
  return imported(path.join('.'), name, expression.span);
}

function bind(target: Expression, value: HeaderValue, scope: Map<string, HeaderValue>): void {
  if (target.kind === 'name') {
    scope.set(target.name, value);
    return;
  }
  if (target.kind !== 'tuple' && target.kind !== 'list') return;
  const items =
    value.kind === 'sequence' && value.items.length === target.elements.length ? value.items : undefined;
  target.elements.forEach((element, index) => {
    bind(element, items?.[index] ?? unknown('unpacked from a value that cannot be read', value.span), scope);
  });
}

/** Whatever a compound statement may assign is not known afterwards. */
function bindNested(statement: Statement, scope: Map<string, HeaderValue>): void {
  const nested = (bodies: readonly (readonly Statement[])[]): void => {
    for (const inner of bodies.flat()) {
      if (inner.kind === 'assign') {
        for (const target of inner.targets)
          bind(target, unknown('assigned under a condition', inner.span), scope);
      } else if (inner.kind === 'annotatedAssign' || inner.kind === 'augmentedAssign') {
        bind(inner.target, unknown('assigned under a condition', inner.span), scope);
      } else if (inner.kind === 'importFrom' || inner.kind === 'import') {
        for (const name of inner.names) scope.set(name.as ?? name.name, unknown('imported', name.span));
      } else bindNested(inner, scope);
    }
  };
  switch (statement.kind) {
    case 'if':
    case 'while':
      nested([statement.body, statement.orElse]);
      return;
    case 'for':
      bind(statement.target, unknown('the variable of a loop', statement.target.span), scope);
      nested([statement.body, statement.orElse]);
      return;
    case 'with':
      nested([statement.body]);
      return;
    case 'try':
      nested([
        statement.body,
        ...statement.handlers.map((one) => one.body),
        statement.orElse,
        statement.finally,
      ]);
      return;
    case 'match':
      nested(statement.cases);
      return;
    case 'function':
    case 'class':
      scope.set(statement.name, unknown(`a ${statement.kind}`, statement.nameSpan));
      return;
    default:
  }
}

function evaluate(expression: Expression, scope: ReadonlyMap<string, HeaderValue>): HeaderValue {
  const { span } = expression;
  switch (expression.kind) {
    case 'string':
      return { kind: 'string', value: expression.value, span };
    case 'constant':
      return expression.value === null ? { kind: 'none', span } : wrongType(String(expression.value), span);
    case 'number':
      return wrongType('a number', span);
    case 'bytes':
      return wrongType('bytes', span);
    case 'dict':
      return wrongType('a dict', span);
    case 'tuple':
    case 'list':
    case 'set':
      return {
        kind: 'sequence',
        items: expression.elements.flatMap((element) => elementValues(element, scope)),
        span,
      };
    case 'name':
      return scope.get(expression.name) ?? unknown(`the name ${expression.name}`, span);
    case 'binary':
      return expression.operator === '+'
        ? add(evaluate(expression.left, scope), evaluate(expression.right, scope), span)
        : unknown('computed', span);
    case 'attribute':
      return attributeValue(expression, scope);
    case 'assignment':
      return evaluate(expression.value, scope);
    case 'call':
      return unknown('the result of a call', span);
    default:
      return unknown('computed', span);
  }
}

function elementValues(element: Expression, scope: ReadonlyMap<string, HeaderValue>): readonly HeaderValue[] {
  if (element.kind !== 'starred') return [evaluate(element, scope)];
  const value = evaluate(element.value, scope);
  return value.kind === 'sequence' ? value.items : [unknown('unpacked', element.span)];
}

function add(left: HeaderValue, right: HeaderValue, span: Span): HeaderValue {
  if (left.kind === 'string' && right.kind === 'string') {
    return { kind: 'string', value: left.value + right.value, span };
  }
  if (left.kind === 'sequence' && right.kind === 'sequence') {
    return { kind: 'sequence', items: [...left.items, ...right.items], span };
  }
  return unknown('computed', span);
}

function wrongType(what: string, span: Span): HeaderValue {
  return { kind: 'wrongType', what, span };
}
