// Options of context.configure() given as plain data (by a test or by the judge) instead of being read from env.py.
import type { EnvironmentOption, NamingConvention, RenderOptions } from './rendering';

const ABSENT = { state: 'absent' } as const;

/** Each key that is present is known, every other one absent; a value of the wrong type is unreadable. */
export function environmentFromConfigure(
  values: Readonly<Record<string, unknown>>,
): Omit<RenderOptions, 'dialect' | 'mode'> {
  const dialectOptions = asObject(values['dialect_opts']);
  return {
    literalBinds: boolean(values, 'literal_binds'),
    paramstyle: text(dialectOptions, 'paramstyle'),
    namingConvention: namingConvention(values),
    transactionalDdl: boolean(values, 'transactional_ddl'),
    transactionPerMigration: boolean(values, 'transaction_per_migration'),
    renderAsBatch: boolean(values, 'render_as_batch'),
    versionTable: text(values, 'version_table'),
    versionTableSchema: text(values, 'version_table_schema'),
    versionTablePk: boolean(values, 'version_table_pk'),
  };
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function boolean(values: Readonly<Record<string, unknown>>, key: string): EnvironmentOption<boolean> {
  const value = values[key];
  if (value === undefined || value === null) return ABSENT;
  if (typeof value === 'boolean') return { state: 'known', value };
  return { state: 'unreadable', reason: `${key} is not a boolean` };
}

function text(values: Readonly<Record<string, unknown>>, key: string): EnvironmentOption<string> {
  const value = values[key];
  if (value === undefined || value === null) return ABSENT;
  if (typeof value === 'string') return { state: 'known', value };
  return { state: 'unreadable', reason: `${key} is not a string` };
}

function namingConvention(values: Readonly<Record<string, unknown>>): EnvironmentOption<NamingConvention> {
  const value = values['naming_convention'];
  if (value === undefined || value === null) return ABSENT;
  const entries = Object.entries(asObject(value));
  if (entries.some(([, template]) => typeof template !== 'string')) {
    return { state: 'unreadable', reason: 'naming_convention holds something that is not a string' };
  }
  return { state: 'known', value: Object.fromEntries(entries) as NamingConvention };
}
