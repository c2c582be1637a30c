// Hands a workspace the parse trees it needs: asks, parses, asks again, because parsed SQL can lead to more of it.
import type { SqlParse, SqlParser } from './sqlParsing';
import type { Workspace } from '../engine/index';

/**
 * The snapshot that needs no more SQL parsed for what `explore` asks of it. `parser` is called for only when there is
 * something to parse.
 */
export async function withSqlTrees(
  start: Workspace,
  parser: () => SqlParser,
  explore: (workspace: Workspace) => void,
): Promise<Workspace> {
  for (let workspace = start; ;) {
    explore(workspace);
    const needed = workspace.sqlTextsNeeded();
    if (needed.size === 0) return workspace;
    const answers: [string, SqlParse][] = [];
    for (const sql of needed) answers.push([sql, await parser().parse(sql)]);
    workspace = workspace.withSqlTrees(answers);
  }
}
