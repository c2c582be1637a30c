// Modules of the project whose source is at hand: plain constants, types and functions are read from them.
import type { Value } from '../values';
import type { Interpreter } from './interpreter';
import { Scope } from './scope';

/** Modules are read this deep; what lies behind is unknown. */
const DEEPEST = 4;

/** Notes that a module was imported, and so the packages it is in. */
export function noteImport(run: Interpreter, name: string): void {
  const parts = name.split('.');
  for (let end = 1; end <= parts.length; end++) run.imported.add(parts.slice(0, end).join('.'));
}

/** The module `name` as an attribute of its package, which it is once it was imported. */
export function submodule(run: Interpreter, name: string): Value | undefined {
  if (!run.imported.has(name) && !run.isLoaded(name)) return undefined;
  return projectModule(run, name) ?? packageOfImported(run, name);
}

/** A package whose own file is not at hand, of which a module is that was imported. */
export function packageOfImported(run: Interpreter, name: string): Value | undefined {
  const isPackage = [...run.imported].some(
    (one) => one.startsWith(`${name}.`) && projectModule(run, one) !== undefined,
  );
  if (!isPackage) return undefined;
  return { kind: 'sourceModule', name, scope: new Scope(undefined, { isForeign: true, moduleName: name }) };
}

/** The module as a value; undefined when its source is not at hand. */
export function projectModule(run: Interpreter, name: string): Value | undefined {
  const known = run.modules.get(name);
  if (known !== undefined) return known;
  if (run.moduleDepth >= DEEPEST) return undefined;
  const module = run.readModule?.(name);
  if (module === undefined) return undefined;
  const scope = new Scope(undefined, { isForeign: true, moduleName: name });
  const value: Value = { kind: 'sourceModule', name, scope };
  run.modules.set(name, value);
  run.moduleDepth++;
  run.runModule(module.body, scope);
  run.moduleDepth--;
  return value;
}
