// `retort drift --revision` on SQLite files: what was made by hand becomes operations, which real Alembic runs on another file
// with the same history, and back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodiesOf } from './driftBodies';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { revisionSource, writeFiles, type Outcome } from '../support/commandLine';
import { MAKO_TEMPLATE } from '../support/mako';
import { alembic, inPython, NODE, NODE_SKIP, run, sqliteProject } from '../support/sqliteProject';

const HISTORY = `op.create_table('users',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(50), nullable=False),
    sa.Column('age', sa.Integer(), server_default='0'),
    sa.CheckConstraint("name <> 'a, (b'", name='ck_name'),
    sa.PrimaryKeyConstraint('id'),
)
op.create_index('ix_users_name', 'users', ['name'])
op.create_table('rooms', sa.Column('id', sa.Integer(), primary_key=True))
op.execute("CREATE TRIGGER touch AFTER INSERT ON users BEGIN UPDATE users SET age = 1; END")`;

async function atHead(): Promise<string> {
  const downgrade = "op.drop_table('rooms')\nop.drop_table('users')";
  const folder = sqliteProject({ r1: revisionSource('r1', undefined, HISTORY, downgrade) });
  writeFiles(folder, { 'migrations/script.py.mako': MAKO_TEMPLATE });
  await alembic(folder, 'upgrade head');
  return folder;
}

async function byHand(folder: string, sql: string): Promise<void> {
  await inPython(folder, `db.executescript(${JSON.stringify(sql)})`);
}

const WORDS = 'drift --revision --rev-id hand -m by_hand';

/** Writes the revision, runs it on another file through Alembic, back and again, and answers what is in it. */
async function written(sql: string): Promise<{ readonly body: string; readonly outcome: Outcome }> {
  const [folder, other] = [await atHead(), await atHead()];
  await inPython(other, 'db.execute("insert into users (name, age) values (\'a\', 7)"); db.commit()');
  await byHand(folder, sql);
  const outcome = await run(folder, WORDS);
  if (outcome.code !== 0) throw new Error(outcome.stderr);
  const file = 'migrations/versions/hand_by_hand.py';
  const text = readFileSync(join(folder, file), 'utf8');
  writeFiles(other, { [file]: text });
  await alembic(other, 'upgrade head');
  await alembic(other, 'downgrade -1');
  expect((await run(other, 'drift')).stdout).toContain('holds what the history makes at r1');
  await alembic(other, 'upgrade head');
  expect(await inPython(other, 'print(db.execute("select name, age from users").fetchall())')).toBe(
    "[('a', 1)]\n",
  );
  // Both files hold the same, in the eyes of the history with the new revision.
  await alembic(folder, 'stamp head');
  for (const one of [folder, other]) {
    expect((await run(one, 'drift')).stdout).toContain('holds what the history makes at hand');
  }
  return { body: bodiesOf(text), outcome };
}

