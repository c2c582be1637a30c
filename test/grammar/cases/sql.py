from alembic import op
import sqlalchemy as sa


def upgrade():
    op.execute("SELECT id, 'it''s' FROM item WHERE price > :least -- all")
#               ^^^^^^ keyword.other.sql
#                          ^^^^^^^ string.quoted.single.sql
#                                  ^^^^ keyword.other.sql
#                                                          ^^^^^^ variable.parameter.sql
#                                                                 ^^^^^^ comment.line.double-dash.sql
#                                                                       ^ punctuation.definition.string.end.python
#                                                                        ^ - source.sql
    op.add_column("select", sa.Column("from", sa.Text()))
#                  ^^^^^^ - keyword.other.sql
#                                      ^^^^ - keyword.other.sql
    op.execute('UPDATE item SET price = 1.5')
#               ^^^^^^ keyword.other.sql
#                                       ^^^ constant.numeric.sql
    op.execute(
        """
        ALTER TABLE item ADD COLUMN note text; -- the "best" of them
#       ^^^^^ keyword.other.sql
#                                   ^^^^ - keyword.other.sql
#                                        ^^^^ storage.type.sql
#                                              ^^^^^^^^^^^^^^^^^^^^^ comment.line.double-dash.sql
        INSERT INTO item VALUES ('a', "b")
#       ^^^^^^ keyword.other.sql
#                                ^^^ string.quoted.single.sql
        """
#       ^^^ punctuation.definition.string.end.python
    )
    x = select_from = 1
#   ^ - source.sql
#       ^^^^^^^^^^^ - keyword.other.sql
    op.execute(sa.text("SELECT 1"), {"a": "SELECT"})
#                       ^^^^^^ keyword.other.sql
    connection.execute(text("DELETE FROM item"))
#                            ^^^^^^ keyword.other.sql
    connection.exec_driver_sql("DROP TABLE item")
#                               ^^^^ keyword.other.sql
    op.execute(f"SELECT {column} FROM {table}")
#                ^^^^^^ keyword.other.sql
#                        ^^^^^^ - keyword.other.sql
#                        ^^^^^^ meta.embedded.line.python
#                                ^^^^ keyword.other.sql
    op.execute("SELECT 1"  # where
#                          ^^^^^^^ comment.line
               " FROM item")
#                ^^^^ keyword.other.sql
    op.execute(r"SELECT '\d' FROM item")
#                       ^^^^ string.quoted.single.sql
#                            ^^^^ keyword.other.sql
    op.execute('SELECT \'a\' FROM item')
#                      ^^^^^ string.quoted.single.sql
#                            ^^^^ keyword.other.sql
    context = "select from where"
#              ^^^^^^ - keyword.other.sql
    some.context("select from where")
#                 ^^^^^^ - keyword.other.sql


def execute(sql="select"):
#                ^^^^^^ - keyword.other.sql
    pass
