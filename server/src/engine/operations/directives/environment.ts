// The surroundings of a directive: op itself, the bind, the migration context, the dialect, alembic.context.
import type { ConfiguredText } from '../evaluation';
import { known, optionalText, text } from '../interpreter/arguments';
import { toLiteral } from '../interpreter/literals';
import type { Machine } from '../interpreter/machine';
import { NotKnown, PythonError } from '../interpreter/signals';
import { bindArguments, parseSignature } from '../interpreter/signature';
import { requiredType } from '../sqlalchemy/coerce';
import {
  isObject,
  native,
  opaque,
  textOf,
  type BatchValue,
  type CallArguments,
  type NativeCall,
  type NativeValue,
  type Value,
} from '../values';
import { batchAlterTable } from './batchAlterTable';
import { callableOf } from './directive';
import { DIRECTIVES } from './directives';
import { execute, executeOnBind } from './execute';

const BIND: Value = { kind: 'bind' };
const RESULT = 'the result of a query is only known when it runs';

const INLINE_LITERAL = parseSignature('inline_literal(value, type_=None)');

/** Members that op and batch_op share and that record nothing. */
function sharedMember(name: string): Value | undefined {
  switch (name) {
    case 'f':
      return native('f', (_, call) => ({
        kind: 'finalName',
        text: text(call.positional[0] ?? call.keywords.get('name') ?? null, 'the name'),
      }));
    case 'get_bind':
      return native('get_bind', () => BIND);
    case 'get_context':
      return native('get_context', () => ({ kind: 'migrationContext' }));
    case 'migration_context':
      return { kind: 'migrationContext' };
    case 'inline_literal':
      return native('inline_literal', (_, call) => {
        const bound = bindArguments(INLINE_LITERAL, call);
        return {
          kind: 'expression',
          expression: {
            kind: 'bind',
            value: toLiteral(known(bound.get('value'))),
            type: requiredType(bound.get('type_'), call.span),
            isInline: true,
            span: call.span,
          },
        };
      });
    case 'execute':
      return execute;
    case 'batch_alter_table':
      return batchAlterTable;
    default:
      return undefined;
  }
}

const members = new Map<string, NativeValue | undefined>();

/** `op.name`; undefined when Alembic has no such directive. */
export function operationsMember(name: string): Value | undefined {
  if (!members.has(name)) {
    const directive = DIRECTIVES.find((candidate) => candidate.name === name);
    members.set(name, directive === undefined ? undefined : callableOf(directive, undefined));
  }
  const member = members.get(name) ?? sharedMember(name);
  if (member !== undefined) return member;
  return unsupportedDirective(name);
}

/** Directives that other packages register (alembic_utils, geoalchemy2) and those that run code. */
function unsupportedDirective(name: string): Value {
  return {
    kind: 'native',
    name,
    hasEffect: true,
    call: () => {
      throw new NotKnown(`op.${name}() is not a directive of Alembic that is followed`);
    },
  };
}

/** `batch_op.name`. */
export function batchAttribute(batch: BatchValue, name: string): Value {
  const directive = DIRECTIVES.find((candidate) => candidate.name === name);
  const callable = directive === undefined ? undefined : callableOf(directive, batch);
  if (callable !== undefined) return callable;
  const shared = sharedMember(name);
  if (shared !== undefined && name !== 'batch_alter_table') return shared;
  if (directive !== undefined || name === 'batch_alter_table') {
    throw new PythonError('AttributeError', `'BatchOperations' object has no attribute '${name}'`);
  }
  return unsupportedDirective(name);
}

/** `context.name` of `from alembic import context`. */
export function alembicContextMember(name: string): Value {
  return (
    contextMember(name) ??
    opaque(`what context.${name} gives is only known when it runs`, `context.${name}`, 'harmless')
  );
}

function contextMember(name: string): Value | undefined {
  switch (name) {
    case 'is_offline_mode':
      return native(name, (machine) => machine.mode === 'offline');
    case 'get_context':
      return native(name, () => ({ kind: 'migrationContext' }));
    case 'get_bind':
      return native(name, () => BIND);
    case 'execute':
      return execute;
    default:
      return undefined;
  }
}

/** Attributes of the bind, the migration context and the dialect. */
export function environmentAttribute(
  machine: Machine,
  kind: 'bind' | 'migrationContext' | 'dialect' | 'alembicContext',
  name: string,
): Value {
  if (kind === 'dialect') return dialectAttribute(machine, name);
  if (kind === 'alembicContext') return alembicContextMember(name);
  return kind === 'bind' ? bindAttribute(machine, name) : migrationContextAttribute(machine, name);
}

