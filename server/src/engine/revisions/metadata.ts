// Follows target_metadata to the MetaData it is, through names, classes and imports, to learn its naming convention.
// What is not plain stays unknown; nothing is guessed.
import { parseModule } from '../python/parse';
import type { Call, ClassDefinition, Expression, Module, Statement } from '../python/syntax';
import { childExpressions, constantsOf, dottedName, keyword, nestedBodies, plainValue } from './pythonValue';

/**
 * Gives the source of a module of the project by its dotted name, undefined when it is not part of the project.
 * `isPackage` is true for an `__init__.py`: relative imports count from there.
 */
export type ModuleReader = (
  name: string,
) => { readonly source: string; readonly isPackage: boolean } | undefined;

/** The naming convention of a MetaData: none, a plain one, or not known and why. */
export type Convention =
  | { readonly kind: 'none' }
  | { readonly kind: 'convention'; readonly convention: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown'; readonly reason: string };

interface Place {
  readonly module: Module;
  /** Dotted name; empty for env.py. */
  readonly name: string;
  readonly isPackage: boolean;
}

type Value =
  | { readonly kind: 'expression'; readonly expression: Expression; readonly place: Place }
  | { readonly kind: 'class'; readonly definition: ClassDefinition; readonly place: Place }
  /** Something a library brings, by its full dotted name. */
  | { readonly kind: 'library'; readonly name: string };

const MAX_STEPS = 40;
const MAX_MODULES = 300;
const PLAIN_BASES: ReadonlySet<string> = new Set([
  'sqlalchemy.orm.DeclarativeBase',
  'sqlalchemy.orm.DeclarativeBaseNoMeta',
  'sqlalchemy.orm.MappedAsDataclass',
  'sqlalchemy.ext.asyncio.AsyncAttrs',
  'object',
]);

/** The convention of the metadata that `expression`, written in env.py, stands for. */
export function readConvention(
  expression: Expression,
  environment: Module,
  readModule: ModuleReader,
): Convention {
  const search = new Search(environment, readModule);
  const found = search.metadata({ kind: 'expression', expression, place: search.environment }, MAX_STEPS);
  // A convention set afterwards, on whatever object, would change the answer.
  return found.kind === 'unknown' ? found : (search.setAfterwards() ?? found);
}

class Search {
  readonly environment: Place;
  readonly #read: ModuleReader;
  readonly #modules = new Map<string, Place | undefined>();

  constructor(environment: Module, readModule: ModuleReader) {
    this.environment = { module: environment, name: '', isPackage: false };
    this.#read = readModule;
  }

  /** The convention of a value that is used as MetaData. */
  metadata(value: Value, steps: number): Convention {
    if (steps <= 0) return unknown('target_metadata leads round in a circle');
    if (value.kind === 'library') {
      return value.name === 'sqlmodel.SQLModel.metadata'
        ? { kind: 'none' }
        : unknown(`target_metadata comes from ${value.name}`);
    }
    if (value.kind === 'class') return unknown(`target_metadata is the class ${value.definition.name}`);
    const { expression, place } = value;
    switch (expression.kind) {
      case 'constant':
        return expression.value === null ? { kind: 'none' } : unknown('target_metadata is no MetaData');
      case 'list':
      case 'tuple':
        // Alembic takes no convention from a list of MetaData.
        return { kind: 'none' };
      case 'name': {
        const next = this.#name(expression.name, place);
        return next === undefined
          ? unknown(`${expression.name} is not a plain name in env.py or the project`)
          : this.metadata(next, steps - 1);
      }
      case 'attribute':
        return this.#attribute(expression.object, expression.name, place, steps - 1);
      case 'call':
        return this.#metadataCall(expression, place);
      default:
        return unknown('target_metadata is computed');
    }
  }

  #metadataCall(call: Call, place: Place): Convention {
    const made = this.#library(call.function, place);
    if (made === 'sqlalchemy.MetaData' || made === 'sqlalchemy.schema.MetaData')
      return this.#convention(call, place);
    return unknown(`target_metadata is what ${dottedName(call.function) ?? 'a call'} answers`);
  }

  /** `MetaData(naming_convention=...)`. */
  #convention(call: Call, place: Place): Convention {
    if (call.arguments.some((argument) => argument.form === 'doubleStar' || argument.form === 'star')) {
      return unknown('MetaData gets arguments that are not written out');
    }
    const argument = keyword(call, 'naming_convention');
    return argument === undefined ? { kind: 'none' } : this.#dictionary(argument.value, place, MAX_STEPS);
  }

  #dictionary(expression: Expression, place: Place, steps: number): Convention {
    if (expression.kind === 'constant' && expression.value === null) return { kind: 'none' };
    if (expression.kind === 'name' && steps > 0) {
      const next = this.#name(expression.name, place);
      if (next?.kind === 'expression') return this.#dictionary(next.expression, next.place, steps - 1);
    }
    if (expression.kind !== 'dict') return unknown('the naming convention is not a plain dict');
    const constants = constantsOf(place.module.body);
    const convention: Record<string, string> = {};
    for (const { key, value } of expression.entries) {
      const text = plainValue(value, constants)?.value;
      if (key?.kind !== 'string' || typeof text !== 'string')
        return unknown('the naming convention has an entry that is not plain text');
      convention[key.value] = text;
    }
    return { kind: 'convention', convention };
  }

  /** `object.metadata` of a declarative base, a registry or a Flask-SQLAlchemy object; `module.name` otherwise. */
  #attribute(object: Expression, name: string, place: Place, steps: number): Convention {
    const dotted = dottedName(object);
    const owner = dotted === undefined ? undefined : this.#dotted(dotted, place, steps);
    if (owner === undefined) {
      const member = dotted === undefined ? undefined : this.#member(dotted, name, place);
      return member === undefined
        ? unknown(`${dotted ?? 'target_metadata'} is not read`)
        : this.metadata(member, steps);
    }
    if (name !== 'metadata')
      return unknown(`target_metadata is the attribute ${name} of ${dotted ?? 'something'}`);
    return this.#metadataOf(owner, steps);
  }

  #metadataOf(owner: Value, steps: number): Convention {
    if (steps <= 0) return unknown('target_metadata leads round in a circle');
    if (owner.kind === 'library') {
      if (owner.name === 'sqlmodel.SQLModel' || PLAIN_BASES.has(owner.name)) return { kind: 'none' };
      return unknown(`the metadata comes from ${owner.name}`);
    }
    if (owner.kind === 'class') return this.#metadataOfClass(owner.definition, owner.place, steps - 1);
    const { expression, place } = owner;
    if (expression.kind !== 'call') return unknown('the declarative base is not plain');
    const made = this.#library(expression.function, place) ?? '';
    const isBase =
      /^sqlalchemy\.(?:orm|ext\.declarative|orm\.decl_api)\.(?:declarative_base|registry|automap_base)$/.test(
        made,
      );
    if (!isBase && made !== 'flask_sqlalchemy.SQLAlchemy')
      return unknown(`${made || 'a call'} makes the declarative base`);
    const argument = keyword(expression, 'metadata');
    if (argument !== undefined)
      return this.metadata({ kind: 'expression', expression: argument.value, place }, steps - 1);
    if (expression.arguments.some((one) => one.form === 'doubleStar'))
      return unknown('the declarative base gets arguments that are not written out');
    const model = keyword(expression, 'model_class');
    if (model === undefined) return { kind: 'none' };
    const base = dottedName(model.value);
    const next = base === undefined ? undefined : this.#dotted(base, place, steps);
    return next === undefined ? unknown('the model class is not read') : this.#metadataOf(next, steps - 1);
  }

  #metadataOfClass(definition: ClassDefinition, place: Place, steps: number): Convention {
    for (const statement of definition.body) {
      const value =
        statement.kind === 'assign' || statement.kind === 'annotatedAssign' ? statement.value : undefined;
      const targets =
        statement.kind === 'assign'
          ? statement.targets
          : statement.kind === 'annotatedAssign'
            ? [statement.target]
            : [];
      if (
        value !== undefined &&
        targets.some((target) => target.kind === 'name' && target.name === 'metadata')
      ) {
        return this.metadata({ kind: 'expression', expression: value, place }, steps);
      }
    }
    for (const decorator of definition.decorators) {
      const call = decorator.kind === 'call' ? decorator : undefined;
      const name = dottedName(call?.function ?? decorator) ?? '';
      if (!/(?:^|\.)as_declarative(?:_base)?$/.test(name))
        return unknown(`the class ${definition.name} is decorated with ${name}`);
      const argument = call === undefined ? undefined : keyword(call, 'metadata');
      return argument === undefined
        ? { kind: 'none' }
        : this.metadata({ kind: 'expression', expression: argument.value, place }, steps);
    }
    let isBase = false;
    for (const argument of definition.arguments) {
      const dotted = argument.form === 'positional' ? dottedName(argument.value) : undefined;
      const base = dotted === undefined ? undefined : this.#dotted(dotted, place, steps);
      if (base === undefined) {
        if (argument.form === 'keyword') continue;
        return unknown(`the base ${dotted ?? ''} of the class ${definition.name} is not read`);
      }
      const found = this.#metadataOf(base, steps - 1);
      if (found.kind !== 'none') return found;
      isBase = true;
    }
    // A plain mixin has no metadata and so no convention either.
    return isBase || definition.arguments.length === 0
      ? { kind: 'none' }
      : unknown(`the class ${definition.name} is no declarative base`);
  }

  /** A name in a file: what it is assigned, the class it is, or where it is imported from. */
  #name(name: string, place: Place): Value | undefined {
    for (const statement of topLevel(place.module.body)) {
      if (statement.kind === 'class' && statement.name === name)
        return { kind: 'class', definition: statement, place };
      if (statement.kind === 'import') {
        const found = statement.names.find((one) => (one.as ?? one.name.split('.')[0]) === name);
        if (found !== undefined) return { kind: 'library', name: found.as === undefined ? name : found.name };
      }
      if (statement.kind === 'importFrom') {
        const found = statement.names.find((one) => (one.as ?? one.name) === name);
        if (found !== undefined)
          return this.#imported(absoluteName(statement.module, statement.level, place), found.name);
      }
    }
    const expression = constantsOf(place.module.body).get(name);
    return expression === undefined ? undefined : { kind: 'expression', expression, place };
  }

  #imported(module: string, name: string): Value {
    const place = this.#module(module);
    if (place === undefined) return { kind: 'library', name: `${module}.${name}` };
    const own = this.#name(name, place);
    if (own !== undefined) return own;
    for (const statement of place.module.body) {
      if (statement.kind !== 'importFrom' || statement.names[0]?.name !== '*') continue;
      const from = this.#imported(absoluteName(statement.module, statement.level, place), name);
      if (from.kind !== 'library') return from;
    }
    return { kind: 'library', name: `${module}.${name}` };
  }

  /** `a.b.c` as a value: a name of this file, or a member of an imported module. */
  #dotted(dotted: string, place: Place, steps: number): Value | undefined {
    if (steps <= 0) return undefined;
    const at = dotted.lastIndexOf('.');
    if (at < 0) return this.#name(dotted, place);
    const object = dotted.slice(0, at);
    const member = dotted.slice(at + 1);
    const found = this.#member(object, member, place);
    if (found !== undefined) return found;
    // `db.Model` of Flask-SQLAlchemy shares the metadata of `db`.
    return member === 'Model' ? this.#dotted(object, place, steps - 1) : undefined;
  }

  /** A name of the module that `module` stands for in this file. */
  #member(module: string, name: string, place: Place): Value | undefined {
    const owner = this.#name(module.split('.')[0] ?? '', place);
    if (owner?.kind !== 'library') return undefined;
    const full = [owner.name, ...module.split('.').slice(1)].join('.');
    return this.#imported(full, name);
  }

  /** The full name of something a library brings, such as `sqlalchemy.MetaData`. */
  #library(expression: Expression, place: Place): string | undefined {
    const dotted = dottedName(expression);
    const found = dotted === undefined ? undefined : this.#dotted(dotted, place, MAX_STEPS);
    return found?.kind === 'library' ? found.name : undefined;
  }

  #module(name: string): Place | undefined {
    if (this.#modules.has(name)) return this.#modules.get(name);
    const read = this.#modules.size < MAX_MODULES ? this.#read(name) : undefined;
    const place =
      read === undefined ? undefined : { module: parseModule(read.source), name, isPackage: read.isPackage };
    this.#modules.set(name, place);
    return place;
  }

  /** Looks for `something.naming_convention = ...` in env.py and every project module it imports, however far away. */
  setAfterwards(): Convention | undefined {
    const todo: Place[] = [this.environment];
    const seen = new Set<string>();
    for (let place = todo.pop(); place !== undefined; place = todo.pop()) {
      for (const statement of topLevel(place.module.body)) {
        for (const name of importedModules(statement, place)) {
          if (seen.has(name)) continue;
          seen.add(name);
          const next = this.#module(name);
          if (next !== undefined) todo.push(next);
        }
        for (const target of statement.kind === 'assign' ? statement.targets : []) {
          if (target.kind !== 'attribute' || target.name !== 'naming_convention') continue;
          return statement.kind === 'assign'
            ? this.#dictionary(statement.value, place, MAX_STEPS)
            : undefined;
        }
        if (statement.kind === 'function' && assignsConvention(statement))
          return unknown('a function sets the naming convention');
      }
    }
    return undefined;
  }
}

