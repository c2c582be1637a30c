// The schema after the steps of a revision: what the database would have, and what did not fit.
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../server/src/engine/operations/evaluation';
import { applySteps, type StepContext } from '../../../server/src/engine/schema/applyStep';
import { EMPTY_SCHEMA, findEnum, findTable } from '../../../server/src/engine/schema/lookup';
import type { Schema, SchemaProblem } from '../../../server/src/engine/schema/schema';
import type { ParsedSql } from '../../../server/src/engine/sqlText/parsedSql';
import { CONVENTION, known, SPAN, stepsOf } from '../../support/steps';

const CONTEXT: StepContext = {
  dialect: 'postgresql',
  revision: 'a1',
  namingConvention: { state: 'absent' },
};

function apply(
  code: string,
  changes: Partial<StepContext> = {},
): { readonly schema: Schema; readonly problems: readonly SchemaProblem[] } {
  const dialect: Dialect = changes.dialect ?? 'postgresql';
  return applySteps(EMPTY_SCHEMA, stepsOf(code, dialect), { ...CONTEXT, ...changes });
}

/** One line for each thing a table has, to be read in a test. */
function describeTable(schema: Schema, name: string, schemaName?: string): readonly string[] {
  const table = findTable(schema, name, schemaName);
  if (!table) return ['(no table)'];
  return [
    ...table.columns.map(({ name: column, nullable }) => `${column}${nullable ? '' : ' not null'}`),
    ...table.constraints.map(({ name: constraint, definition, columns }) => {
      return `${definition.kind} ${constraint ?? '?'} (${columns.join(', ')})`;
    }),
    ...table.indexes.map(({ name: index }) => `index ${index}`),
    ...(table.isComplete ? [] : ['(incomplete)']),
  ];
}

const T =
  "op.create_table('t', sa.Column('id', sa.Integer, primary_key=True), sa.Column('a', sa.String, unique=True), sa.Column('b', sa.Integer, sa.ForeignKey('u.id'), index=True), sa.CheckConstraint('b > 0'))\n";

describe('create_table', () => {
  it('names what the server names', () => {
    expect(describeTable(apply(T).schema, 't')).toEqual([
      'id not null',
      'a',
      'b',
      'primaryKey t_pkey (id)',
      'check t_b_check (b)',
      'unique t_a_key (a)',
      'foreignKey t_b_fkey (b)',
      'index ix_t_b',
    ]);
  });

  it('names by convention', () => {
    const code = T.replace("'b > 0')", "'b > 0', name='pos')");
    const { schema } = apply(code, { namingConvention: known(CONVENTION) });
    expect(describeTable(schema, 't').slice(3)).toEqual([
      'primaryKey pk_t (id)',
      'check ck_t_pos (b)',
      'unique uq_t_a (a)',
      'foreignKey fk_t_b_u (b)',
      'index ix_t_b',
    ]);
  });

  it('knows no names on SQLite or under a convention that cannot be read', () => {
    const unreadable = { state: 'unreadable', reason: 'no' } as const;
    expect(describeTable(apply(T, { dialect: 'sqlite' }).schema, 't')).toContain('unique ? (a)');
    expect(describeTable(apply(T, { namingConvention: unreadable }).schema, 't')).toContain('unique ? (a)');
  });

  it('remembers where things were made', () => {
    expect(findTable(apply(T).schema, 't', undefined)?.origin?.revision).toBe('a1');
  });

  it('says when the table is there already, unless that is allowed', () => {
    expect(apply(T + T).problems).toMatchObject([{ kind: 'already-exists' }]);
    expect(apply(T + T.replace("'b > 0'))", "'b > 0'), if_not_exists=True)")).problems).toEqual([]);
  });

  it('makes the enums of its columns', () => {
    const { schema } = apply(
      "op.create_table('t', sa.Column('a', sa.Enum('x', 'y', name='mood', schema='s')))",
    );
    expect(findEnum(schema, 'mood', 's')?.labels).toEqual(['x', 'y']);
    expect(findEnum(schema, 'mood', undefined)).toBeUndefined();
  });

  it('takes public and no schema for the same place', () => {
    const { schema } = apply("op.create_table('t', sa.Column('a', sa.Integer), schema='public')");
    expect(findTable(schema, 't', undefined)?.name).toBe('t');
  });
});

