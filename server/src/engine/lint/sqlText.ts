// Types and defaults as the database would print them, for comparing two definitions. What cannot be printed is undefined.
import type { ServerDefault } from '../operations/definition';
import type { Dialect } from '../operations/evaluation';
import type { SqlType } from '../operations/sqlType';
import type { Compilation } from '../sql/compilation';
import { defaultText } from '../sql/defaults';
import { dialectNamed } from '../sql/dialects/dialects';
import { printType } from '../sql/types/printers';

const ABSENT = { state: 'absent' } as const;

function compilationFor(dialect: Dialect): Compilation {
  return {
    dialect: dialectNamed(dialect),
    createdTypes: new Set(),
    options: {
      dialect,
      mode: 'offline',
      literalBinds: { state: 'known', value: true },
      paramstyle: ABSENT,
      namingConvention: ABSENT,
      transactionalDdl: ABSENT,
      transactionPerMigration: ABSENT,
      renderAsBatch: ABSENT,
      versionTable: ABSENT,
      versionTableSchema: ABSENT,
      versionTablePk: ABSENT,
    },
  };
}

/** `VARCHAR(50)`; undefined for a type of the project. */
export function typeText(type: SqlType | undefined, dialect: Dialect): string | undefined {
  if (type === undefined) return undefined;
  try {
    return printType(compilationFor(dialect), type);
  } catch {
    return undefined;
  }
}

/** What stands behind DEFAULT; '' for no default; undefined when it cannot be printed or is a clause of its own. */
export function serverDefaultText(value: ServerDefault | undefined, dialect: Dialect): string | undefined {
  if (value === undefined) return '';
  try {
    return defaultText(compilationFor(dialect), value);
  } catch {
    return undefined;
  }
}
