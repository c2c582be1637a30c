// Which compiler belongs to which dialect.
import type { Dialect } from '../../operations/evaluation';
import type { SqlDialect } from './dialect';
import { POSTGRESQL } from './postgresql';
import { SQLITE } from './sqlite';

const DIALECTS: Readonly<Record<Dialect, SqlDialect>> = { postgresql: POSTGRESQL, sqlite: SQLITE };

export function dialectNamed(name: Dialect): SqlDialect {
  return DIALECTS[name];
}
