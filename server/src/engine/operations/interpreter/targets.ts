// Assignment to names, attributes, items and nested targets.
import type { Expression } from '../../python/syntax';
import type { SqlType } from '../sqlType';
import { isObject, opaque, type Value, unknownReason } from '../values';
import { evaluate } from './expressions';
import type { Interpreter } from './interpreter';
import { setItem } from './items';
import type { Scope } from './scope';
import { NotKnown, PythonError } from './signals';

/** `target = value`. */
export function assignTarget(run: Interpreter, target: Expression, value: Value, scope: Scope): void {
  switch (target.kind) {
    case 'name':
      scope.assign(target.name, value);
      return;
    case 'attribute':
      setAttribute(evaluate(run, target.object, scope), target.name, value);
      return;
    case 'subscript':
      setItem(evaluate(run, target.object, scope), evaluate(run, target.index, scope), value);
      return;
    case 'tuple':
    case 'list':
      unpack(run, target.elements, value, scope);
      return;
    case 'starred':
      assignTarget(run, target.value, value, scope);
      return;
    default:
  }
}

function setAttribute(object: Value, name: string, value: Value): void {
  if (!isObject(object)) return;
  switch (object.kind) {
    case 'instance':
      object.attributes.set(name, value);
      return;
    case 'class':
      object.members.set(name, value);
      return;
    case 'column':
    case 'table':
      object.unknown = `its attribute ${name} is assigned`;
      return;
    case 'type':
      object.type = typeWith(object.type, name, value);
      return;
    case 'opaque':
    case 'sourceModule':
    case 'function':
      return;
    default:
      throw new NotKnown(`assigning ${name} of a ${object.kind} is not followed`);
  }
}

/** `enum.create_type = False` is the one assignment that is followed. */
function typeWith(type: SqlType, name: string, value: Value): SqlType {
  if (type.kind === 'type' && name === 'create_type' && typeof value === 'boolean') {
    return { ...type, arguments: { ...type.arguments, create_type: value } };
  }
  const typeName = type.kind === 'type' ? `${type.module}.${type.name}` : type.name;
  return {
    kind: 'unknownType',
    name: typeName,
    reason: `its attribute ${name} is assigned`,
    span: type.span,
  };
}

function unpack(run: Interpreter, targets: readonly Expression[], value: Value, scope: Scope): void {
  const reason = unknownReason(value);
  if (reason !== undefined) {
    for (const target of targets) assignTarget(run, target, opaque(reason), scope);
    return;
  }
  const items = run.iterate(value, targets[0]?.span ?? { start: 0, end: 0 });
  const star = targets.findIndex((target) => target.kind === 'starred');
  if (star === -1 ? items.length !== targets.length : items.length < targets.length - 1) {
    const wanted = star === -1 ? `${targets.length}` : `at least ${targets.length - 1}`;
    throw new PythonError(
      'ValueError',
      items.length > targets.length && star === -1
        ? `too many values to unpack (expected ${wanted})`
        : `not enough values to unpack (expected ${wanted}, got ${items.length})`,
    );
  }
  const after = star === -1 ? 0 : targets.length - star - 1;
  targets.forEach((target, index) => {
    if (star === -1 || index < star) assignTarget(run, target, items[index] ?? null, scope);
    else if (index === star) {
      assignTarget(run, target, { kind: 'list', items: items.slice(star, items.length - after) }, scope);
    } else assignTarget(run, target, items[items.length - targets.length + index] ?? null, scope);
  });
}
