// Verifying a history for SQLite: on a file that is thrown away, by our own engine and by the project's Alembic.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { NODE, NODE_SKIP, run, runHere, sqliteProject } from '../support/sqliteProject';
import { revisionSource } from '../support/commandLine';

const USERS = `op.create_table('users', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.String(50)),
    sa.CheckConstraint("name <> 'a, (b'", name='ck_name'))`;

function history(second: readonly [up: string, down: string]): string {
  return sqliteProject({
    r1: revisionSource('r1', undefined, USERS, "op.drop_table('users')"),
    r2: revisionSource('r2', 'r1', ...second),
  });
}

const BATCH: readonly [string, string] = [
  "with op.batch_alter_table('users') as batch:\n    batch.add_column(sa.Column('email', sa.String(50)))\n    batch.create_unique_constraint('uq_email', ['email'])",
  "with op.batch_alter_table('users') as batch:\n    batch.drop_column('email')",
];

function leftBehind(folder: string): readonly string[] {
  const scratch = join(dirname(folder), 'cache', 'retort', 'scratch');
  return existsSync(scratch) ? readdirSync(scratch) : [];
}

describe.skipIf(PYTHON === undefined)(`through Alembic${PYTHON_SKIP}`, () => {
  it('passes a history that comes back, and leaves nothing behind', async () => {
    const folder = history(BATCH);
    const { code, stdout } = await runHere(folder, 'verify');
    expect(stdout).toContain('2 passed, 0 failed');
    expect(code).toBe(0);
    expect(leftBehind(folder)).toEqual([]);
    expect(existsSync(join(folder, 'app.db'))).toBe(false);
  });

  it('passes branches that change nothing, their merge, and what follows it', async () => {
    const folder = sqliteProject({
      r1: revisionSource('r1', undefined, USERS, "op.drop_table('users')"),
      mine: revisionSource('mine', 'r1', 'pass'),
      theirs: revisionSource('theirs', 'r1', 'pass'),
      merged: revisionSource('merged', 'mine', 'pass').replace('= "mine"', '= ("mine", "theirs")'),
      last: revisionSource('last', 'merged', ...BATCH),
    });
    const { code, stdout } = await runHere(folder, 'verify');
    expect(stdout).toContain('5 passed, 0 failed');
    expect(code).toBe(0);
  });

  it('finds a check constraint that batch mode loses', async () => {
    const folder = history([
      "op.execute('SELECT 1')",
      "op.drop_table('users')\nop.create_table('users', sa.Column('id', sa.Integer(), primary_key=True), sa.Column('name', sa.String(50)))",
    ]);
    const { code, stdout } = await runHere(folder, 'verify');
    expect(code).toBe(1);
    expect(stdout).toContain('FAILED r2');
    expect(stdout).toContain('- constraint users.ck_name');
  });
});

describe.skipIf(NODE === undefined)(`natively${NODE_SKIP}`, () => {
  it('finds what a downgrade forgets, at the operation that made it', async () => {
    const folder = history(["op.create_index('ix_name', 'users', ['name'])", 'pass']);
    // As a process that was killed leaves it; no process has a number that high.
    mkdirSync(join(dirname(folder), 'cache', 'retort', 'scratch', 'sqlite-99999999-killed'), {
      recursive: true,
    });
    const { code, stdout } = await run(folder, 'verify');
    expect(code).toBe(1);
    expect(stdout).toContain('+ index ix_name');
    expect(stdout).toContain('ok     r1');
    expect(leftBehind(folder)).toEqual([]);
  });

  it('puts rows in first, so that a NOT NULL column without a default fails', async () => {
    const add = "op.execute('ALTER TABLE users ADD COLUMN age INTEGER NOT NULL')";
    const remove = "op.execute('ALTER TABLE users DROP COLUMN age')";
    const folder = history([add, remove]);
    const { code, stdout } = await run(folder, 'verify --seed auto');
    expect(code).toBe(1);
    expect(stdout).toContain('Cannot add a NOT NULL column with default value NULL');
  });

  describe('rows from a file', () => {
    const unique: readonly [string, string] = [
      "op.create_index('uq_name', 'users', ['name'], unique=True)",
      "op.drop_index('uq_name', 'users')",
    ];
    const rows =
      "INSERT INTO users (name) VALUES ('a;b'); -- twice\nINSERT INTO users (name) VALUES ('a;b');\n";

    it.each([
      ['statements', rows],
      ['what the shell of SQLite dumps', `PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n${rows}COMMIT;\n`],
    ])('are put in first: %s', async (_name, sql) => {
      const folder = history(unique);
      writeFileSync(join(folder, 'rows.sql'), sql);
      const { code, stdout } = await run(folder, 'verify r2 --seed rows.sql');
      expect(code).toBe(1);
      expect(stdout).toContain('with rows in the tables: UNIQUE constraint failed: users.name');
    });

    const trigger =
      "CREATE TRIGGER t AFTER INSERT ON users\nBEGIN\nUPDATE users SET name = 'x' WHERE 0;\nEND;\n";

    it.each([
      ['statements with a trigger', `${trigger}${rows}INSERT INTO gone VALUES (1);`],
      ['statements', `${rows}INSERT INTO gone VALUES (1);`],
      ['what the shell of SQLite dumps', `BEGIN TRANSACTION;\n${rows}INSERT INTO gone VALUES (1);\nCOMMIT;`],
    ])('are told when they do not go in, and none of them does: %s', async (_name, sql) => {
      const folder = history(unique);
      writeFileSync(join(folder, 'rows.sql'), sql);
      const { code, stdout } = await run(folder, 'verify r2 --seed rows.sql');
      expect(stdout).toContain('note r2: rows.sql was not run: no such table: gone');
      expect(code).toBe(0);
    });
  });
});
