// The schema after SQL text given to op.execute: what PostgreSQL would have afterwards.
import { describe, expect, it } from 'vitest';
import { findTable } from '../../../server/src/engine/schema/lookup';
import type { Schema } from '../../../server/src/engine/schema/schema';
import { Workspace } from '../../../server/src/engine/workspace';
import { TEMPLATE_ENVIRONMENT } from '../../../server/src/engine/workspaceSettings';
import { describeSchema } from '../../../server/src/engine/features/schemaSql';
import { templateOptions } from '../../support/steps';
import { withParsedSql } from '../../support/sqlTrees';

const PATH = '/versions/a1.py';

function workspaceOf(upgrade: string, dialect: 'postgresql' | 'sqlite' = 'postgresql'): Workspace {
  const text = `from alembic import op\nimport sqlalchemy as sa\nrevision = "a1"\ndown_revision = None\ndef upgrade():\n    pass\n${upgrade.replace(/^(?=.)/gm, '    ')}\ndef downgrade():\n    pass\n`;
  const settings = { dialect, environment: TEMPLATE_ENVIRONMENT, rules: {} };
  return Workspace.create([{ path: PATH, text }], settings);
}

function schemaAfter(...sql: readonly string[]): Schema {
  const code = sql.map((text) => `op.execute(r"""${text}""")`).join('\n');
  return withParsedSql(workspaceOf(code)).schemaAfter('a1');
}

function printed(...sql: readonly string[]): readonly string[] {
  const schema = schemaAfter(...sql);
  const objects = describeSchema(schema, templateOptions('postgresql'));
  const lines = objects.flatMap(({ statements, later, notes }) => [
    ...notes.map((note) => `-- ${note}`),
    ...statements,
    ...later,
  ]);
  return (schema.isComplete ? lines : ['incomplete', ...lines]).map((line) => line.replace(/\s+/g, ' '));
}

describe('DO blocks that make an enum', () => {
  const made = "CREATE TYPE mood AS ENUM ('it''s', 'ok');";
  it.each([
    `DO $$ BEGIN ${made} EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    `DO $do$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN ${made} END IF; END; $do$`,
  ])('are read: %s', (sql) => {
    const enums = ["CREATE TYPE mood AS ENUM ('it''s', 'ok');"];
    expect(printed(sql)).toEqual(enums);
    expect(printed(sql, sql)).toEqual(enums);
  });

  it.each([
    `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'other') THEN ${made} END IF; END $$`,
    `DO $$ BEGIN ${made} DROP TABLE t; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
    `DO $$ BEGIN ${made} END $$`,
  ])('are not, with anything else in it: %s', (sql) => {
    expect(printed(sql)[0]).toBe('incomplete');
  });
});

describe('CREATE TABLE', () => {
  it('has columns, types, defaults and the names PostgreSQL gives to constraints', () => {
    expect(
      printed(
        `CREATE TABLE u (id bigserial PRIMARY KEY);
         CREATE TABLE t (
           id serial PRIMARY KEY, a varchar(20) NOT NULL DEFAULT 'x:y'::text, b numeric(3, 2)[] CHECK (b[1] > 0),
           c bigint REFERENCES u ON DELETE CASCADE, d timestamptz(3) DEFAULT now(), e text COLLATE "C" UNIQUE,
           f geometry(Point, 4326), g int GENERATED ALWAYS AS IDENTITY (START WITH 3), h int GENERATED ALWAYS AS (id + 1) STORED,
           CONSTRAINT q UNIQUE (a, b), CHECK (a <> e), EXCLUDE USING gist (c WITH =) WHERE (c > 0)
         )`,
      ),
    ).toEqual([
      'CREATE TABLE t ( id SERIAL NOT NULL, a VARCHAR(20) DEFAULT \'x:y\'::text NOT NULL, b NUMERIC(3, 2)[], c BIGINT, d TIMESTAMP(3) WITH TIME ZONE DEFAULT now(), e TEXT COLLATE "C", f geometry(Point, 4326), g INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 3), h INTEGER GENERATED ALWAYS AS (id + 1) STORED, CONSTRAINT t_pkey PRIMARY KEY (id), CONSTRAINT t_b_check CHECK (b[1] > 0), CONSTRAINT q UNIQUE (a, b), CONSTRAINT t_check CHECK (a <> e), CONSTRAINT t_c_excl EXCLUDE USING gist (c WITH =) WHERE (c > 0), CONSTRAINT t_e_key UNIQUE (e) );',
      'ALTER TABLE t ADD CONSTRAINT t_c_fkey FOREIGN KEY(c) REFERENCES u (id) ON DELETE CASCADE;',
      'CREATE TABLE u ( id BIGSERIAL NOT NULL, CONSTRAINT u_pkey PRIMARY KEY (id) );',
    ]);
  });

  it('takes IF NOT EXISTS, temporary tables and schemas', () => {
    expect(
      printed(
        'CREATE TABLE s.t (a int); CREATE TABLE IF NOT EXISTS s.t (b int); CREATE TEMP TABLE x (a int)',
      ),
    ).toEqual(['CREATE TABLE s.t ( a INTEGER );']);
  });

  it('does not know the columns of a query or another table', () => {
    const schema = schemaAfter('CREATE TABLE t AS SELECT 1 AS a; CREATE TABLE u (LIKE v)');
    expect(['t', 'u'].map((name) => findTable(schema, name, undefined)?.isComplete)).toEqual([false, false]);
    expect(schema.isComplete).toBe(true);
  });
});