describe('changes of a table', () => {
  it('adds and drops columns with what depends on them', () => {
    const { schema } = apply(
      `${T}op.add_column('t', sa.Column('c', sa.Integer, unique=True))\nop.drop_column('t', 'a')\nop.drop_column('t', 'b')`,
    );
    expect(describeTable(schema, 't')).toEqual([
      'id not null',
      'c',
      'primaryKey t_pkey (id)',
      'unique t_c_key (c)',
    ]);
  });

  it('alters a column and lets keys and indexes follow its name', () => {
    const { schema } = apply(
      `${T}op.alter_column('t', 'b', new_column_name='bb', nullable=False, server_default='5', type_=sa.BigInteger())`,
    );
    const column = findTable(schema, 't', undefined)?.columns.find(({ name }) => name === 'bb');
    expect(column).toMatchObject({
      nullable: false,
      type: { name: 'BigInteger' },
      serverDefault: { value: '5' },
    });
    expect(column?.definition).toMatchObject({ name: 'bb', nullable: false });
    expect(describeTable(schema, 't')).toContain('foreignKey t_b_fkey (bb)');
  });

  it('lets foreign keys of other tables follow a rename', () => {
    const code = `${T}op.create_table('v', sa.Column('t_id', sa.Integer, sa.ForeignKey('t.id')))\nop.alter_column('t', 'id', new_column_name='key')\nop.rename_table('t', 'w')`;
    const [constraint] = findTable(apply(code).schema, 'v', undefined)?.constraints ?? [];
    expect(constraint?.definition).toMatchObject({ referred: { table: 'w', columns: ['key'] } });
  });

  it('adds and drops constraints and indexes by name', () => {
    const code = `${T}op.create_unique_constraint(None, 't', ['a', 'b'])\nop.drop_constraint('t_a_key', 't')\nop.drop_index('ix_t_b')\nop.create_index('i', 't', ['a'])`;
    expect(describeTable(apply(code).schema, 't').slice(3)).toEqual([
      'primaryKey t_pkey (id)',
      'check t_b_check (b)',
      'foreignKey t_b_fkey (b)',
      'unique t_a_b_key (a, b)',
      'index i',
    ]);
  });

  it('applies what a batch recorded', () => {
    const code = `${T}with op.batch_alter_table('t') as b:\n    b.add_column(sa.Column('c', sa.Integer))\n    b.drop_column('a')`;
    expect(describeTable(apply(code).schema, 't').slice(0, 3)).toEqual(['id not null', 'b', 'c']);
  });

  it('numbers a name that is taken', () => {
    const code = `${T}op.create_unique_constraint(None, 't', ['a'])`;
    expect(describeTable(apply(code).schema, 't')).toContain('unique t_a_key1 (a)');
  });

  it('shares what it does not change', () => {
    const before = apply(`${T}op.create_table('other', sa.Column('a', sa.Integer))`).schema;
    const after = applySteps(before, stepsOf("op.drop_column('t', 'a')", 'postgresql'), CONTEXT).schema;
    expect(after.tables.get('other')).toBe(before.tables.get('other'));
    expect(describeTable(before, 't')).toContain('a');
  });
});

describe('problems', () => {
  it.each([
    ["op.drop_table('nope')", 'unknown-table'],
    ["op.add_column('nope', sa.Column('a', sa.Integer))", 'unknown-table'],
    [`${T}op.drop_column('t', 'nope')`, 'unknown-column'],
    [`${T}op.alter_column('t', 'nope', nullable=True)`, 'unknown-column'],
    [`${T}op.add_column('t', sa.Column('a', sa.Integer))`, 'already-exists'],
    [`${T}op.drop_constraint('nope', 't')`, 'unknown-constraint'],
    [`${T}op.drop_index('nope')`, 'unknown-index'],
  ])('%s', (code, kind) => {
    expect(apply(code).problems).toMatchObject([{ kind }]);
  });

  it.each([
    "op.drop_table('nope', if_exists=True)",
    `${T}op.drop_column('t', 'nope', if_exists=True)`,
    `${T}op.drop_constraint('nope', 't', if_exists=True)`,
    "op.execute('CREATE TABLE nope (a int)')\nop.drop_table('nope')",
    `${T}op.execute('ALTER TABLE t ADD COLUMN nope int')\nop.drop_column('t', 'nope')`,
    `${T}op.execute('DO $$ BEGIN END $$')\nop.drop_index('nope')`,
  ])('none where absence is allowed or proves nothing: %s', (code) => {
    expect(apply(code).problems).toEqual([]);
  });
});

describe('what is not understood', () => {
  it('leaves the schema incomplete, and what is made later complete again', () => {
    const { schema } = apply(
      `${T}op.execute('ALTER TABLE t ADD COLUMN x int')\nop.create_table('later', sa.Column('a', sa.Integer))`,
    );
    expect(schema.isComplete).toBe(false);
    expect(findTable(schema, 't', undefined)?.isComplete).toBe(false);
    expect(findTable(schema, 'later', undefined)?.isComplete).toBe(true);
  });

  it('is replaced by what a reader of parsed SQL knows', () => {
    const statement: ParsedSql = {
      kind: 'alterTable',
      object: 'table',
      table: { name: 't', schema: undefined, span: SPAN },
      ifExists: false,
      actions: [{ kind: 'dropColumn', column: 'a', ifExists: false, cascade: false, span: SPAN }],
      span: SPAN,
      text: 'ALTER TABLE t DROP COLUMN a',
    };
    const { schema } = apply(`${T}op.execute('ALTER TABLE t DROP COLUMN a')`, {
      readSql: () => ({ state: 'parsed', statements: [statement] }),
    });
    expect(schema.isComplete).toBe(true);
    expect(describeTable(schema, 't')).not.toContain('a');
  });
});
