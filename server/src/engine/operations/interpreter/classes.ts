// Classes of the file: their bodies, instances, and enum classes with their members.
import type { ClassDefinition } from '../../python/syntax';
import {
  isObject,
  opaque,
  type CallArguments,
  type ClassValue,
  type EnumMemberValue,
  type InstanceValue,
  type Value,
  unknownReason,
} from '../values';
import { constructCustomType, isTypeClass } from '../sqlalchemy/customTypes';
import { evaluateOrOpaque } from './expressions';
import { callFunction } from './functions';
import type { Interpreter } from './interpreter';
import { equals } from './operators';
import { toRepr } from './representation';
import { Scope } from './scope';
import { PythonError } from './signals';
import { executeBlock } from './statements';

/** `class Name(bases): ...` */
export function defineClass(run: Interpreter, node: ClassDefinition, scope: Scope): Value {
  const bases = node.arguments
    .filter((argument) => argument.form === 'positional')
    .map((argument) => evaluateOrOpaque(run, argument.value, scope));
  const body = new Scope(scope, { isClass: true });
  executeBlock(run, node.body, body);
  const enumKind = enumKindOf(bases);
  const members = new Map<string, Value>();
  const result: ClassValue = { kind: 'class', name: node.name, bases, members, enumKind };
  let last = 0n;
  for (const [name, value] of body.own) {
    if (enumKind === undefined || name.startsWith('_') || !isMemberValue(value))
      members.set(name, isObject(value) && value.kind === 'function' ? { ...value, owner: result } : value);
    else {
      const memberValue =
        isObject(value) && value.kind === 'opaque' && value.path === 'enum.auto()'
          ? auto(enumKind, name, last)
          : value;
      if (typeof memberValue === 'bigint') last = memberValue;
      members.set(name, { kind: 'enumMember', class: result, name, value: memberValue });
    }
  }
  if (!scope.isForeign && mapsUnknownType(run, node, bases, scope)) {
    run.assume(
      `importing the file is taken to work: ${node.name} maps a type of the project`,
      node.nameSpan,
      true,
    );
  }
  const unknownBase = bases.find((base) => isObject(base) && base.kind === 'opaque');
  if (unknownBase?.kind === 'opaque' && /\bfunctions\.\w*Function$/.test(unknownBase.path ?? ''))
    run.hasOwnFunctions = true;
  if (unknownBase !== undefined) result.unknown = unknownReason(unknownBase) ?? 'its base class is not known';
  if (node.decorators.length > 0 && enumKind === undefined) result.unknown ??= 'the class is decorated';
  return result;
}

/** A class of SQLAlchemy's ORM with `Mapped[Type]`, which SQLAlchemy looks at as soon as the file is imported. */
function mapsUnknownType(
  run: Interpreter,
  node: ClassDefinition,
  bases: readonly Value[],
  scope: Scope,
): boolean {
  if (
    !bases.some(
      (base) =>
        isObject(base) &&
        (base.kind === 'opaque' || base.kind === 'class') &&
        unknownReason(base) !== undefined,
    )
  ) {
    return false;
  }
  return node.body.some((statement) => {
    if (statement.kind !== 'annotatedAssign' || statement.annotation.kind !== 'subscript') return false;
    const { object, index } = statement.annotation;
    const name = object.kind === 'attribute' || object.kind === 'name' ? object.name : '';
    if (name !== 'Mapped') return false;
    const type = evaluateOrOpaque(run, index, scope);
    return isObject(type) && type.kind === 'opaque' && type.nature === 'plain';
  });
}

function auto(enumKind: ClassValue['enumKind'], name: string, last: bigint): Value {
  if (enumKind === 'str') return opaque('the value of auto() in a str enum is not followed');
  return enumKind === 'text' ? name.toLowerCase() : last + 1n;
}

function isMemberValue(value: Value): boolean {
  return !isObject(value) || !['function', 'native', 'class'].includes(value.kind);
}

