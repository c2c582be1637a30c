// Builders for steps, operations and options, and the way from a revision's code to its SQL.
import { evaluateFunction } from '../../server/src/engine/operations/evaluate';
import type { ColumnDefinition } from '../../server/src/engine/operations/definition';
import type { Dialect, VersionTableOptions } from '../../server/src/engine/operations/evaluation';
import type { CreateTable, Operation } from '../../server/src/engine/operations/operation';
import type { KnownType, TypeArgument } from '../../server/src/engine/operations/sqlType';
import type { Step } from '../../server/src/engine/operations/step';
import { parseModule } from '../../server/src/engine/python/parse';
import { renderSteps } from '../../server/src/engine/sql/renderSteps';
import type {
  EnvironmentOption,
  NamingConvention,
  RenderedFunction,
  RenderOptions,
} from '../../server/src/engine/sql/rendering';

export const SPAN = { start: 0, end: 0 };
const ABSENT = { state: 'absent' } as const;

export function known<T>(value: T): EnvironmentOption<T> {
  return { state: 'known', value };
}

/** What Alembic's own template passes: literal binds, named parameters, nothing else. */
export function templateOptions(dialect: Dialect, changes: Partial<RenderOptions> = {}): RenderOptions {
  return {
    dialect,
    mode: 'offline',
    literalBinds: known(true),
    paramstyle: known('named'),
    namingConvention: ABSENT,
    transactionalDdl: ABSENT,
    transactionPerMigration: ABSENT,
    renderAsBatch: ABSENT,
    versionTable: ABSENT,
    versionTableSchema: ABSENT,
    versionTablePk: ABSENT,
    ...changes,
  };
}

/** The convention most projects copy from SQLAlchemy's documentation. */
export const CONVENTION: NamingConvention = {
  ix: 'ix_%(column_0_label)s',
  uq: 'uq_%(table_name)s_%(column_0_N_name)s',
  ck: 'ck_%(table_name)s_%(constraint_name)s',
  fk: 'fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s',
  pk: 'pk_%(table_name)s',
};

export function type(name: string, args: Readonly<Record<string, TypeArgument>> = {}): KnownType {
  return { kind: 'type', module: 'sqlalchemy', name, arguments: args, variants: {}, span: SPAN };
}

export function column(
  name: string,
  columnType: string,
  changes: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return {
    kind: 'column',
    name,
    type: type(columnType),
    nullable: undefined,
    primaryKey: false,
    autoincrement: 'auto',
    hasClientDefault: false,
    clientDefault: undefined,
    serverDefault: undefined,
    sequence: undefined,
    unique: undefined,
    index: undefined,
    comment: undefined,
    constraints: [],
    span: SPAN,
    ...changes,
  };
}

export function createTable(name: string, ...items: CreateTable['items']): CreateTable {
  return {
    kind: 'createTable',
    table: { name, schema: undefined },
    items,
    ifNotExists: false,
    comment: undefined,
    prefixes: [],
    options: {},
    span: SPAN,
  };
}

export function step(operation: Operation): Step {
  return { kind: 'operation', operation, span: operation.span };
}

/** Indents code for a function body; what stands inside a triple-quoted string stays as it is. */
function indent(code: string): string {
  let quotes: string | undefined;
  return code
    .split('\n')
    .map((line) => {
      const isInside = quotes !== undefined;
      for (const match of line.matchAll(/"""|'''/g)) {
        if (quotes === undefined) quotes = match[0];
        else if (quotes === match[0]) quotes = undefined;
      }
      return isInside ? line : `    ${line}`;
    })
    .join('\n');
}

const HEAD = `import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite, mysql
`;

/** The steps of code that stands in upgrade(); op, sa, postgresql, sqlite, mysql and ctx are there. */
export function stepsOf(
  code: string,
  dialect: Dialect,
  versionTableOptions: VersionTableOptions = templateOptions(dialect),
): readonly Step[] {
  const source = `${HEAD}\n\ndef upgrade():\n    ctx = op.get_context()\n${indent(code)}\n`;
  const context = { dialect, mode: 'offline', versionTableOptions } as const;
  return evaluateFunction(parseModule(source), 'upgrade', context).steps;
}

/** What that code prints. */
export function renderCode(code: string, options: RenderOptions): RenderedFunction {
  return renderSteps(stepsOf(code, options.dialect, options), options);
}

/** The statements alone, or what stopped them, for tests that expect success. */
export function statementsOf(
  code: string,
  options: RenderOptions = templateOptions('postgresql'),
): readonly string[] {
  const { statements, unresolved, error } = renderCode(code, options);
  return [
    ...statements.map((statement) => statement.text),
    ...unresolved.map(({ reason }) => `unresolved: ${reason}`),
    ...(error ? [`${error.type}: ${error.message}`] : []),
  ];
}
