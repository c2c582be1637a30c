// sa.inspect(bind) and the questions it answers from the schema at that point.
import { known, optionalText, text } from '../interpreter/arguments';
import { hashKey } from '../interpreter/literals';
import type { Machine } from '../interpreter/machine';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature, type BoundArguments } from '../interpreter/signature';
import { isObject, list, native, opaque, type CallArguments, type Value } from '../values';

const UNKNOWN = 'what the database holds is only known when it runs';

/** `sa.inspect(subject)`. */
export function inspect(machine: Machine, call: CallArguments): Value {
  const subject = known(call.positional[0] ?? call.keywords.get('subject') ?? null);
  if (!isObject(subject) || subject.kind !== 'bind') return opaque('what is inspected is not known');
  if (machine.inspector === undefined && machine.mode === 'offline') {
    throw new PythonError(
      'NoInspectionAvailable',
      "No inspection system is available for object of type <class 'sqlalchemy.engine.mock.MockConnection'>",
    );
  }
  return { kind: 'inspector' };
}

/** The older `Inspector.from_engine(bind)` and `Inspector(bind)`. */
export function inspectorOf(machine: Machine, call: CallArguments): Value {
  const subject = known(call.positional[0] ?? null);
  if (!isObject(subject) || subject.kind !== 'bind') return opaque('what is inspected is not known');
  if (machine.inspector === undefined && machine.mode === 'offline') {
    throw new PythonError('AttributeError', "'MockConnection' object has no attribute 'close'");
  }
  return { kind: 'inspector' };
}

type Answer = (machine: Machine, bound: BoundArguments) => Value | undefined;

const schemaOf = (bound: BoundArguments): string | undefined =>
  optionalText(bound.get('schema'), 'the schema');
const tableName = (bound: BoundArguments): string => text(bound.get('table_name'), 'the table name');

/** Names as the dicts that the inspector returns; other keys of them are not known. */
function named(names: readonly string[] | undefined): Value | undefined {
  if (names === undefined) return undefined;
  return list(
    names.map((name) => ({
      kind: 'dict',
      entries: new Map([[hashKey('name'), ['name', name] as const]]),
      partial: UNKNOWN,
    })),
  );
}

const constraints =
  (type: 'unique' | 'foreignKey' | 'check'): Answer =>
  (machine, bound) =>
    named(machine.inspector?.constraintNames(tableName(bound), schemaOf(bound), type));

const QUESTIONS: Readonly<Record<string, readonly [string, Answer]>> = {
  has_table: [
    'table_name, schema=None, **kw',
    (machine, bound) => machine.inspector?.hasTable(tableName(bound), schemaOf(bound)),
  ],
  get_table_names: [
    'schema=None, **kw',
    (machine, bound) => {
      const names = machine.inspector?.tableNames(schemaOf(bound));
      return names === undefined ? undefined : list(names);
    },
  ],
  get_columns: [
    'table_name, schema=None, **kw',
    (machine, bound) => named(machine.inspector?.columnNames(tableName(bound), schemaOf(bound))),
  ],
  get_indexes: [
    'table_name, schema=None, **kw',
    (machine, bound) => named(machine.inspector?.indexNames(tableName(bound), schemaOf(bound))),
  ],
  get_unique_constraints: ['table_name, schema=None, **kw', constraints('unique')],
  get_foreign_keys: ['table_name, schema=None, **kw', constraints('foreignKey')],
  get_check_constraints: ['table_name, schema=None, **kw', constraints('check')],
  get_enums: ['schema=None, **kw', (machine, bound) => named(machine.inspector?.enumNames(schemaOf(bound)))],
};

/** A method of the inspector; a question that is not known here or not answered gives an opaque value. */
export function inspectorAttribute(name: string): Value {
  const question = Object.hasOwn(QUESTIONS, name) ? QUESTIONS[name] : undefined;
  if (question === undefined) return opaque(UNKNOWN, undefined, 'harmless');
  const signature = parseSignature(`Inspector.${name}(${question[0]})`);
  return native(name, (machine, call) => {
    const answer = question[1](machine, bindArguments(signature, call));
    if (answer === undefined) throw new NotKnown(UNKNOWN);
    return answer;
  });
}