const T = 'CREATE TABLE t (id int PRIMARY KEY, a int, b text)';

describe('ALTER TABLE', () => {
  it.each([
    [
      'ADD COLUMN x int NOT NULL DEFAULT 3, DROP COLUMN b',
      'id INTEGER NOT NULL, a INTEGER, x INTEGER DEFAULT 3 NOT NULL, CONSTRAINT t_pkey PRIMARY KEY (id)',
    ],
    [
      'ALTER a TYPE bigint USING a::bigint, ALTER b SET NOT NULL',
      'id INTEGER NOT NULL, a BIGINT, b TEXT NOT NULL, CONSTRAINT t_pkey PRIMARY KEY (id)',
    ],
    [
      "ALTER b SET DEFAULT 'x', ALTER COLUMN a SET DEFAULT 1 + 2",
      "id INTEGER NOT NULL, a INTEGER DEFAULT 1 + 2, b TEXT DEFAULT 'x', CONSTRAINT t_pkey PRIMARY KEY (id)",
    ],
    [
      'ADD UNIQUE (a), ADD CHECK (a > 0), DROP CONSTRAINT t_pkey',
      'id INTEGER NOT NULL, a INTEGER, b TEXT, CONSTRAINT t_a_key UNIQUE (a), CONSTRAINT t_a_check CHECK (a > 0)',
    ],
    ['RENAME COLUMN a TO c', 'id INTEGER NOT NULL, c INTEGER, b TEXT, CONSTRAINT t_pkey PRIMARY KEY (id)'],
    [
      'RENAME CONSTRAINT t_pkey TO p',
      'id INTEGER NOT NULL, a INTEGER, b TEXT, CONSTRAINT p PRIMARY KEY (id)',
    ],
    [
      'ENABLE ROW LEVEL SECURITY, OWNER TO me, SET (fillfactor = 70)',
      'id INTEGER NOT NULL, a INTEGER, b TEXT, CONSTRAINT t_pkey PRIMARY KEY (id)',
    ],
    [
      'ADD CONSTRAINT c CHECK (a > 0) NOT VALID, VALIDATE CONSTRAINT c',
      'id INTEGER NOT NULL, a INTEGER, b TEXT, CONSTRAINT t_pkey PRIMARY KEY (id), CONSTRAINT c CHECK (a > 0)',
    ],
  ])('%s', (action, body) => {
    expect(printed(T, `ALTER TABLE t ${action}`)).toEqual([`CREATE TABLE t ( ${body} );`]);
  });

  it('makes a constraint of an index', () => {
    const lines = printed(
      T,
      'CREATE UNIQUE INDEX i ON t (a)',
      'ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i',
    );
    expect(lines).toEqual([
      'CREATE TABLE t ( id INTEGER NOT NULL, a INTEGER, b TEXT, CONSTRAINT t_pkey PRIMARY KEY (id), CONSTRAINT k UNIQUE (a) );',
    ]);
  });

  it('renames and moves tables, and what refers to them follows', () => {
    const lines = printed(
      T,
      'CREATE TABLE u (t int REFERENCES t)',
      'ALTER TABLE t RENAME TO v',
      'ALTER TABLE v SET SCHEMA s',
    );
    expect(lines[0]).toMatch(/^CREATE TABLE s\.v /);
    expect(lines[2]).toBe('ALTER TABLE u ADD CONSTRAINT u_t_fkey FOREIGN KEY(t) REFERENCES s.v (id);');
  });
});

