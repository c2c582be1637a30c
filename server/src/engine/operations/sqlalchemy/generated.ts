// Identity, Computed, Sequence, DDL and the schema-level statements CreateSequence, DropSchema and so on.
import type { SqlStatement } from '../expression';
import { flag, known, optionalFlag, optionalText, text } from '../interpreter/arguments';
import { toLiteral } from '../interpreter/literals';
import { truth } from '../interpreter/operators';
import { NotKnown } from '../interpreter/signals';
import { bindArguments, parseSignature, type BoundArguments } from '../interpreter/signature';
import type { Literal } from '../literal';
import { isObject, type CallArguments, type Value } from '../values';
import { serverDefault, textOrElement } from './coerce';

const IDENTITY = parseSignature(
  'Identity.__init__(always=False, on_null=None, start=None, increment=None, minvalue=None, maxvalue=None, nominvalue=None, nomaxvalue=None, cycle=None, cache=None, order=None)',
);
const COMPUTED = parseSignature('Computed.__init__(sqltext, persisted=None)');
const SEQUENCE = parseSignature(
  'Sequence.__init__(name, start=None, increment=None, minvalue=None, maxvalue=None, nominvalue=None, nomaxvalue=None, cycle=None, schema=None, cache=None, order=None, data_type=None, optional=False, quote=None, metadata=None, quote_schema=None, for_update=False)',
);
const DEFAULT_CLAUSE = parseSignature('DefaultClause.__init__(arg, for_update=False, _reflected=False)');
const DDL = parseSignature('DDL.__init__(statement, context=None)');

/** The parameters that were passed and are not None, as data. */
function options(bound: BoundArguments, names: readonly string[]): Record<string, Literal> {
  const result: Record<string, Literal> = {};
  for (const name of names) {
    const value = known(bound.get(name));
    if (value !== null) result[name] = toLiteral(value);
  }
  return result;
}

/** sa.Identity(...). */
export function identity(call: CallArguments): Value {
  const bound = bindArguments(IDENTITY, call);
  return {
    kind: 'generated',
    value: { kind: 'identity', options: identityOptions(bound), span: call.span },
  };
}

/** Flags may be given as anything that Python finds true or false. */
function identityOptions(bound: BoundArguments): Record<string, Literal> {
  const result = options(bound, IDENTITY.positional);
  for (const name of ['always', 'on_null', 'order', 'cycle']) {
    if (!Object.hasOwn(result, name)) continue;
    const value = truth(bound.get(name));
    if (value === undefined) throw new NotKnown(`the value of ${name} is not known`);
    result[name] = value;
  }
  return result;
}

/** sa.Computed(...). */
export function computed(call: CallArguments): Value {
  const bound = bindArguments(COMPUTED, call);
  return {
    kind: 'generated',
    value: {
      kind: 'computed',
      expression: textOrElement(bound.get('sqltext'), 'the expression', call.span),
      persisted: optionalFlag(bound.get('persisted'), 'persisted'),
      span: call.span,
    },
  };
}

/** DefaultClause(x), which may also stand among the arguments of a column. */
export function defaultClause(call: CallArguments): Value {
  const bound = bindArguments(DEFAULT_CLAUSE, call);
  if (bound.has('for_update') || bound.has('_reflected'))
    throw new NotKnown('the parameters of DefaultClause are not supported');
  const value = serverDefault(known(bound.get('arg')), call.span);
  if (value === undefined) throw new NotKnown('the default is not known');
  return { kind: 'generated', value };
}

const SEQUENCE_OPTIONS = 'start increment minvalue maxvalue nominvalue nomaxvalue cycle cache order'.split(
  ' ',
);

/** sa.Sequence(...). */
export function sequence(call: CallArguments): Value {
  const bound = bindArguments(SEQUENCE, call);
  if (bound.get('data_type') !== null)
    throw new NotKnown('the parameter data_type of Sequence is not supported');
  if (bound.get('quote') !== null) throw new NotKnown('the parameter quote of Sequence is not supported');
  const metadata = bound.get('metadata');
  const inherited =
    metadata !== null && isObject(metadata) && metadata.kind === 'metadata' ? metadata.schema : undefined;
  if (isObject(metadata) && metadata.kind === 'metadata')
    metadata.unknown ??= 'a sequence of the MetaData is not followed';
  return {
    kind: 'sequenceObject',
    name: text(bound.get('name'), 'the sequence name'),
    schema: optionalText(bound.get('schema'), 'the schema') ?? inherited,
    optional: flag(bound.get('optional'), 'optional'),
    options: options(bound, SEQUENCE_OPTIONS),
  };
}

/** sa.DDL(...). */
export function ddl(call: CallArguments): Value {
  const bound = bindArguments(DDL, call);
  if (bound.get('context') !== null) throw new NotKnown('the parameter context of DDL is not supported');
  return {
    kind: 'statement',
    statement: { kind: 'ddlText', text: text(bound.get('statement'), 'the DDL text'), span: call.span },
  };
}

/** CreateSequence(...) and DropSequence(...). */
export function sequenceStatement(kind: 'createSequence' | 'dropSequence', call: CallArguments): Value {
  const parameter = kind === 'createSequence' ? 'if_not_exists' : 'if_exists';
  const bound = bindArguments(parseSignature(`${kind}(element, ${parameter}=False)`), call);
  const element = known(bound.get('element'));
  if (!isObject(element) || element.kind !== 'sequenceObject')
    throw new NotKnown('the sequence is not known');
  const statement: SqlStatement = {
    kind,
    name: element.name,
    schema: element.schema,
    options: element.options,
    ifExists: flag(bound.get(parameter), parameter),
    span: call.span,
  };
  return { kind: 'statement', statement };
}

/** CreateSchema(...) and DropSchema(...). */
export function schemaStatement(kind: 'createSchema' | 'dropSchema', call: CallArguments): Value {
  const parameters =
    kind === 'createSchema' ? 'name, if_not_exists=False' : 'name, cascade=False, if_exists=False';
  const bound = bindArguments(parseSignature(`${kind}(${parameters})`), call);
  const statement: SqlStatement = {
    kind,
    name: text(bound.get('name'), 'the schema name'),
    ifExists: flag(bound.get(kind === 'createSchema' ? 'if_not_exists' : 'if_exists'), 'if_exists'),
    cascade: flag(bound.get('cascade'), 'cascade'),
    span: call.span,
  };
  return { kind: 'statement', statement };
}
