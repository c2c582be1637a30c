// super() inside methods of the classes of a file: the next class of the line, with the same instance.
import type { Call } from '../../python/syntax';
import {
  isObject,
  native,
  opaque,
  type ClassValue,
  type InstanceValue,
  type SuperValue,
  type Value,
} from '../values';
import { boundTo, classMember, foreignBase } from './classes';
import { evaluate } from './expressions';
import type { Interpreter } from './interpreter';
import type { Scope } from './scope';
import { PythonError } from './signals';

/** `super()` or `super(Class, self)`; where it is not followed, nothing more is known of the instance. */
export function makeSuper(run: Interpreter, node: Call, scope: Scope): Value {
  const given = node.arguments.map((argument) => evaluate(run, argument.value, scope));
  const [owner, self] = given.length === 0 ? scope.method : given;
  if (
    given.length === 1 ||
    owner === undefined ||
    self === undefined ||
    !isObject(self) ||
    self.kind !== 'instance'
  )
    return opaque('super() is not followed');
  const isKnown = isObject(owner) && (owner.kind === 'class' || owner.kind === 'typeClass');
  if (!isKnown || !isLine(self.class)) return lose(self, 'super() is not followed');
  return { kind: 'super', owner, self };
}

/** True when every class of the file has at most one base, so that the next one is known without Python's ordering. */
function isLine(value: ClassValue, depth = 0): boolean {
  if (value.bases.length > 1 || depth > 20) return false;
  const [base] = value.bases;
  return base === undefined || !isObject(base) || base.kind !== 'class' || isLine(base, depth + 1);
}

function lose(self: InstanceValue, reason: string): Value {
  self.unknown ??= reason;
  return opaque(reason);
}

/** `super().name`. */
export function superAttribute({ owner, self }: SuperValue, name: string): Value {
  const own = owner.kind === 'class' ? inherited(owner, name) : undefined;
  if (own !== undefined) return boundTo(self, own);
  if (self.typeCalls !== undefined) return typeMember(self, self.typeCalls, name);
  const foreign = owner.kind === 'class' ? foreignBase(owner) : 'its base class is not known';
  if (foreign !== undefined) return lose(self, foreign);
  if (name === '__init__')
    return native(name, (_, call) => plainStart(call.positional.length + call.keywords.size));
  if (name.startsWith('__')) return lose(self, `${name}() of object is not followed`);
  throw new PythonError('AttributeError', `'super' object has no attribute '${name}'`);
}

function inherited(owner: ClassValue, name: string): Value | undefined {
  for (const base of owner.bases) {
    const member = isObject(base) && base.kind === 'class' ? classMember(base, name) : undefined;
    if (member !== undefined) return member;
  }
  return undefined;
}

function plainStart(given: number): Value {
  if (given === 0) return null;
  const message = 'object.__init__() takes exactly one argument (the instance to initialize)';
  throw new PythonError('TypeError', message);
}

/** What a class of SQLAlchemy's types gives to one of the file: the arguments of its own making are noted. */
function typeMember(
  self: InstanceValue,
  calls: NonNullable<InstanceValue['typeCalls']>,
  name: string,
): Value {
  if (name === '__init__')
    return native(name, (_, call) => {
      calls.push(call);
      return null;
    });
  const impl = self.attributes.get('impl');
  if (name === 'load_dialect_impl' && impl !== undefined) return native(name, () => impl);
  return lose(self, `${name}() of SQLAlchemy's type is not followed`);
}
