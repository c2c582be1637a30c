import { expect, it } from 'vitest';
import { describeSchema } from '../../../server/src/engine/features/schemaSql';
import { Workspace } from '../../../server/src/engine/workspace';
import { TEMPLATE_ENVIRONMENT } from '../../../server/src/engine/workspaceSettings';
import { templateOptions } from '../../support/steps';

const PATH = '/versions/a1.py';
const SOURCE = `from alembic import op
import sqlalchemy as sa
revision = "a1"
down_revision = None
def upgrade():
    op.create_table("b", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("a", sa.Column("b_id", sa.Integer, sa.ForeignKey("b.id", name="fk_b"), index=True))
def downgrade():
    pass
`;

it.each([
  [
    'sqlite',
    [
      'CREATE TABLE a ( b_id INTEGER, CONSTRAINT fk_b FOREIGN KEY(b_id) REFERENCES b (id) );',
      'CREATE INDEX ix_a_b_id ON a (b_id);',
      'CREATE TABLE b ( id INTEGER NOT NULL, PRIMARY KEY (id) );',
    ],
    [],
  ],
  [
    'postgresql',
    [
      'CREATE TABLE a ( b_id INTEGER );',
      'CREATE INDEX ix_a_b_id ON a (b_id);',
      'CREATE TABLE b ( id SERIAL NOT NULL, CONSTRAINT b_pkey PRIMARY KEY (id) );',
    ],
    ['ALTER TABLE a ADD CONSTRAINT fk_b FOREIGN KEY(b_id) REFERENCES b (id);'],
  ],
] as const)('a foreign key on %s stands where the database takes it', (dialect, statements, later) => {
  const settings = { dialect, environment: TEMPLATE_ENVIRONMENT, rules: {} };
  const workspace = Workspace.create([{ path: PATH, text: SOURCE }], settings);
  const objects = describeSchema(workspace.schemaAfter('a1'), templateOptions(dialect));
  const plain = (lines: readonly string[]) => lines.map((line) => line.replace(/\s+/g, ' '));
  expect(plain(objects.flatMap((object) => object.statements))).toEqual(statements);
  expect(plain(objects.flatMap((object) => object.later))).toEqual(later);
  expect(objects.flatMap(({ notes }) => notes)).toEqual([]);
});
