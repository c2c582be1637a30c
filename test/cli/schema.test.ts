// The schema that the history makes, against the catalogue of a PostgreSQL that ran the same revisions.
import { describe, expect, it } from 'vitest';
import { openConnection, type Connection } from '../../server/src/database/connection';
import { EMBEDDED_SCRIPT } from '../support/build';
import { copyOfExample, retort, revisionSource, temporaryFolder, writeFiles } from '../support/commandLine';

// PostgreSQL 18 names NOT NULL constraints after the column's first name; nullability itself is in the first part.
const CATALOGUE = `
  SELECT format('%s.%s %s %s default %s', table_name, column_name, udt_name, is_nullable, column_default) AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
  UNION ALL
  SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version'
      AND contype <> 'n'
  UNION ALL
  SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'
  UNION ALL
  SELECT format('%s %s', enumtypid::regtype, enumlabel) FROM pg_enum
  ORDER BY 1`;

async function connect(project: string): Promise<Connection> {
  const context = { project, embeddedScript: EMBEDDED_SCRIPT, environment: {} };
  return await openConnection({ kind: 'embedded' }, context);
}

async function catalogue(connection: Connection): Promise<readonly unknown[]> {
  const { rows } = await connection.execute(CATALOGUE);
  await connection.close();
  return rows.map(({ line }) => line);
}

describe('retort schema', () => {
  it.each(['head', '7cb1d85f0e3a', '64bf1e90a7d5'])('prints what a database has at %s', async (revision) => {
    const folder = copyOfExample('shop');
    const { stdout, code } = await retort(folder, ['schema', revision]);
    expect(code).toBe(0);
    const ours = await connect(temporaryFolder('ours'));
    await ours.execute(stdout);
    expect((await retort(folder, ['upgrade', revision, '--yes'])).code).toBe(0);
    expect(await catalogue(ours)).toEqual(await catalogue(await connect(folder)));
  });

  it('is empty at base, and JSON says whether all of it is known', async () => {
    const folder = copyOfExample('shop');
    expect((await retort(folder, ['schema', 'base'])).stdout).toBe('');
    const { stdout } = await retort(folder, ['schema', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ is_complete: true });
  });
});

describe('SQL text', () => {
  it('is part of the schema, and of what lint knows', async () => {
    const folder = temporaryFolder('text');
    writeFiles(folder, {
      'alembic.ini': '[alembic]\nscript_location = migrations\n',
      'migrations/env.py': 'from alembic import context\n',
      'migrations/versions/a1.py': revisionSource(
        'a1',
        undefined,
        "op.execute(\"CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (id serial PRIMARY KEY, m mood NOT NULL)\")",
        'op.execute("DROP TABLE t; DROP TYPE mood")',
      ),
      'migrations/versions/b2.py': revisionSource(
        'b2',
        'a1',
        'op.add_column("t", sa.Column("x", sa.Integer, nullable=False))',
        'op.drop_column("t", "x")',
      ),
    });
    const { stdout } = await retort(folder, ['schema', 'a1', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      is_complete: true,
      objects: [
        { kind: 'enum', name: 'mood', statements: ["CREATE TYPE mood AS ENUM ('sad', 'ok');"] },
        { kind: 'table', name: 't', notes: [] },
      ],
    });
    const { stdout: findings } = await retort(folder, ['lint', '--scope', 'all', '--format', 'json']);
    expect(findings).toContain('not-null-without-default');
  });
});

describe('retort diff', () => {
  it('shows what changed between two revisions, and nothing where nothing did', async () => {
    const folder = copyOfExample('shop');
    const changed = await retort(folder, ['diff', 'd3a8517e4c6b', '64bf1e90a7d5']);
    expect(changed.stdout).toMatch(/^table orders\n\+ .*total_cents/);
    expect((await retort(folder, ['diff', 'head', 'head'])).stdout).toBe('');
  });
});
