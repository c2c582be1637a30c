// What a downgrade can leave behind: one of every kind of object a database holds, each between two operations on the same
// table that are undone.

export interface Leftover {
  readonly kind: string;
  readonly up: string;
  readonly down: string;
  /** The differences that are to be told, as `+ kind name` of what is left. */
  readonly found: readonly string[];
}

const sql = (statement: string): string => `op.execute(${JSON.stringify(statement)})`;

/** What some of them alter: made before all of them. */
export const GIVEN: readonly string[] = [
  sql("CREATE TYPE mood AS ENUM ('a', 'b')"),
  sql('CREATE SEQUENCE given_sequence'),
  sql("CREATE FUNCTION given_function() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
  sql("CREATE FUNCTION on_insert() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"),
  sql('CREATE TRIGGER given_trigger BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION on_insert()'),
  sql('ALTER TABLE people ADD CONSTRAINT given_check CHECK (age > 0) NOT VALID'),
];

const changed = (what: string, up: string, down: string, found: string): Leftover => ({
  kind: what,
  up: sql(up),
  down: sql(down),
  found: [found],
});

export const LEFTOVERS: readonly Leftover[] = [
  {
    kind: 'table',
    up: 'op.create_table("x", sa.Column("people", sa.Integer()))',
    down: 'op.drop_table("x")',
    found: ['added table public.x'],
  },
  {
    kind: 'column',
    up: 'op.add_column("people", sa.Column("x", sa.Integer()))',
    down: 'op.drop_column("people", "x")',
    found: ['added column public.people.x'],
  },
  {
    kind: 'index',
    up: 'op.create_index("ix_x", "people", ["age"])',
    down: 'op.drop_index("ix_x", "people")',
    found: ['added index public.ix_x'],
  },
  {
    kind: 'constraint',
    up: 'op.create_unique_constraint("uq_x", "people", ["age"])',
    down: 'op.drop_constraint("uq_x", "people")',
    found: ['added constraint public.people.uq_x'],
  },
  {
    kind: 'default',
    up: 'op.alter_column("people", "age", server_default="1")',
    down: 'op.alter_column("people", "age", server_default=None)',
    found: ['changed column public.people.age'],
  },
  {
    kind: 'enum value',
    up: sql("ALTER TYPE mood ADD VALUE 'c'"),
    down: `${sql('DROP TYPE mood')}\n${sql("CREATE TYPE mood AS ENUM ('a', 'b')")}`,
    found: ['changed enum public.mood'],
  },
  changed('sequence', 'CREATE SEQUENCE s', 'DROP SEQUENCE s', 'added sequence public.s'),
  changed(
    'sequence step',
    'ALTER SEQUENCE given_sequence INCREMENT 5',
    'ALTER SEQUENCE given_sequence INCREMENT 1',
    'changed sequence public.given_sequence',
  ),
  changed('view', 'CREATE VIEW v AS SELECT id FROM people', 'DROP VIEW v', 'added view public.v'),
  changed(
    'materialized view',
    'CREATE MATERIALIZED VIEW m AS SELECT id FROM people',
    'DROP MATERIALIZED VIEW m',
    'added materialized view public.m',
  ),
  changed(
    'function',
    "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    'DROP FUNCTION g()',
    'added function public.g()',
  ),
  changed(
    'function body',
    "CREATE OR REPLACE FUNCTION given_function() RETURNS int LANGUAGE sql AS 'SELECT 2'",
    "CREATE OR REPLACE FUNCTION given_function() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    'changed function public.given_function()',
  ),
  changed(
    'aggregate',
    'CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int4)',
    'DROP AGGREGATE total(int)',
    'added aggregate public.total(integer)',
  ),
  changed(
    'trigger',
    'CREATE TRIGGER t BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION on_insert()',
    'DROP TRIGGER t ON people',
    'added trigger public.people.t',
  ),
  changed(
    'trigger state',
    'ALTER TABLE people DISABLE TRIGGER given_trigger',
    'ALTER TABLE people ENABLE TRIGGER given_trigger',
    'changed trigger public.people.given_trigger',
  ),
  changed('extension', 'CREATE EXTENSION citext', 'DROP EXTENSION citext', 'added extension citext'),
  changed('schema', 'CREATE SCHEMA extra', 'DROP SCHEMA extra', 'added schema extra'),
  changed(
    'domain',
    'CREATE DOMAIN short AS text CHECK (length(VALUE) < 9)',
    'DROP DOMAIN short',
    'added domain public.short',
  ),
  changed('type', 'CREATE TYPE pair AS (a int, b int)', 'DROP TYPE pair', 'added type public.pair'),
  changed(
    'comment on a table',
    "COMMENT ON TABLE people IS 'everybody'",
    'COMMENT ON TABLE people IS NULL',
    'added comment table public.people',
  ),
  changed(
    'comment on a column',
    "COMMENT ON COLUMN people.age IS 'in years'",
    'COMMENT ON COLUMN people.age IS NULL',
    'added comment table column public.people.age',
  ),
  changed(
    'comment on a constraint',
    "COMMENT ON CONSTRAINT given_check ON people IS 'the key'",
    'COMMENT ON CONSTRAINT given_check ON people IS NULL',
    'added comment table constraint given_check on public.people',
  ),
  changed(
    'privilege on a table',
    'GRANT SELECT ON people TO PUBLIC',
    'REVOKE SELECT ON people FROM PUBLIC',
    'changed table public.people',
  ),
  changed(
    'privilege on a column',
    'GRANT UPDATE (age) ON people TO PUBLIC',
    'REVOKE UPDATE (age) ON people FROM PUBLIC',
    'changed column public.people.age',
  ),
  changed(
    'privilege on a sequence',
    'GRANT USAGE ON SEQUENCE people_id_seq TO PUBLIC',
    'REVOKE USAGE ON SEQUENCE people_id_seq FROM PUBLIC',
    'changed sequence public.people_id_seq',
  ),
  changed(
    'privilege on a type',
    'REVOKE USAGE ON TYPE mood FROM PUBLIC',
    'GRANT USAGE ON TYPE mood TO PUBLIC',
    'changed enum public.mood',
  ),
  changed(
    'privilege on a function',
    'REVOKE EXECUTE ON FUNCTION given_function() FROM PUBLIC',
    'GRANT EXECUTE ON FUNCTION given_function() TO PUBLIC',
    'changed function public.given_function()',
  ),
  changed(
    'privilege on the schema',
    'GRANT CREATE ON SCHEMA public TO pg_monitor',
    'REVOKE CREATE ON SCHEMA public FROM pg_monitor',
    'changed privileges schema public',
  ),
  changed(
    'default privilege',
    'ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC',
    'ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT ON TABLES FROM PUBLIC',
    'added privileges default for r of postgres in public',
  ),
  {
    kind: 'owner',
    up: sql('ALTER TABLE people OWNER TO pg_monitor'),
    down: sql('ALTER TABLE people OWNER TO CURRENT_USER'),
    found: ['changed sequence public.people_id_seq', 'changed table public.people'],
  },
  changed(
    'storage parameter',
    'ALTER TABLE people SET (fillfactor = 70)',
    'ALTER TABLE people RESET (fillfactor)',
    'changed table public.people',
  ),
  changed(
    'storage parameter of an index',
    'ALTER INDEX ix_people_name SET (fillfactor = 70)',
    'ALTER INDEX ix_people_name RESET (fillfactor)',
    'changed index public.ix_people_name',
  ),
  changed(
    'storage of a column',
    'ALTER TABLE people ALTER note SET STORAGE EXTERNAL',
    'ALTER TABLE people ALTER note SET STORAGE EXTENDED',
    'changed column public.people.note',
  ),
  changed(
    'statistics target of a column',
    'ALTER TABLE people ALTER age SET STATISTICS 500',
    'ALTER TABLE people ALTER age SET STATISTICS -1',
    'changed column public.people.age',
  ),
  changed(
    'statistics',
    'CREATE STATISTICS both_of ON name, age FROM people',
    'DROP STATISTICS both_of',
    'added statistics public.both_of',
  ),
  changed(
    'replica identity',
    'ALTER TABLE people REPLICA IDENTITY FULL',
    'ALTER TABLE people REPLICA IDENTITY DEFAULT',
    'changed table public.people',
  ),
  changed(
    'row security',
    'ALTER TABLE people ENABLE ROW LEVEL SECURITY',
    'ALTER TABLE people DISABLE ROW LEVEL SECURITY',
    'changed table public.people',
  ),
  changed(
    'policy',
    'CREATE POLICY p ON people USING (true)',
    'DROP POLICY p ON people',
    'added policy public.people.p',
  ),
  changed(
    'rule',
    'CREATE RULE r AS ON DELETE TO people DO INSTEAD NOTHING',
    'DROP RULE r ON people',
    'added rule public.people.r',
  ),
  changed(
    'publication',
    'CREATE PUBLICATION pub FOR TABLE people',
    'DROP PUBLICATION pub',
    'added publication pub',
  ),
  changed(
    'collation',
    'CREATE COLLATION other FROM "C"',
    'DROP COLLATION other',
    'added collation public.other',
  ),
  changed(
    'unlogged table',
    'ALTER TABLE pets SET UNLOGGED',
    'ALTER TABLE pets SET LOGGED',
    'changed table public.pets',
  ),
  changed(
    'constraint not valid',
    'ALTER TABLE people ADD CONSTRAINT ck_x CHECK (age > 0) NOT VALID',
    'ALTER TABLE people DROP CONSTRAINT ck_x',
    'added constraint public.people.ck_x',
  ),
  changed(
    'validation of a constraint',
    'ALTER TABLE people VALIDATE CONSTRAINT given_check',
    'ALTER TABLE people DROP CONSTRAINT given_check; ALTER TABLE people ADD CONSTRAINT given_check CHECK (age > 0) NOT VALID',
    'changed constraint public.people.given_check',
  ),
];
