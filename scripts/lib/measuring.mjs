// The project's own parts for scripts that measure: built from the sources, so that they are what the tree says.
import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { cached, inRoot } from './paths.mjs';

/** Engine, projects and SQL parsing as one module, built from the sources. @returns {Promise<any>} */
export async function loadParts() {
  const { build } = await import('esbuild');
  const outfile = cached('build', `measure-${String(process.pid)}.mjs`);
  await build({
    stdin: {
      contents: `export * from './server/src/engine/index'; export { openProject } from './server/src/cli/openProject';
        export { withParsedSql } from './server/src/cli/parsedSql';
        export { createSqlParser } from './server/src/database/sqlParsing';
        export { systemClock } from './server/src/database/clock';
        export { withSqlTrees } from './server/src/database/sqlTrees';`,
      resolveDir: inRoot('.'),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    external: ['pg', 'pg-native', '@electric-sql/pglite', 'libpg-query'],
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(outfile, { force: true });
  }
}
