#= a foreign key between two tables
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_foreign_key("fk_note_account", "note", "account", ["account_id"], ["id"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning fk-validates
#+ Add it NOT VALID, then validate it outside the transaction
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_foreign_key("fk_note_account", "note", "account", ["account_id"], ["id"], postgresql_not_valid=True)
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE note VALIDATE CONSTRAINT fk_note_account")

#= in a schema, with a name that needs quotes
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_foreign_key("FK_note", "note", "account", ["account_id"], ["id"], source_schema="app")
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning fk-validates
#+ Add it NOT VALID, then validate it outside the transaction
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_foreign_key("FK_note", "note", "account", ["account_id"], ["id"], source_schema="app", postgresql_not_valid=True)
    with op.get_context().autocommit_block():
        op.execute('ALTER TABLE app.note VALIDATE CONSTRAINT "FK_note"')

#= without a name PostgreSQL chooses one
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key(None, "note", "account", ["account_id"], ["id"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning fk-validates

#- versions/a1_parent.py
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(200), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
    )
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("account_id", sa.Integer()))
#+ Add it NOT VALID, then validate it outside the transaction
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_foreign_key(None, "note", "account", ["account_id"], ["id"], postgresql_not_valid=True)
    with op.get_context().autocommit_block():
        op.execute("ALTER TABLE note VALIDATE CONSTRAINT note_account_id_fkey")

#= without a name in an unknown table there is no fix
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_foreign_key(None, "note", "account", ["account_id"], ["id"])
   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning fk-validates

#= in a batch there is no fix
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    with op.batch_alter_table("note") as batch_op:
        batch_op.create_foreign_key("fk", "account", ["account_id"], ["id"])
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning fk-validates

#= a new column
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("note", sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")))
    #                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning fk-validates
#+ Write REFERENCES inside ADD COLUMN (Alembic 1.18.2)
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("note", sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")), inline_references=True)

#= a new column that has a value
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("note", sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id"), server_default="1", nullable=False))
    #                                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning fk-validates

#= NOT VALID
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", "note", "account", ["account_id"], ["id"], postgresql_not_valid=True)

#= inside ADD COLUMN
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.add_column("note", sa.Column("account_id", sa.Integer(), sa.ForeignKey("account.id")), inline_references=True)

#= a table of the same revision
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("account_id", sa.Integer()))
    op.create_foreign_key("fk", "note", "account", ["account_id"], ["id"])

#= in downgrade()
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.drop_constraint("fk", "note", type_="foreignkey")


def downgrade():
    op.create_foreign_key("fk", "note", "account", ["account_id"], ["id"])

#= in SQL text, as the operation it equals
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE post ADD CONSTRAINT post_author FOREIGN KEY (author_id) REFERENCES account (id)")
    #                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning fk-validates

#= in SQL text that the rule has nothing to say of
from alembic import op
import sqlalchemy as sa

revision = "b2"
down_revision = None


def upgrade():
    op.execute("ALTER TABLE post ADD FOREIGN KEY (author_id) REFERENCES account (id) NOT VALID")
    op.execute("ALTER TABLE post ADD COLUMN editor_id int REFERENCES account (id)")
