// missing-import: what autogenerate renders for types of other packages, without the import they need.
import { bindings } from '../../bindings';
import { BUILTINS } from '../../builtins';
import { defineRevisionRule } from '../../rule';
import { descendants } from '../../../python/find';
import type { Module } from '../../../python/syntax';

/** Import lines for names that autogenerate is known to leave without one. */
const KNOWN: Readonly<Record<string, string>> = {
  sa: 'import sqlalchemy as sa',
  op: 'from alembic import op',
  sqlalchemy: 'import sqlalchemy',
  sqlmodel: 'import sqlmodel',
  sqlalchemy_utils: 'import sqlalchemy_utils',
  geoalchemy2: 'import geoalchemy2',
  pgvector: 'import pgvector.sqlalchemy',
  fastapi_users_db_sqlalchemy: 'import fastapi_users_db_sqlalchemy',
  advanced_alchemy: 'import advanced_alchemy',
  postgresql: 'from sqlalchemy.dialects import postgresql',
  mysql: 'from sqlalchemy.dialects import mysql',
  sqlite: 'from sqlalchemy.dialects import sqlite',
  mssql: 'from sqlalchemy.dialects import mssql',
  oracle: 'from sqlalchemy.dialects import oracle',
  uuid: 'import uuid',
  datetime: 'import datetime',
  json: 'import json',
  context: 'from alembic import context',
};

export const missingImport = defineRevisionRule({
  id: 'missing-import',
  summary: 'A name is used that the revision file neither defines nor imports.',
  severity: 'error',
  check({ module, path, header }, report) {
    if (module.broken || header.revision === undefined) return;
    const bound = bindings(module);
    if (bound === 'unknown') return;
    const seen = new Set<string>();
    for (const node of descendants(module)) {
      if (node.kind !== 'name' || bound.has(node.name) || BUILTINS.has(node.name)) continue;
      if (seen.has(node.name)) continue;
      seen.add(node.name);
      const line = KNOWN[node.name];
      report({
        span: node.span,
        message:
          `"${node.name}" is not defined: Python raises NameError when it gets here. ` +
          (line === undefined
            ? 'Import it; for what autogenerate renders, add the import to script.py.mako, so that the next revision has it.'
            : `Write \`${line}\`, and add it to script.py.mako if autogenerate wrote this revision.`),
        fixes:
          line === undefined
            ? []
            : [
                {
                  title: `Add \`${line}\``,
                  isPreferred: true,
                  isSafe: false,
                  files: [{ path, edits: [{ span: importPlace(module), text: `${line}\n` }] }],
                },
              ],
      });
    }
  },
});

/** In front of the first import; without one, behind the docstring. */
function importPlace(module: Module): { start: number; end: number } {
  const first = module.body.find(({ kind }) => kind === 'import' || kind === 'importFrom');
  const future = module.body.findLast((one) => one.kind === 'importFrom' && one.module === '__future__');
  const next = future === undefined ? first : module.body[module.body.indexOf(future) + 1];
  const start = next?.span.start ?? module.body[0]?.span.start ?? 0;
  return { start, end: start };
}