function assignsConvention(statement: Statement): boolean {
  for (const expression of childExpressions(statement)) {
    if (expression.kind === 'attribute' && expression.name === 'naming_convention') return true;
  }
  return false;
}

function unknown(reason: string): Convention {
  return { kind: 'unknown', reason };
}

/** Top-level statements, and those under `if` and `try`, where imports often stand. */
function* topLevel(body: readonly Statement[]): Generator<Statement> {
  for (const statement of body) {
    yield statement;
    if (statement.kind === 'if' || statement.kind === 'try') {
      for (const inner of nestedBodies(statement)) yield* topLevel(inner);
    }
  }
}

/** The modules a statement may load: `from a import b` can mean `a` and `a.b`. */
function importedModules(statement: Statement, place: Place): string[] {
  if (statement.kind === 'import') return statement.names.map((one) => one.name);
  if (statement.kind !== 'importFrom') return [];
  const module = absoluteName(statement.module, statement.level, place);
  return [module, ...statement.names.filter((one) => one.name !== '*').map((one) => `${module}.${one.name}`)];
}

function absoluteName(module: string, level: number, place: Place): string {
  if (level === 0) return module;
  const parts = place.name.split('.');
  const kept = parts.slice(0, parts.length - level + (place.isPackage ? 1 : 0));
  return [...kept, ...(module === '' ? [] : [module])].join('.');
}
