// What every part of the compiler needs to know: the dialect, the options of env.py and the memory of the run.
import type { SqlDialect } from './dialects/dialect';
import type { EnvironmentOption, RenderOptions } from './rendering';
import { UnknownText } from './signals';

/** The CREATE TYPE memo of Alembic's migration context, by schema and name. */
export type CreatedTypes = Pick<Set<string>, 'has'> & { readonly add: (type: string) => unknown };

export interface Compilation {
  readonly dialect: SqlDialect;
  readonly options: RenderOptions;
  /** Enum types whose CREATE TYPE was printed by a create_table of this run; grows while rendering. */
  readonly createdTypes: CreatedTypes;
}

/** The value of an option, `fallback` when env.py does not give it; stops where it is there but cannot be read. */
export function optionValue<T>(option: EnvironmentOption<T>, fallback: T): T {
  if (option.state === 'unreadable') throw new UnknownText(option.reason);
  return option.state === 'known' ? option.value : fallback;
}
