// Thirty ways to forget something in a downgrade: what upgrade does, what undoes it, and what only seems to.
export interface BrokenDowngrade {
  readonly name: string;
  readonly up: string;
  readonly good: string;
  readonly broken: string;
}

const text = (name: string, up: string, good: string, broken = 'pass'): BrokenDowngrade => ({
  name,
  up,
  good,
  broken,
});
const sql = (statement: string): string => `op.execute(${JSON.stringify(statement)})`;

export const BROKEN_DOWNGRADES: readonly BrokenDowngrade[] = [
  text(
    'column left',
    'op.add_column("people", sa.Column("x", sa.Integer()))',
    'op.drop_column("people", "x")',
  ),
  text(
    'one of two columns left',
    'op.add_column("people", sa.Column("x", sa.Integer()))\nop.add_column("people", sa.Column("y", sa.Integer()))',
    'op.drop_column("people", "y")\nop.drop_column("people", "x")',
    'op.drop_column("people", "x")',
  ),
  text(
    'column comes back with another type',
    'op.drop_column("people", "age")',
    'op.add_column("people", sa.Column("age", sa.Integer()))',
    'op.add_column("people", sa.Column("age", sa.BigInteger()))',
  ),
  text(
    'column comes back without its default',
    'op.drop_column("people", "note")',
    'op.add_column("people", sa.Column("note", sa.Text(), server_default="none"))',
    'op.add_column("people", sa.Column("note", sa.Text()))',
  ),
  text('table left', 'op.create_table("x", sa.Column("a", sa.Integer()))', 'op.drop_table("x")'),
  text('index left', 'op.create_index("ix_x", "people", ["age"])', 'op.drop_index("ix_x", "people")'),
  text(
    'index comes back not unique',
    'op.create_index("ix_u", "people", ["age"], unique=True)',
    'op.drop_index("ix_u", "people")',
    'op.drop_index("ix_u", "people")\nop.create_index("ix_u", "people", ["age"])',
  ),
  text(
    'index comes back on another column',
    'op.drop_index("ix_people_name", "people")',
    'op.create_index("ix_people_name", "people", ["name"])',
    'op.create_index("ix_people_name", "people", ["age"])',
  ),
  text(
    'unique constraint left',
    'op.create_unique_constraint("uq_x", "people", ["age"])',
    'op.drop_constraint("uq_x", "people")',
  ),
  text(
    'unique constraint not made again',
    'op.drop_constraint("uq_pets_kind", "pets")',
    'op.create_unique_constraint("uq_pets_kind", "pets", ["kind"])',
  ),
  text(
    'foreign key left',
    'op.create_foreign_key("fk_x", "pets", "people", ["owner"], ["id"])',
    'op.drop_constraint("fk_x", "pets", type_="foreignkey")',
  ),
  text(
    'check left',
    'op.create_check_constraint("ck_x", "people", "age > 0")',
    'op.drop_constraint("ck_x", "people", type_="check")',
  ),
  text(
    'nullable stays',
    'op.alter_column("people", "name", nullable=True)',
    'op.alter_column("people", "name", nullable=False)',
  ),
  text(
    'not null stays',
    'op.alter_column("people", "age", nullable=False)',
    'op.alter_column("people", "age", nullable=True)',
  ),
  text(
    'type stays',
    'op.alter_column("people", "age", type_=sa.BigInteger())',
    'op.alter_column("people", "age", type_=sa.Integer())',
  ),
  text(
    'length is another one',
    'op.alter_column("people", "name", type_=sa.String(80))',
    'op.alter_column("people", "name", type_=sa.String(40))',
    'op.alter_column("people", "name", type_=sa.String(60))',
  ),
  text(
    'default stays',
    'op.alter_column("people", "age", server_default="1")',
    'op.alter_column("people", "age", server_default=None)',
  ),
  text(
    'default is another one',
    'op.alter_column("people", "note", server_default="x")',
    'op.alter_column("people", "note", server_default="none")',
    'op.alter_column("people", "note", server_default="None")',
  ),
  text(
    'column is not renamed back',
    'op.alter_column("people", "age", new_column_name="years")',
    'op.alter_column("people", "years", new_column_name="age")',
  ),
  text(
    'table is not renamed back',
    'op.rename_table("pets", "animals")',
    'op.rename_table("animals", "pets")',
  ),
  text('enum left', sql("CREATE TYPE mood AS ENUM ('a', 'b')"), sql('DROP TYPE mood')),
  text(
    'enum of a table left',
    'op.create_table("x", sa.Column("m", sa.Enum("a", "b", name="mood")))',
    'op.drop_table("x")\nop.execute("DROP TYPE mood")',
    'op.drop_table("x")',
  ),
  text('sequence left', sql('CREATE SEQUENCE s'), sql('DROP SEQUENCE s')),
  text('view left', sql('CREATE VIEW v AS SELECT id FROM people'), sql('DROP VIEW v')),
  text(
    'view comes back with another query',
    sql('CREATE VIEW v AS SELECT id FROM people'),
    sql('DROP VIEW v'),
    `${sql('DROP VIEW v')}\n${sql('CREATE VIEW v AS SELECT name FROM people')}`,
  ),
  text(
    'function left',
    sql("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
    sql('DROP FUNCTION f()'),
  ),
  text(
    'trigger left',
    `${sql("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")}\n${sql('CREATE TRIGGER g BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION f()')}`,
    `${sql('DROP TRIGGER g ON people')}\n${sql('DROP FUNCTION f()')}`,
    sql('ALTER TABLE people DISABLE TRIGGER g'),
  ),
  text('schema left', sql('CREATE SCHEMA extra'), sql('DROP SCHEMA extra')),
  text('extension left', sql('CREATE EXTENSION citext'), sql('DROP EXTENSION citext')),
  text('comment left', sql("COMMENT ON TABLE people IS 'x'"), sql('COMMENT ON TABLE people IS NULL')),
  text(
    'row security left',
    `${sql('ALTER TABLE people ENABLE ROW LEVEL SECURITY')}\n${sql('CREATE POLICY p ON people USING (true)')}`,
    `${sql('DROP POLICY p ON people')}\n${sql('ALTER TABLE people DISABLE ROW LEVEL SECURITY')}`,
    sql('DROP POLICY p ON people'),
  ),
  text(
    'downgrade that fails',
    'op.add_column("people", sa.Column("x", sa.Integer()))',
    'op.drop_column("people", "x")',
    'op.drop_column("people", "z")',
  ),
  text(
    'downgrade that raises',
    'op.add_column("people", sa.Column("x", sa.Integer()))',
    'op.drop_column("people", "x")',
    'op.drop_constraint(None, "people")',
  ),
];
