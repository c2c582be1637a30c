// PostgreSQL's parser as tests of the engine use it: in this process, for a workspace until it needs nothing more.
import { loadModule, parseSync } from 'libpg-query';
import type { SqlParseAnswer } from '../../server/src/engine/sqlText/tree';
import type { Workspace } from '../../server/src/engine/workspace';

await loadModule();

/** The parser's answer as the guarded worker would give it; places of errors are those of plain ASCII. */
export function parseSql(sql: string): SqlParseAnswer {
  if (sql.trim() === '') return { tree: { stmts: [] } };
  try {
    return { tree: parseSync(sql) as Extract<SqlParseAnswer, { tree: unknown }>['tree'] };
  } catch (error) {
    const { message, sqlDetails } = error as Error & { sqlDetails?: { cursorPosition: number } };
    return { error: { message, offset: sqlDetails?.cursorPosition } };
  }
}

/** The snapshot in which everything is parsed that replaying all files in both directions meets. */
export function withParsedSql(start: Workspace): Workspace {
  for (let workspace = start; ;) {
    for (const path of workspace.paths) workspace.lint(path);
    const needed = [...workspace.sqlTextsNeeded()];
    if (needed.length === 0) return workspace;
    workspace = workspace.withSqlTrees(needed.map((sql) => [sql, parseSql(sql)]));
  }
}
