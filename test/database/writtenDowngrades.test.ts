// "Write downgrade()" on a real PostgreSQL: after upgrade() and the downgrade() that was written for it the catalogue is as
// it was before. Over the revisions of examples/shop and over one revision for every kind of operation.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { POSTGRES, POSTGRES_SKIP, connectServer, temporaryDatabase } from './postgresServer';
import { CATALOGUE, withoutDowngrade } from '../../scripts/lib/downgrades.mjs';
import { withParsedSql } from '../support/sqlTrees';
import type { Connection } from '../../server/src/database/connection';
import { applyEdits, TEMPLATE_ENVIRONMENT, Workspace, type SourceFile } from '../../server/src/engine/index';

const SHOP = join(import.meta.dirname, '../../examples/shop/migrations/versions');

async function catalogue(connection: Connection): Promise<readonly string[]> {
  const { rows } = await connection.execute(CATALOGUE);
  return rows.map((row) => String(row['line'])).filter((line) => !line.includes('alembic_version'));
}

async function run(
  connection: Connection,
  workspace: Workspace,
  path: string,
  direction: 'upgrade' | 'downgrade',
): Promise<void> {
  const { statements, unresolved, error } = workspace.render(path, direction, 'postgresql', 'online');
  expect([unresolved, error]).toEqual([[], undefined]);
  for (const { text } of statements) await connection.execute(text);
}

/** The snapshot in which the file has the downgrade() that the quick fix writes, whatever it had before. */
function withWrittenDowngrade(workspace: Workspace, path: string): Workspace {
  const bare = withoutDowngrade(workspace.module(path), workspace.text(path) ?? '');
  const without = withParsedSql(workspace.withFile(path, bare));
  const finding = without.lint(path).find(({ ruleId }) => ruleId === 'missing-downgrade');
  const fix = finding?.fixes.find(({ title }) => title === 'Write downgrade() from upgrade()');
  if (fix === undefined) throw new Error(`no downgrade() was written for ${path}`);
  const edits = fix.files.find((file) => file.path === path)?.edits ?? [];
  return without.withFile(path, applyEdits(bare, edits));
}

function open(files: readonly SourceFile[]): Workspace {
  return Workspace.create(files, { dialect: 'postgresql', environment: TEMPLATE_ENVIRONMENT, rules: {} });
}

const BASE = `
op.create_table("owner", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("email", sa.Text(), unique=True))
op.create_table(
    "account",
    sa.Column("id", sa.Integer(), primary_key=True),
    sa.Column("owner_id", sa.BigInteger(), sa.ForeignKey("owner.id", ondelete="CASCADE")),
    sa.Column("name", sa.String(50), server_default="?", nullable=False, comment="shown to people"),
    sa.Column("age", sa.Integer(), sa.CheckConstraint("age > 0", name="ck_age")),
    sa.Column("size", sa.Integer()),
    sa.Column("status", sa.Enum("on", "off", name="status")),
    sa.Column("born", sa.DateTime(timezone=True), server_default=sa.func.now()),
    comment="accounts",
)
op.create_table("log", sa.Column("number", sa.Integer(), nullable=False), sa.Column("line", sa.Text()))
op.create_primary_key("log_pkey", "log", ["number"])
op.create_index("ix_account_name", "account", ["name"])
op.create_index("ix_account_part", "account", ["age"], unique=True, postgresql_where=sa.text("age > 18"))
`;

