// Which table, column, constraint or index a string in an op.* call names: told from the parameter it stands for.
import { DIRECTIVES } from '../operations/directives/directives';
import { callAround, dottedName, pathAt } from '../python/find';
import type { Call, Module } from '../python/syntax';
import type { Span } from '../text/span';
import { writtenArguments, type WrittenArgument } from './writtenArguments';

/** A name of the schema as it is written. */
export interface SchemaName {
  readonly kind: 'table' | 'column' | 'constraint' | 'index';
  /** Between the quotes; empty where nothing is typed yet. */
  readonly text: string;
  readonly span: Span;
  /** The table that columns and constraints belong to; undefined where the call does not say. */
  readonly table: string | undefined;
  readonly schema: string | undefined;
}

/** Alembic's parameter names, and what a string there names. `columns` of the first or of the second table. */
const ROLES: Readonly<Record<string, readonly [kind: SchemaName['kind'], side: 'own' | 'referred']>> = {
  table_name: ['table', 'own'],
  source_table: ['table', 'own'],
  old_table_name: ['table', 'own'],
  referent_table: ['table', 'referred'],
  column_name: ['column', 'own'],
  columns: ['column', 'own'],
  local_cols: ['column', 'own'],
  remote_cols: ['column', 'referred'],
  insert_before: ['column', 'own'],
  insert_after: ['column', 'own'],
};

/** A new name is nobody's: only what is dropped is there already. */
const DROPPED: Readonly<Record<string, SchemaName['kind']>> = {
  constraint_name: 'constraint',
  index_name: 'index',
};

interface Directive {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The table of the batch. */
  readonly table: string | undefined;
  readonly schema: string | undefined;
}

const namesOf = (parameters: string | undefined): readonly string[] =>
  (parameters ?? '').split(',').flatMap((part) => /^\s*(\w+)/.exec(part)?.[1] ?? []);

/** The string an argument consists of, when it is one. */
const plain = (argument: WrittenArgument | undefined): string | undefined =>
  argument?.strings.length === 1 ? argument.strings[0]?.value : undefined;

function argumentsOf(call: Call, source: string): readonly WrittenArgument[] {
  // A call that is not closed goes on to the end of its line at most.
  const end = call.closed ? call.argumentsSpan.end : source.length;
  return writtenArguments(source, call.argumentsSpan.start + 1, end);
}

/** The `with op.batch_alter_table(...) as receiver` around an offset. */
function batchOf(module: Module, source: string, receiver: string, offset: number): Directive | undefined {
  for (const node of pathAt(module, offset).toReversed()) {
    if (node.kind !== 'with') continue;
    for (const { context, target } of node.items) {
      if (context.kind !== 'call' || target?.kind !== 'name' || target.name !== receiver) continue;
      if (!(dottedName(context.function) ?? '').endsWith('batch_alter_table')) continue;
      const given = argumentsOf(context, source);
      const by = (keyword: string): WrittenArgument | undefined =>
        given.find((argument) => argument.keyword === keyword);
      const first = given.find(({ keyword }) => keyword === undefined);
      return {
        name: '',
        parameters: [],
        table: plain(first ?? by('table_name')),
        schema: plain(by('schema')),
      };
    }
  }
  return undefined;
}

function directiveOf(module: Module, source: string, call: Call, offset: number): Directive | undefined {
  const path = dottedName(call.function)?.split('.') ?? [];
  const name = path.at(-1) ?? '';
  const receiver = path.slice(0, -1).join('.');
  if (receiver === 'op' || receiver === 'alembic.op') {
    if (name === 'batch_alter_table')
      return { name, parameters: ['table_name'], table: undefined, schema: undefined };
    const found = DIRECTIVES.find((directive) => directive.name === name);
    return found && { name, parameters: namesOf(found.parameters), table: undefined, schema: undefined };
  }
  const found = DIRECTIVES.find(
    (directive) => directive.name === name && directive.batchParameters !== undefined,
  );
  const batch = found && batchOf(module, source, receiver, offset);
  return batch && { ...batch, name, parameters: namesOf(found.batchParameters) };
}

/** `ForeignKey("table.column")`: the part the offset is in. */
function reference(given: readonly WrittenArgument[], offset: number): SchemaName | undefined {
  const string = given[0]?.strings[0];
  if (!string || offset < string.span.start || offset > string.span.end) return undefined;
  const dot = string.value.lastIndexOf('.');
  const { start, end } = string.span;
  const path = (dot < 0 ? string.value : string.value.slice(0, dot)).split('.');
  const table = path.at(-1) ?? '';
  const schema = path.length > 1 ? path.slice(0, -1).join('.') : undefined;
  if (dot >= 0 && offset > start + dot)
    return {
      kind: 'column',
      text: string.value.slice(dot + 1),
      span: { start: start + dot + 1, end },
      table,
      schema,
    };
  return {
    kind: 'table',
    text: table,
    span: { start, end: dot < 0 ? end : start + dot },
    table: undefined,
    schema,
  };
}

/** The name at an offset; undefined where no string of an op.* call stands or it names something new. */
export function schemaNameAt(module: Module, source: string, offset: number): SchemaName | undefined {
  const call = callAround(module, source, offset);
  if (!call) return undefined;
  const given = argumentsOf(call, source);
  const called = (dottedName(call.function) ?? '').split('.').at(-1);
  if (called === 'ForeignKey') return reference(given, offset);
  const directive = directiveOf(module, source, call, offset);
  if (!directive) return undefined;
  const parameterOf = (argument: WrittenArgument): string =>
    argument.keyword ?? directive.parameters[given.indexOf(argument)] ?? '';
  const valueOf = (...names: readonly string[]): string | undefined =>
    plain(given.find((argument) => names.includes(parameterOf(argument))));
  const here = given.find(({ span }) => offset >= span.start && offset <= span.end);
  const string = here?.strings.find(({ span }) => offset >= span.start && offset <= span.end);
  if (!here || !string) return undefined;
  const parameter = parameterOf(here);
  const own = directive.table ?? valueOf('table_name', 'source_table');
  const schema = directive.schema ?? valueOf('schema', 'source_schema');
  const dropped = directive.name.startsWith('drop_') && Object.hasOwn(DROPPED, parameter);
  const role = Object.hasOwn(ROLES, parameter) ? ROLES[parameter] : undefined;
  const kind = dropped ? DROPPED[parameter] : role?.[0];
  if (kind === undefined || (kind === 'table' && directive.name === 'create_table')) return undefined;
  const isReferred = role?.[1] === 'referred';
  return {
    kind,
    text: string.value,
    span: string.span,
    table: kind === 'table' ? undefined : isReferred ? valueOf('referent_table') : own,
    schema: isReferred ? valueOf('referent_schema') : schema,
  };
}
