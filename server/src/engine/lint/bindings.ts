// Every name a file binds anywhere, scopes disregarded: what is neither among them nor built in is defined nowhere.
import { descendants } from '../python/find';
import type { SyntaxNode } from '../python/children';
import type { Expression, Module, Parameter } from '../python/syntax';

const KNOWN = new WeakMap<Module, ReadonlySet<string> | 'unknown'>();

/** 'unknown' where names come in by a way that cannot be read. Gathered once for a file. */
export function bindings(module: Module): ReadonlySet<string> | 'unknown' {
  const found = KNOWN.get(module) ?? gather(module);
  KNOWN.set(module, found);
  return found;
}

function gather(module: Module): ReadonlySet<string> | 'unknown' {
  const names = new Set<string>();
  const bind = (target: Expression | undefined): void => {
    if (target === undefined) return;
    if (target.kind === 'name') {
      names.add(target.name);
      return;
    }
    for (const node of descendants(target)) if (node.kind === 'name') names.add(node.name);
  };
  const parameters = (list: readonly Parameter[]): void => {
    for (const { name } of list) names.add(name);
  };
  for (const node of descendants(module)) {
    if (hidesNames(node)) return 'unknown';
    switch (node.kind) {
      case 'import':
        for (const { name, as } of node.names) names.add(as ?? name.split('.')[0] ?? name);
        break;
      case 'importFrom':
        for (const { name, as } of node.names) names.add(as ?? name);
        break;
      case 'function':
        names.add(node.name);
        parameters(node.parameters);
        break;
      case 'lambda':
        parameters(node.parameters);
        break;
      case 'class':
      case 'typeAlias':
        names.add(node.name);
        break;
      case 'assign':
        node.targets.forEach(bind);
        break;
      case 'annotatedAssign':
      case 'augmentedAssign':
      case 'assignment':
      case 'for':
        bind(node.target);
        break;
      case 'with':
        for (const { target } of node.items) bind(target);
        break;
      case 'comprehension':
        for (const { target } of node.clauses) bind(target);
        break;
      case 'try':
        for (const { name } of node.handlers) if (name !== undefined) names.add(name);
        break;
      case 'global':
      case 'nonlocal':
        node.names.forEach((name) => names.add(name));
        break;
      default:
        break;
    }
  }
  return names;
}

/** Star imports, patterns, exec() and globals() bind names that are not written down. */
function hidesNames(node: SyntaxNode): boolean {
  if (node.kind === 'match' || node.kind === 'brokenStatement' || node.kind === 'brokenExpression')
    return true;
  if (node.kind === 'importFrom') return node.names.some(({ name }) => name === '*');
  return node.kind === 'call' && node.function.kind === 'name' && HIDING.has(node.function.name);
}

const HIDING: ReadonlySet<string> = new Set(['exec', 'globals', 'locals', 'vars']);
