// All directives that record an operation, by Alembic's name.
import { addColumn } from './addColumn';
import { alterColumn } from './alterColumn';
import { bulkInsert } from './bulkInsert';
import { createCheckConstraint } from './createCheckConstraint';
import { createExcludeConstraint } from './createExcludeConstraint';
import { createForeignKey } from './createForeignKey';
import { createIndex } from './createIndex';
import { createPrimaryKey } from './createPrimaryKey';
import { createTable } from './createTable';
import { createTableComment } from './createTableComment';
import { createUniqueConstraint } from './createUniqueConstraint';
import type { Directive } from './directive';
import { dropColumn } from './dropColumn';
import { dropConstraint } from './dropConstraint';
import { dropIndex } from './dropIndex';
import { dropTable } from './dropTable';
import { dropTableComment } from './dropTableComment';
import { renameTable } from './renameTable';

/** One entry per directive, alphabetically. `execute` and `batch_alter_table` record steps of their own kind. */
export const DIRECTIVES: readonly Directive[] = [
  addColumn,
  alterColumn,
  bulkInsert,
  createCheckConstraint,
  createExcludeConstraint,
  createForeignKey,
  createIndex,
  createPrimaryKey,
  createTable,
  createTableComment,
  createUniqueConstraint,
  dropColumn,
  dropConstraint,
  dropIndex,
  dropTable,
  dropTableComment,
  renameTable,
];
