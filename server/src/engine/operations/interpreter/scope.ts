// Names and their values: one scope per module, function call and comprehension.
import type { ClassValue, Value } from '../values';

/** A lexical scope. `module` is the scope of the file, for `global` and for spans of other files. */
export class Scope {
  readonly #names = new Map<string, Value>();
  readonly #redirected = new Map<string, Scope>();
  readonly parent: Scope | undefined;
  readonly module: Scope;
  /** True when the source is not the revision file itself. */
  readonly isForeign: boolean;
  /** Class bodies are not visible to the functions inside them. */
  readonly isClass: boolean;

  /** The dotted name of a module of the project; undefined for the revision file. */
  readonly moduleName: string | undefined;

  /** The class and the instance of the method this is the scope of; nothing outside methods. */
  #method: readonly [ClassValue, Value] | undefined;

  constructor(
    parent: Scope | undefined,
    options: { isForeign?: boolean; isClass?: boolean; moduleName?: string } = {},
  ) {
    this.parent = parent;
    this.module = parent?.module ?? this;
    this.isForeign = options.isForeign ?? parent?.isForeign ?? false;
    this.isClass = options.isClass ?? false;
    this.moduleName = options.moduleName ?? parent?.moduleName;
  }

  /** The value of a name here or in an enclosing scope; undefined when no scope has it. */
  lookup(name: string): Value | undefined {
    // None is a value: only undefined means absent.
    const redirected = this.#redirected.get(name);
    const own = redirected === undefined ? this.#names.get(name) : redirected.lookup(name);
    if (own !== undefined) return own;
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) {
      const found = scope.isClass ? undefined : scope.#names.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Says whose method runs in this scope, and on what. */
  enterMethod(owner: ClassValue, self: Value): void {
    this.#method = [owner, self];
  }

  /** The class and the instance of the method around; empty outside methods. */
  get method(): readonly Value[] {
    return this.#method ?? this.parent?.method ?? [];
  }

  /** True when a scope, not looking at builtins, has the name. */
  has(name: string): boolean {
    return this.lookup(name) !== undefined;
  }

  assign(name: string, value: Value): void {
    const target = this.#redirected.get(name);
    if (target === undefined) this.#names.set(name, value);
    else target.assign(name, value);
  }

  remove(name: string): void {
    this.#names.delete(name);
  }

  /** `global name`. */
  useGlobal(name: string): void {
    if (this.module !== this) this.#redirected.set(name, this.module);
  }

  /** `nonlocal name`: the nearest enclosing function scope that has it. */
  useNonlocal(name: string): void {
    for (let scope = this.parent; scope !== undefined; scope = scope.parent) {
      if (scope.#names.has(name)) {
        this.#redirected.set(name, scope);
        return;
      }
    }
  }

  /** Names bound in this scope itself, in order. */
  get own(): ReadonlyMap<string, Value> {
    return this.#names;
  }
}