/** One for every kind of operation that has an inverse. */
const OPERATIONS: readonly (readonly [string, string])[] = [
  [
    'create_table with an enum',
    'op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("kind", sa.Enum("a", "b", name="kind")))',
  ],
  ['drop_table', 'op.drop_table("account")'],
  ['rename_table', 'op.rename_table("account", "customer")'],
  ['add_column', 'op.add_column("account", sa.Column("city", sa.Text(), index=True))'],
  ['drop_column with default and comment', 'op.drop_column("account", "name")'],
  ['drop_column with a foreign key', 'op.drop_column("account", "owner_id")'],
  ['drop_column with a check and a partial index', 'op.drop_column("account", "age")'],
  ['drop_column of an enum', 'op.drop_column("account", "status")'],
  ['drop_column of a SERIAL key', 'op.drop_column("account", "id")'],
  ['drop_column of a key that was no SERIAL', 'op.drop_column("log", "number")'],
  ['alter_column: a new name', 'op.alter_column("account", "name", new_column_name="title")'],
  [
    'alter_column: a type PostgreSQL casts alone',
    'op.alter_column("account", "name", type_=sa.Text(), existing_type=sa.String(50))',
  ],
  [
    'alter_column: a type that needs USING',
    'op.alter_column("account", "size", type_=sa.String(10), existing_type=sa.Integer())',
  ],
  [
    'alter_column: nullability',
    'op.alter_column("account", "name", nullable=True, existing_type=sa.String(50))',
  ],
  ['alter_column: default', 'op.alter_column("account", "born", server_default=None)'],
  ['alter_column: comment', 'op.alter_column("account", "name", comment=None)'],
  ['create_index', 'op.create_index("ix_born", "account", ["born", "age"])'],
  ['drop_index', 'op.drop_index("ix_account_name", table_name="account")'],
  ['drop_index: partial and unique', 'op.drop_index("ix_account_part", table_name="account")'],
  ['create_unique_constraint without a name', 'op.create_unique_constraint(None, "account", ["name"])'],
  ['create_check_constraint', 'op.create_check_constraint("ck_name", "account", "length(name) > 1")'],
  ['create_foreign_key', 'op.create_foreign_key("fk_second", "account", "owner", ["owner_id"], ["id"])'],
  [
    'drop_constraint: foreign key',
    'op.drop_constraint("account_owner_id_fkey", "account", type_="foreignkey")',
  ],
  ['drop_constraint: check', 'op.drop_constraint("ck_age", "account", type_="check")'],
  ['drop_constraint: unique', 'op.drop_constraint("owner_email_key", "owner", type_="unique")'],
  ['drop_constraint: primary key', 'op.drop_constraint("account_pkey", "account", type_="primary")'],
  [
    'create_exclude_constraint',
    'op.create_exclude_constraint("ex_name", "account", (sa.column("name"), "="), using="btree")',
  ],
  ['drop_table_comment', 'op.drop_table_comment("account", existing_comment="accounts")'],
  ['create_table_comment', 'op.create_table_comment("account", "people", existing_comment="accounts")'],
  ['an enum of its own', 'sa.Enum("x", "y", name="letter").create(op.get_bind())'],
  [
    'SQL that is understood',
    'op.execute("CREATE INDEX ix_raw ON account (age, name)")\nop.execute("SET lock_timeout = 1000")',
  ],
  [
    'SQL with several statements and a temporary table',
    'op.execute("CREATE TEMPORARY TABLE moved AS SELECT id, name FROM account; ALTER TABLE account DROP COLUMN size; CREATE INDEX ix_moved ON moved (id); DROP TABLE moved; ALTER TABLE owner ADD COLUMN city TEXT")',
  ],
  [
    'SQL that drops an enum type',
    'op.drop_column("account", "status")\nop.execute("DROP TYPE IF EXISTS status, never_there")',
  ],
  [
    'a batch',
    'with op.batch_alter_table("account") as batch_op:\n    batch_op.add_column(sa.Column("city", sa.Text()))\n    batch_op.create_index("ix_city", ["city"])\n    batch_op.drop_column("born")',
  ],
  [
    'several operations on one another',
    'op.add_column("account", sa.Column("a", sa.Integer()))\nop.create_index("ix_a", "account", ["a"])\nop.alter_column("account", "a", new_column_name="b")\nop.rename_table("account", "customer")',
  ],
];

