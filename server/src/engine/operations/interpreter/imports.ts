// import statements: modules that are known here, modules of the project that can be read, and the rest.
import type { ImportedName, ImportFrom } from '../../python/syntax';
import { isKnownModule, moduleMember, unknownModule } from '../library/modules';
import { isObject, type Value } from '../values';
import type { Interpreter } from './interpreter';
import type { Scope } from './scope';
import { projectModule } from './projectModules';

/** `import a.b as c, d` */
export function importModules(run: Interpreter, names: readonly ImportedName[], scope: Scope): void {
  for (const { name, as } of names) {
    if (as !== undefined) scope.assign(as, moduleOf(run, name));
    else {
      const root = name.split('.')[0] ?? name;
      scope.assign(root, moduleOf(run, root));
    }
  }
}

/** `from a.b import c as d` */
export function importFrom(run: Interpreter, node: ImportFrom, scope: Scope): void {
  const path = '.'.repeat(node.level) + node.module;
  for (const { name, as } of node.names) {
    if (name === '*') continue;
    scope.assign(as ?? name, member(run, path, name));
  }
}

function moduleOf(run: Interpreter, name: string): Value {
  if (isKnownModule(name)) return { kind: 'module', name };
  return projectModule(run, name) ?? unknownModule(name);
}

function member(run: Interpreter, path: string, name: string): Value {
  if (isKnownModule(path)) return moduleMember(path, name);
  const source = projectModule(run, path);
  if (source !== undefined && isObject(source) && source.kind === 'sourceModule') {
    const value = source.scope.lookup(name);
    if (value !== undefined) return value;
  }
  const inner = projectModule(run, path.endsWith('.') ? path + name : `${path}.${name}`);
  return inner ?? run.attribute(unknownModule(path), name, { start: 0, end: 0 });
}
