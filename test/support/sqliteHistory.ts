// A history on SQLite with one of everything, for comparing who runs it.

const head = (revision: string, down: string): string => `"""${revision}"""
from alembic import op
import sqlalchemy as sa
import datetime, decimal, uuid

revision = "${revision}"
down_revision = ${down}

`;

/** Seven revisions, with a branch and its merge; every statement of them is known statically. */
export const HISTORY: Readonly<Record<string, string>> = {
  one: `${head('one1', 'None')}
def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(255), nullable=False, unique=True),
        sa.Column("is_on", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("kind", sa.Enum("a", "b", name="kind", native_enum=False, create_constraint=True)),
        sa.Column("made", sa.DateTime(), server_default=sa.func.now()),
        sa.Column("tab", sa.Text(), server_default="x\\ty 'q' % \\u00e9"),
        sa.CheckConstraint("length(email) > 1", name="ck_email"),
    )
    op.create_index("ix_users_email", "users", ["email"], unique=True)
    op.create_index("ix_on", "users", ["is_on"], sqlite_where=sa.text("is_on = 1"))


def downgrade():
    op.drop_index("ix_on", table_name="users")
    op.drop_index("ix_users_email", table_name="users")
    op.drop_table("users")
`,
  two: `${head('two2', '"one1"')}
def upgrade():
    t = op.create_table(
        "values",
        sa.Column("i", sa.Integer()), sa.Column("n", sa.Numeric(10, 2)), sa.Column("f", sa.Float()),
        sa.Column("d", sa.Date()), sa.Column("dt", sa.DateTime()), sa.Column("b", sa.Boolean()),
        sa.Column("s", sa.String()), sa.Column("u", sa.Uuid()),
    )
    op.bulk_insert(t, [
        {"i": 1, "n": decimal.Decimal("1.50"), "f": 0.1, "d": datetime.date(2020, 1, 2),
         "dt": datetime.datetime(2020, 1, 2, 3, 4, 5, 6), "b": True, "s": "it's\\ta \\u00e9 \\\\ % :x",
         "u": uuid.UUID("12345678-1234-5678-1234-567812345678")},
        {"i": -2, "n": None, "f": 1e20, "d": None, "dt": None, "b": False, "s": "", "u": None},
    ])
    op.execute("INSERT INTO users (email) VALUES ('a\\tb@x'), ('c@x')")
    users = sa.table("users", sa.column("email", sa.String), sa.column("is_on", sa.Boolean))
    op.execute(users.update().where(users.c.email == "c@x").values(is_on=False))


def downgrade():
    op.execute("DELETE FROM users")
    op.drop_table("values")
`,
  three: `${head('three3', '"two2"')}
def upgrade():
    op.add_column("users", sa.Column("age", sa.Integer(), nullable=True))
    op.add_column("users", sa.Column("city", sa.String(20), server_default="Graz", nullable=False))
    with op.batch_alter_table("users") as batch:
        batch.add_column(sa.Column("zip", sa.String(5)))
        batch.create_index("ix_zip", ["zip"])
    op.rename_table("values", "amounts")


def downgrade():
    op.rename_table("amounts", "values")
    op.drop_index("ix_zip", table_name="users")
    op.drop_column("users", "zip")
    op.drop_column("users", "city")
    op.drop_column("users", "age")
`,
  four: `${head('four4', '"three3"')}
AMOUNTS = sa.Table(
    "amounts", sa.MetaData(),
    sa.Column("i", sa.Integer()), sa.Column("n", sa.Numeric(10, 2)), sa.Column("f", sa.Float()),
    sa.Column("d", sa.Date()), sa.Column("dt", sa.DateTime()), sa.Column("b", sa.Boolean()),
    sa.Column("s", sa.String()), sa.Column("u", sa.Uuid()),
)


def upgrade():
    with op.batch_alter_table("amounts", copy_from=AMOUNTS) as batch:
        batch.alter_column("s", new_column_name="note", nullable=False)
        batch.drop_column("f")
        batch.add_column(sa.Column("extra", sa.Integer()))
        batch.create_check_constraint("ck_i", "i > -10")


def downgrade():
    op.drop_table("amounts")
    op.create_table(
        "amounts",
        sa.Column("i", sa.Integer()), sa.Column("n", sa.Numeric(10, 2)), sa.Column("f", sa.Float()),
        sa.Column("d", sa.Date()), sa.Column("dt", sa.DateTime()), sa.Column("b", sa.Boolean()),
        sa.Column("s", sa.String()), sa.Column("u", sa.Uuid()),
    )
`,
  left: `${head('left5', '"four4"')}
def upgrade():
    op.create_table(
        "orders", sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id", ondelete="CASCADE")),
    )
    op.execute("""
        CREATE INDEX ix_orders ON orders (user_id) -- kept with the text
    """)
    op.execute("CREATE VIEW open_orders AS\\n\\tSELECT id FROM orders")
    op.execute("CREATE TRIGGER tr AFTER INSERT ON orders BEGIN UPDATE users SET age = 1; DELETE FROM orders; END")


def downgrade():
    op.execute("DROP TRIGGER tr")
    op.execute("DROP VIEW open_orders")
    op.drop_table("orders")
`,
  right: `${head('right5', '"four4"')}
def upgrade():
    with op.get_context().autocommit_block():
        op.execute("VACUUM")
    op.create_table("logs", sa.Column("id", sa.Integer(), primary_key=True), sqlite_autoincrement=True)


def downgrade():
    op.drop_table("logs")
`,
  merge: `${head('merge6', '("left5", "right5")')}
def upgrade():
    pass


def downgrade():
    pass
`,
};