/** Up, down, compare; and up again, so that the next revision finds what it needs. */
async function roundTrip(connection: Connection, workspace: Workspace, path: string): Promise<void> {
  const written = withWrittenDowngrade(workspace, path);
  const before = await catalogue(connection);
  await run(connection, written, path, 'upgrade');
  const between = await catalogue(connection);
  expect(between).not.toEqual(before);
  await run(connection, written, path, 'downgrade');
  expect(await catalogue(connection)).toEqual(before);
  await run(connection, written, path, 'upgrade');
  expect(await catalogue(connection)).toEqual(between);
}

describe.skipIf(POSTGRES === undefined)(`written downgrades${POSTGRES_SKIP}`, () => {
  test('examples/shop: every revision that changes only the schema', async () => {
    const files = readdirSync(SHOP)
      .filter((name) => name.endsWith('.py'))
      .sort()
      .map((name) => ({ path: name, text: readFileSync(join(SHOP, name), 'utf8') }));
    const workspace = open(files);
    const connection = await connectServer(await temporaryDatabase());
    const order = [...workspace.graph.revisions].sort(
      (a, b) => depth(workspace, a.revision) - depth(workspace, b.revision),
    );
    let judged = 0;
    for (const { path } of order) {
      const { steps } = workspace.analysis(path, 'upgrade');
      if (
        steps.length > 0 &&
        steps.every(({ step }) => step.kind === 'operation' && step.operation.kind !== 'bulkInsert')
      ) {
        judged++;
        await roundTrip(connection, workspace, path);
      } else await run(connection, workspace, path, 'upgrade');
    }
    expect(judged).toBeGreaterThan(2);
    await connection.close();
  });

  test('an unnamed foreign key of a table older than the history', async () => {
    const code =
      'op.add_column("old", sa.Column("owner_id", sa.Integer()))\n' +
      'op.create_foreign_key(None, "old", "older", ["owner_id"], ["id"])';
    const workspace = open([{ path: 'a1.py', text: revision('a1', undefined, code) }]);
    const connection = await connectServer(await temporaryDatabase());
    await connection.execute('CREATE TABLE older (id INTEGER PRIMARY KEY)');
    await connection.execute('CREATE TABLE old (id INTEGER)');
    await roundTrip(connection, workspace, 'a1.py');
    await connection.close();
  });

  // As a plain integer it would come back without what fills it.
  test.each([
    'op.drop_constraint("account_pkey", "account", type_="primary")\nop.drop_column("account", "id")',
    'op.drop_constraint("account_pkey", "account", type_="primary")\nop.create_primary_key("account_pkey", "account", ["id", "name"])\nop.drop_column("account", "id")',
  ])('a SERIAL that is no key any more is not written', (code) => {
    const workspace = open([
      { path: 'a1.py', text: revision('a1', undefined, BASE) },
      { path: 'a2.py', text: revision('a2', 'a1', code) },
    ]);
    expect(() => withWrittenDowngrade(workspace, 'a2.py')).toThrow('no downgrade() was written for a2.py');
  });

  test.each(OPERATIONS)('%s', async (_, code) => {
    const workspace = open([
      { path: 'a1.py', text: revision('a1', undefined, BASE) },
      { path: 'a2.py', text: revision('a2', 'a1', code) },
    ]);
    const connection = await connectServer(await temporaryDatabase());
    await run(connection, workspace, 'a1.py', 'upgrade');
    await roundTrip(connection, workspace, 'a2.py');
    await connection.close();
  });
});

function depth(workspace: Workspace, id: string): number {
  const parents = workspace.graph.byKey.get(id)?.allDownRevisions ?? [];
  return parents.length === 0 ? 0 : 1 + Math.max(...parents.map((parent) => depth(workspace, parent)));
}

function revision(id: string, parent: string | undefined, code: string): string {
  const body = code
    .trim()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  const down = parent === undefined ? 'None' : `"${parent}"`;
  return `from alembic import op\nimport sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql\n\nrevision = "${id}"\ndown_revision = ${down}\n\n\ndef upgrade():\n${body}\n`;
}