describe.skipIf(PYTHON === undefined || NODE === undefined)(
  `a revision from the drift of a SQLite file${PYTHON_SKIP}${NODE_SKIP}`,
  { timeout: 240_000 },
  () => {
    it('adds tables, columns and indexes as operations', async () => {
      const { body } = await written(`
        CREATE TABLE visits (
          id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, made DATETIME DEFAULT (datetime('now')), price NUMERIC(10, 2),
          FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE, CONSTRAINT ck_price CHECK (price > 0), UNIQUE (made)
        );
        CREATE UNIQUE INDEX ix_visits ON visits (user_id, made);
        ALTER TABLE users ADD COLUMN city VARCHAR(20) DEFAULT 'Graz' NOT NULL;
        CREATE INDEX ix_city ON users (city);
        CREATE INDEX ix_lower ON users (lower(name)) WHERE age > 1;
        CREATE VIEW young AS SELECT id FROM users WHERE age < 9`);
      expect(body).toBe(`def upgrade():
    op.create_table(
        'visits',
        sa.Column('id', sa.Integer(), nullable=True),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('made', sa.DateTime(), server_default=sa.text("(datetime('now'))"), nullable=True),
        sa.Column('price', sa.Numeric(precision=10, scale=2), nullable=True),
        sa.PrimaryKeyConstraint('id'),
        sa.ForeignKeyConstraint(['user_id'], ['users.id'], ondelete='CASCADE'),
        sa.UniqueConstraint('made'),
        sa.CheckConstraint('price > 0', name='ck_price'),
    )
    op.create_index('ix_visits', 'visits', ['user_id', 'made'], unique=True)
    op.add_column('users', sa.Column('city', sa.String(length=20), server_default=sa.text("'Graz'"), nullable=False))
    op.create_index('ix_city', 'users', ['city'], unique=False)
    op.execute("CREATE INDEX ix_lower ON users (lower(name)) WHERE age > 1")
    op.execute("CREATE VIEW young AS SELECT id FROM users WHERE age < 9")


def downgrade():
    op.execute("DROP VIEW young")
    op.drop_index('ix_lower', table_name='users')
    op.drop_index('ix_city', table_name='users')
    op.drop_column('users', 'city')
    op.drop_table('visits')
`);
    });

    it('quotes names that are words of SQL', async () => {
      const { body } = await written(`
        CREATE VIEW "order" AS SELECT id FROM users;
        CREATE TRIGGER "values" AFTER DELETE ON users BEGIN UPDATE users SET age = 1; END`);
      expect(body).toContain('op.execute("DROP VIEW \\"order\\"")');
      expect(body).toContain('op.execute("DROP TRIGGER \\"values\\"")');
    });

    it('makes a table anew in a batch that is told the whole of it, and keeps its rows, checks and triggers', async () => {
      const { body } = await written(`
        CREATE TABLE new (id INTEGER NOT NULL, name VARCHAR(80), age BIGINT DEFAULT 5 NOT NULL,
          room INTEGER, CONSTRAINT ck_name CHECK (name <> 'a, (b'), PRIMARY KEY (id), CONSTRAINT uq_name UNIQUE (name),
          FOREIGN KEY(room) REFERENCES rooms (id));
        DROP TABLE users; ALTER TABLE new RENAME TO users;
        CREATE INDEX ix_users_name ON users (name);
        CREATE TRIGGER touch AFTER INSERT ON users BEGIN UPDATE users SET age = 1; END`);
      expect(body).toContain(`    with op.batch_alter_table(
        'users',
        copy_from=sa.Table(
            'users',
            sa.MetaData(),
            sa.Column('id', sa.Integer(), nullable=False),
            sa.Column('name', sa.String(length=50), nullable=False),
            sa.Column('age', sa.Integer(), server_default=sa.text("'0'"), nullable=True),
            sa.PrimaryKeyConstraint('id'),
            sa.CheckConstraint("name <> 'a, (b'", name='ck_name'),
        ),
        recreate='always',
    ) as batch_op:
        batch_op.alter_column('name', existing_type=sa.String(length=50), type_=sa.String(length=80), nullable=True)
        batch_op.alter_column('age', existing_type=sa.Integer(), type_=sa.BigInteger(), nullable=False, server_default=sa.text('5'))
        batch_op.add_column(sa.Column('room', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_users_room'), 'rooms', ['room'], ['id'])
        batch_op.create_unique_constraint(op.f('uq_name'), ['name'])
    op.create_index('ix_users_name', 'users', ['name'], unique=False)
    op.execute("CREATE TRIGGER touch AFTER INSERT ON users BEGIN UPDATE users SET age = 1; END")
`);
    });

    it('tells the new table alone where a constraint has no name', async () => {
      const { body } = await written(`
        CREATE TABLE new (id INTEGER NOT NULL, name VARCHAR(50) NOT NULL, age INTEGER DEFAULT '0',
          CONSTRAINT ck_name CHECK (name <> 'a, (b'), PRIMARY KEY (id), UNIQUE (name));
        DROP TABLE users; ALTER TABLE new RENAME TO users;
        CREATE INDEX ix_users_name ON users (name);
        CREATE TRIGGER touch AFTER INSERT ON users BEGIN UPDATE users SET age = 1; END`);
      expect(body).toContain("            sa.UniqueConstraint('name'),\n");
      expect(body).toContain("        recreate='always',\n    ) as batch_op:\n        pass\n");
    });

    it('leaves to SQL what SQLAlchemy has no word for', async () => {
      const { body } = await written(`
        CREATE TABLE odd (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT COLLATE NOCASE, n INT);
        CREATE INDEX ix_odd ON odd (n);
        ALTER TABLE users ADD COLUMN n INT`);
      expect(body).toContain('op.execute("CREATE TABLE odd (id INTEGER PRIMARY KEY AUTOINCREMENT,');
      expect(body).toContain("op.create_index('ix_odd', 'odd', ['n'], unique=False)");
      expect(body).toContain('op.execute("ALTER TABLE users ADD COLUMN n INT")');
      expect(body).toContain("op.drop_column('users', 'n')");
    });

    it('adds a column that refers to another table', async () => {
      const { body } = await written('ALTER TABLE users ADD COLUMN room INTEGER REFERENCES rooms (id)');
      expect(body).toContain("batch_op.create_foreign_key(op.f('fk_users_room'), 'rooms', ['room'], ['id'])");
    });

    it('is not written where making a table anew would lose what the catalogue does not tell', async () => {
      const folder = await atHead();
      await byHand(
        folder,
        `CREATE TABLE new (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(80) NOT NULL);
         DROP TABLE rooms; ALTER TABLE new RENAME TO rooms`,
      );
      const outcome = await run(folder, WORDS);
      expect(outcome.code).toBe(3);
      expect(outcome.stderr).toContain(
        'this cannot be written as a revision: the whole of table rooms in operations',
      );
    });
  },
);