function enumKindOf(bases: readonly Value[]): ClassValue['enumKind'] {
  let kind: ClassValue['enumKind'];
  let mixin: 'str' | 'int' | undefined;
  for (const base of bases) {
    if (!isObject(base)) continue;
    if (base.kind === 'class' && base.enumKind !== undefined) kind = base.enumKind;
    if (base.kind !== 'native') continue;
    if (base.name === 'str' || base.name === 'int') mixin = base.name;
    if (base.name === 'Enum' || base.name === 'Flag') kind = 'plain';
    if (base.name === 'StrEnum') kind = 'text';
    if (base.name === 'IntEnum' || base.name === 'IntFlag') kind = 'int';
  }
  return kind === 'plain' ? (mixin ?? 'plain') : kind;
}

/** The members of an enum class in order, aliases left out. */
export function enumMembers(value: ClassValue): Value[] {
  const members: Value[] = [];
  for (const member of value.members.values()) {
    if (!isObject(member) || member.kind !== 'enumMember' || member.class !== value) continue;
    const isAlias = members.some(
      (other) => isObject(other) && other.kind === 'enumMember' && equals(other.value, member.value) === true,
    );
    if (!isAlias) members.push(member);
  }
  return members;
}

/** Looks a name up in the class and its bases. */
export function classMember(value: ClassValue, name: string, depth = 0): Value | undefined {
  const own = value.members.get(name);
  if (own !== undefined || depth > 20) return own;
  for (const base of value.bases) {
    if (isObject(base) && base.kind === 'class') {
      const found = classMember(base, name, depth + 1);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A member as an instance gives it: functions are handed the instance, unless they are static or methods of the class. */
export function boundTo(self: InstanceValue | EnumMemberValue | ClassValue, member: Value): Value {
  if (!isObject(member) || member.kind !== 'function' || member.binding === 'static') return member;
  if (member.binding === 'class')
    return { kind: 'boundMethod', method: member, self: self.kind === 'class' ? self : self.class };
  return self.kind === 'class' ? member : { kind: 'boundMethod', method: member, self };
}

/** `Name(...)`: an instance, or the member of an enum class with that value. */
export function instantiate(run: Interpreter, callee: ClassValue, call: CallArguments): Value {
  if (callee.enumKind !== undefined) {
    const wanted = call.positional[0] ?? null;
    const member = enumMembers(callee).find(
      (candidate) =>
        isObject(candidate) &&
        candidate.kind === 'enumMember' &&
        (candidate === wanted || equals(candidate.value, wanted) === true),
    );
    if (member !== undefined) return member;
    if (unknownReason(wanted) !== undefined) return opaque(unknownReason(wanted) ?? '');
    throw new PythonError('ValueError', `${toRepr(wanted)} is not a valid ${callee.name}`);
  }
  if (isTypeClass(callee)) return constructCustomType(run, callee, call);
  const foreign = callee.unknown ?? foreignBase(callee);
  if (foreign !== undefined) return opaque(foreign, `${callee.name}()`);
  const instance: InstanceValue = { kind: 'instance', class: callee, attributes: new Map() };
  const initialise = classMember(callee, '__init__');
  if (initialise !== undefined && isObject(initialise) && initialise.kind === 'function') {
    callFunction(run, initialise, { ...call, positional: [instance, ...call.positional] });
  } else if (call.positional.length + call.keywords.size > 0) {
    throw new PythonError('TypeError', `${callee.name}() takes no arguments`);
  }
  return instance;
}

/** The reason why instances of the class are not followed: it builds on something that is no class of the file. */
export function foreignBase(callee: ClassValue): string | undefined {
  for (const base of callee.bases) {
    if (!isObject(base)) return `the base class of ${callee.name} is not known`;
    if (base.kind === 'class') {
      const inner = base.unknown ?? foreignBase(base);
      if (inner !== undefined) return inner;
    } else if (base.kind !== 'native' || base.name !== 'object') {
      return `what ${callee.name}() makes depends on its base class`;
    }
  }
  return undefined;
}
