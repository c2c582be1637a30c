// Modules of the project whose source is at hand: plain constants, types and functions are read from them.
import { parseModule } from '../../python/parse';
import type { Module } from '../../python/syntax';
import type { Value } from '../values';
import type { Interpreter } from './interpreter';
import { Scope } from './scope';

/** Modules are read this deep; what lies behind is unknown. */
const DEEPEST = 4;

type Reader = NonNullable<Interpreter['readModule']>;

/** Trees of modules by reader and name. Every revision of a history may import the same ones. */
const TREES = new WeakMap<Reader, Map<string, { readonly source: string; readonly module: Module }>>();

function treeOf(reader: Reader, name: string, source: string): Module {
  const trees = TREES.get(reader) ?? new Map<string, { source: string; module: Module }>();
  TREES.set(reader, trees);
  const known = trees.get(name);
  if (known?.source === source) return known.module;
  const module = parseModule(source);
  trees.set(name, { source, module });
  return module;
}

/** The module as a value; undefined when its source is not at hand. */
export function projectModule(run: Interpreter, name: string): Value | undefined {
  const known = run.modules.get(name);
  if (known !== undefined) return known;
  if (run.moduleDepth >= DEEPEST) return undefined;
  const source = run.readModule?.(name);
  if (run.readModule === undefined || source === undefined) return undefined;
  const scope = new Scope(undefined, { isForeign: true, moduleName: name });
  const value: Value = { kind: 'sourceModule', name, scope };
  run.modules.set(name, value);
  run.moduleDepth++;
  run.runModule(treeOf(run.readModule, name, source).body, scope);
  run.moduleDepth--;
  return value;
}
