// Which expressions of a file cannot hold a quote, whatever runs: what is written in it, and ids and times that Python makes.
import { descendants, dottedName } from '../../../python/find';
import type { SyntaxNode } from '../../../python/children';
import type { Dictionary, Expression, Module } from '../../../python/syntax';

/** True for an expression whose text is known to hold no quote. */
export type IsConstant = (value: Expression) => boolean;

/** What a name is bound to; undefined where a way to bind it is not followed. */
type Values = readonly Expression[] | undefined;

const MAKES_PLAIN_TEXT =
  /^(?:(?:uuid\.)?uuid[1345]|(?:datetime\.)?(?:(?:datetime|date)\.(?:now|utcnow|today)|datetime|date|timedelta))$|\.isoformat$/;

const PASSES_ON = /^(?:enumerate|zip|reversed|sorted|list|tuple|set)$/;

/** Scopes are disregarded: a name is constant when everything that binds it anywhere in the file is. */
export function constantsOf(module: Module): IsConstant {
  const bound = bindingsOf(module);
  const open = new Set<string>();
  const isConstant: IsConstant = (value) => {
    switch (value.kind) {
      case 'number':
      case 'constant':
        return true;
      case 'string':
        return !value.value.includes("'");
      case 'tuple':
      case 'list':
      case 'set':
        return value.elements.every(isConstant);
      case 'formattedString':
        return value.pieces.every((piece) =>
          typeof piece === 'string' ? !piece.includes("'") : isConstant(piece.expression),
        );
      case 'call': {
        if (value.function.kind === 'attribute' && value.function.name === 'compile') return true;
        const name = dottedName(value.function) ?? '';
        const [first] = value.arguments;
        if (name === 'str' && first !== undefined) return isConstant(first.value);
        if (value.function.kind === 'attribute' && value.function.name === 'strftime')
          return first !== undefined && isConstant(first.value);
        if (PASSES_ON.test(name)) return value.arguments.every((one) => isConstant(one.value));
        if (value.function.kind === 'attribute' && /^(?:items|keys|values)$/.test(value.function.name))
          return isConstant(value.function.object);
        return MAKES_PLAIN_TEXT.test(name);
      }
      case 'dict':
        return value.entries.every(
          ({ key, value: one }) => key !== undefined && isConstant(key) && isConstant(one),
        );
      case 'subscript': {
        const { index } = value;
        const places = index.kind === 'string' ? dictionariesOf(value.object, bound, 0) : undefined;
        if (places === undefined) return isConstant(value.object);
        return places.every(({ entries }) => {
          const found = entries.find(({ key }) => key?.kind === 'string' && key.value === indexText(index));
          return found !== undefined && isConstant(found.value);
        });
      }
      case 'name': {
        if (isWrittenElsewhere(value.name)) return true;
        const values = bound.get(value.name);
        if (values === undefined || open.has(value.name)) return false;
        open.add(value.name);
        const answer = values.every(isConstant);
        open.delete(value.name);
        return answer;
      }
      default:
        return isWrittenElsewhere(dottedName(value) ?? '');
    }
  };
  return isConstant;
}

/** Members of classes and names in capitals are written in code: `Status.DONE.value`, `Model.__tablename__`, `LIMIT`. */
function isWrittenElsewhere(name: string): boolean {
  const path = name.split('.');
  return path.some((part, index) =>
    index === path.length - 1 ? /^[A-Z_][A-Z0-9_]*$/.test(part) : /^_*[A-Z][A-Z0-9_]*[a-z]/.test(part),
  );
}

/** The dicts that an expression may be, written in the file; undefined where it may be something else. */
function dictionariesOf(
  value: Expression,
  bound: ReadonlyMap<string, Values>,
  depth: number,
): readonly Dictionary[] | undefined {
  if (value.kind === 'dict') return [value];
  if (depth > 5) return undefined;
  const inner =
    value.kind === 'name'
      ? bound.get(value.name)
      : value.kind === 'list' || value.kind === 'tuple'
        ? value.elements
        : undefined;
  const found = inner?.map((one) => dictionariesOf(one, bound, depth + 1)) ?? [];
  return found.length === 0 || found.includes(undefined) ? undefined : found.flatMap((one) => one ?? []);
}

function indexText(index: Expression): string | undefined {
  return index.kind === 'string' ? index.value : undefined;
}

function bindingsOf(module: Module): ReadonlyMap<string, Values> {
  const bound = new Map<string, Values>();
  const bind = (name: string, value: Expression | undefined): void => {
    const known = bound.has(name) ? bound.get(name) : [];
    bound.set(name, known === undefined || value === undefined ? undefined : [...known, value]);
  };
  // Of what is unpacked each part is constant where the whole is.
  const bindTarget = (target: Expression | undefined, value: Expression | undefined): void => {
    if (target?.kind === 'name') bind(target.name, value);
    else if (target !== undefined)
      for (const node of descendants(target)) if (node.kind === 'name') bind(node.name, value);
  };
  const nodes = descendants(module);
  // Patterns bind names that are not told.
  if (nodes.some(({ kind }) => kind === 'match')) return bound;
  for (const node of nodes) bindNode(node, bind, bindTarget);
  return bound;
}

function bindNode(
  node: SyntaxNode,
  bind: (name: string, value: Expression | undefined) => void,
  bindTarget: (target: Expression | undefined, value: Expression | undefined) => void,
): void {
  switch (node.kind) {
    case 'assign':
      for (const target of node.targets) bindTarget(target, node.value);
      break;
    case 'annotatedAssign':
    case 'assignment':
      bindTarget(node.target, node.value);
      break;
    // A loop over constants gives constants.
    case 'for':
      bindTarget(node.target, node.iterable);
      break;
    case 'augmentedAssign':
      bindTarget(node.target, undefined);
      break;
    case 'with':
      for (const { target } of node.items) bindTarget(target, undefined);
      break;
    case 'comprehension':
      for (const { target } of node.clauses) bindTarget(target, undefined);
      break;
    case 'function':
    case 'lambda':
      for (const { name } of node.parameters) bind(name, undefined);
      break;
    case 'import':
    case 'importFrom':
      for (const { name, as } of node.names) bind(as ?? name, undefined);
      break;
    case 'try':
      for (const { name } of node.handlers) if (name !== undefined) bind(name, undefined);
      break;
    default:
  }
}