describe('indexes', () => {
  it('keeps what they are made of', () => {
    expect(
      printed(
        T,
        'CREATE UNIQUE INDEX CONCURRENTLY i ON t USING gin (a DESC NULLS LAST, lower(b) text_ops) INCLUDE (id) WITH (fillfactor = 70) WHERE a > 0',
        'CREATE INDEX ON t (lower(b))',
        'CREATE INDEX ON t (a, b)',
      ).slice(1),
    ).toEqual([
      'CREATE UNIQUE INDEX i ON t USING gin (a DESC NULLS LAST, lower(b) text_ops) INCLUDE (id) WITH (fillfactor = 70) WHERE a > 0;',
      'CREATE INDEX t_a_b_idx ON t (a, b);',
      'CREATE INDEX t_lower_idx ON t (lower(b));',
    ]);
  });

  it('go with their column and by name', () => {
    expect(
      printed(
        T,
        'CREATE INDEX i ON t (lower(b)); CREATE INDEX j ON t (a)',
        'ALTER TABLE t DROP b; DROP INDEX IF EXISTS j, k',
      ).length,
    ).toBe(1);
    expect(
      printed(T, 'CREATE INDEX i ON t (a); ALTER INDEX i RENAME TO j; ALTER INDEX t_pkey RENAME TO p'),
    ).toEqual([
      'CREATE TABLE t ( id INTEGER NOT NULL, a INTEGER, b TEXT, CONSTRAINT p PRIMARY KEY (id) );',
      'CREATE INDEX j ON t (a);',
    ]);
  });
});

describe('types', () => {
  it('follows an enum and the columns that use it', () => {
    expect(
      printed(
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        'CREATE TABLE t (m mood, n mood[])',
        "ALTER TYPE mood ADD VALUE 'happy'; ALTER TYPE mood ADD VALUE IF NOT EXISTS 'fine' BEFORE 'ok'; ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'",
        'ALTER TYPE mood RENAME TO feeling',
      ),
    ).toEqual([
      "CREATE TYPE feeling AS ENUM ('blue', 'fine', 'ok', 'happy');",
      'CREATE TABLE t ( m feeling, n feeling[] );',
    ]);
  });
});

describe('other objects', () => {
  it('are known by name', () => {
    const schema = schemaAfter(
      'CREATE SCHEMA s; CREATE VIEW v AS SELECT 1; CREATE SEQUENCE s.q; CREATE EXTENSION IF NOT EXISTS citext; CREATE MATERIALIZED VIEW m AS SELECT 1',
      'DROP VIEW v',
      'ALTER SEQUENCE s.q RENAME TO r',
    );
    expect(
      [...schema.objects.values()].map(({ kind, name, schema: place }) => `${kind} ${place ?? '-'} ${name}`),
    ).toEqual(['schema - s', 'extension - citext', 'materializedView - m', 'sequence s r']);
    expect(schema.isComplete).toBe(true);
  });

  it('drops a schema with everything in it', () => {
    expect(printed('CREATE SCHEMA s; CREATE TABLE s.t (a int); DROP SCHEMA s CASCADE')).toEqual([]);
  });
});

describe('what is not known', () => {
  it.each([
    'SET search_path TO other',
    'DO $$ BEGIN EXECUTE x; END $$',
    'CALL p()',
    'DROP EXTENSION x CASCADE',
    "SELECT AddGeometryColumn('t', 'g', 4326, 'POINT', 2)",
    'nonsense',
  ])('%s', (sql) => {
    expect(printed(T, sql)[0]).toBe('incomplete');
  });

  it.each([
    "DO $$ BEGIN RAISE NOTICE 'x'; END $$",
    'GRANT SELECT ON t TO me',
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'VACUUM t',
    'UPDATE t SET a = :a',
    "COMMENT ON TABLE t IS 'x'",
  ])('%s changes no table', (sql) => {
    expect(printed(T, sql)[0]).toMatch(/^CREATE TABLE t/);
  });
});

describe('before the text is parsed', () => {
  it('names what it needs, once, and knows nothing of it', () => {
    const workspace = workspaceOf(`op.execute("${T}")\nop.execute("${T}")`);
    expect([...workspace.sqlTextsNeeded()]).toEqual([]);
    expect(workspace.schemaAfter('a1').isComplete).toBe(false);
    expect([...workspace.sqlTextsNeeded()]).toEqual([T]);
    expect(withParsedSql(workspace).schemaAfter('a1').isComplete).toBe(true);
  });

  it('asks again for what an inspector question hides until then', () => {
    const workspace = workspaceOf(
      `op.execute("${T}")\nif not sa.inspect(op.get_bind()).has_table("t"):\n    op.execute("CREATE TABLE never (a int)")`,
    );
    const schema = withParsedSql(workspace).schemaAfter('a1');
    expect([...schema.tables.keys()]).toEqual(['t']);
    expect(schema.isComplete).toBe(true);
  });
});

describe('SQLite', () => {
  it('is read where both grammars agree', () => {
    const both = withParsedSql(
      workspaceOf('op.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")', 'sqlite'),
    );
    expect(both.schemaAfter('a1').isComplete).toBe(true);
    const own = withParsedSql(
      workspaceOf('op.execute("CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)")', 'sqlite'),
    );
    expect(own.schemaAfter('a1').isComplete).toBe(false);
  });
});
