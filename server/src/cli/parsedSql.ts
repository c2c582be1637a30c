// The project with the SQL of op.execute parsed, as far as a command looks at it.
import { join } from 'node:path';
import type { CommandInput } from './command';
import type { OpenedProject } from './openProject';
import { systemClock } from '../database/clock';
import { createSqlParser, type SqlParser } from '../database/sqlParsing';
import { withSqlTrees } from '../database/sqlTrees';
import type { Workspace } from '../engine/index';

/** The project for which `explore` has no SQL left unparsed. The parser is started only where there is any. */
export async function withParsedSql(
  opened: OpenedProject,
  { process }: CommandInput,
  explore: (workspace: Workspace) => void,
): Promise<OpenedProject> {
  let parser: SqlParser | undefined;
  const start = (): SqlParser =>
    (parser ??= createSqlParser({ script: join(process.distFolder, 'sqlWorker.js'), clock: systemClock }));
  try {
    return { ...opened, workspace: await withSqlTrees(opened.workspace, start, explore) };
  } finally {
    await parser?.close();
  }
}
