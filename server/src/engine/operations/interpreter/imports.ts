// import statements: modules that are known here, modules of the project that can be read, and the rest.
import type { ImportedName, ImportFrom } from '../../python/syntax';
import { isKnownModule, moduleMember, unknownModule } from '../library/modules';
import { isObject, type Value } from '../values';
import type { Interpreter } from './interpreter';
import type { Scope } from './scope';
import { noteImport, packageOfImported, projectModule } from './projectModules';

/** `import a.b as c, d` */
export function importModules(run: Interpreter, names: readonly ImportedName[], scope: Scope): void {
  for (const { name, as } of names) {
    noteImport(run, name);
    const bound = as === undefined ? (name.split('.')[0] ?? name) : name;
    scope.assign(as ?? bound, moduleOf(run, bound));
  }
}

/** Names that SQLAlchemy had before version 2: importing them ends the file there. */
const BEFORE_VERSION_2 =
  /^sqlalchemy\.(?:engine(?:\.\w+)?\.(?:LegacyCursorResult|LegacyRow|RowProxy)|orm\.(?:comparable_property|eagerload|relation)|(?:types\.)?Binary|sql\.expression\._BindParamClause)$/;

/** `from a.b import c as d` */
export function importFrom(run: Interpreter, node: ImportFrom, scope: Scope): void {
  const path = pathOf(run, node, scope);
  if (!path.startsWith('.')) noteImport(run, path);
  for (const { name, as } of node.names) {
    if (name === '*') continue;
    if (!scope.isForeign && BEFORE_VERSION_2.test(`${path}.${name}`))
      run.assume(
        `importing the file is taken to work: SQLAlchemy has ${path}.${name} before version 2 only`,
        node.span,
        true,
      );
    scope.assign(as ?? name, member(run, path, name));
  }
}

/** The module's name; relative ones of a project module are made absolute, those of the revision keep their dots. */
function pathOf(run: Interpreter, node: ImportFrom, scope: Scope): string {
  if (node.level === 0 || scope.moduleName === undefined || scope.moduleName.startsWith('.')) {
    return '.'.repeat(node.level) + node.module;
  }
  const parts = scope.moduleName.split('.');
  const join = (base: readonly string[]): string =>
    [...base, ...(node.module === '' ? [] : [node.module])].join('.');
  // A module lies beside its neighbours; a package holds them.
  const beside = join(parts.slice(0, parts.length - node.level));
  const within = join(parts.slice(0, parts.length - node.level + 1));
  return run.readModule?.(beside) === undefined && run.readModule?.(within) !== undefined ? within : beside;
}

/** The module as a value; an unknown one is opaque. */
export function moduleOf(run: Interpreter, name: string): Value {
  if (isKnownModule(name)) return { kind: 'module', name };
  return projectModule(run, name) ?? packageOfImported(run, name) ?? unknownModule(name);
}

function member(run: Interpreter, path: string, name: string): Value {
  if (isKnownModule(path)) return moduleMember(path, name);
  const source = projectModule(run, path);
  if (source !== undefined && isObject(source) && source.kind === 'sourceModule') {
    const value = source.scope.lookup(name);
    if (value !== undefined) return value;
  }
  const innerName = path.endsWith('.') ? path + name : `${path}.${name}`;
  const inner = projectModule(run, innerName);
  if (inner !== undefined) noteImport(run, innerName);
  return inner ?? run.attribute(unknownModule(path), name, { start: 0, end: 0 });
}
