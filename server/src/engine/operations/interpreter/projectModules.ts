// Modules of the project whose source is at hand: plain constants, types and functions are read from them.
import type { Value } from '../values';
import type { Interpreter } from './interpreter';
import { Scope } from './scope';

/** Modules are read this deep; what lies behind is unknown. */
const DEEPEST = 4;

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