function dialectAttribute(machine: Machine, name: string): Value {
  if (name === 'name') return machine.dialect;
  if (name === 'type_descriptor') return native(name, (_, call) => call.positional[0] ?? null);
  // No connection was made, so the server's version was never asked.
  if (name === 'server_version_info' && machine.mode === 'offline') return null;
  return opaque(`dialect.${name} is only known when it runs`, `dialect.${name}`, 'harmless');
}

function migrationContextAttribute(machine: Machine, name: string): Value {
  switch (name) {
    case 'dialect':
      return { kind: 'dialect' };
    case 'bind':
    case 'connection':
      return BIND;
    case 'as_sql':
      return machine.mode === 'offline';
    case 'autocommit_block':
      return native(name, () => ({ kind: 'autocommitBlock' }));
    case 'begin_transaction':
      return opaque('a transaction begun inside a revision is not followed', 'begin_transaction', 'live');
    case 'execute':
      return execute;
    case 'config':
    case 'opts':
    case 'script':
    case 'environment_context':
    case 'get_current_revision':
    case 'get_current_heads':
      return onlyWhenItRuns(name);
    case 'version_table':
      return versionTableOption(name, machine.versionTableOptions?.versionTable, 'alembic_version');
    case 'version_table_schema':
      return versionTableOption(name, machine.versionTableOptions?.versionTableSchema, null);
    default:
      return opaque(`get_context().${name} is not followed`, `get_context().${name}`, 'live');
  }
}

function onlyWhenItRuns(name: string): Value {
  return opaque(
    `what get_context().${name} gives is only known when it runs`,
    `get_context().${name}`,
    'harmless',
  );
}

/** What context.configure() was given, or Alembic's default. */
function versionTableOption(name: string, option: ConfiguredText | undefined, byDefault: Value): Value {
  if (option?.state === 'absent') return byDefault;
  if (option?.state === 'known') return option.value;
  return onlyWhenItRuns(name);
}

const effect = (name: string, call: NativeCall): NativeValue => ({
  kind: 'native',
  name,
  hasEffect: true,
  call,
});

function bindAttribute(machine: Machine, name: string): Value {
  switch (name) {
    case 'dialect':
      return { kind: 'dialect' };
    case 'engine':
      return BIND;
    case 'name':
      return machine.dialect;
    case 'connect':
    case 'execution_options':
      if (machine.mode === 'offline') return native(name, () => BIND);
      return opaque(`${name}() of the connection is not followed`, `get_bind().${name}`, 'live');
    case 'execute':
      return effect(name, bindExecute);
    case 'scalar':
    case 'scalars':
      if (machine.mode === 'offline') throw missing(name);
      return effect(name, bindExecute);
    case 'exec_driver_sql':
      if (machine.mode === 'offline') throw missing(name);
      return effect(name, (inner, call) => {
        executeOnBind(inner, call, 'driver');
        return opaque(RESULT);
      });
    default:
      if (machine.mode === 'offline' && !OFFLINE_MEMBERS.has(name) && !name.startsWith('_'))
        throw missing(name);
      return opaque(`${name} of the connection is not followed`, `get_bind().${name}`, 'live');
  }
}

/** What the offline connection has besides what is answered here; everything else is missing. */
const OFFLINE_MEMBERS = new Set(['create', 'drop', 'schema_for_object']);

function missing(name: string): PythonError {
  return new PythonError('AttributeError', `'MockConnection' object has no attribute '${name}'`);
}

/** Offline the statement is printed and None comes back; online the result is not known. */
function bindExecute(machine: Machine, call: CallArguments): Value {
  const statement = known(call.positional[0] ?? null);
  if (
    machine.mode === 'online' &&
    textOf(statement) !== undefined &&
    !(isObject(statement) && statement.kind === 'expression')
  ) {
    throw new PythonError(
      'ObjectNotExecutableError',
      `Not an executable object: ${quoted(textOf(statement) ?? '')}`,
    );
  }
  executeOnBind(machine, call, 'bind');
  return machine.mode === 'offline' ? null : opaque(RESULT, undefined, 'harmless');
}

function quoted(value: string): string {
  return optionalText(value, 'the text')?.includes("'") === true ? `"${value}"` : `'${value}'`;
}
