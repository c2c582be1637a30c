// Questions of a revision answered from the simulated schema.
import { describe, expect, it } from 'vitest';
import { followSchema, schemaInspector } from '../../../server/src/engine/schema/inspector';
import { EMPTY_SCHEMA } from '../../../server/src/engine/schema/lookup';
import { stepsOf } from '../../support/steps';

const CONTEXT = { dialect: 'postgresql', revision: 'a1', namingConvention: { state: 'absent' } } as const;

function follow(code: string): ReturnType<typeof followSchema> {
  const follower = followSchema(EMPTY_SCHEMA, CONTEXT);
  for (const step of stepsOf(code, 'postgresql')) follower.observe(step);
  return follower;
}

describe('the inspector', () => {
  const code =
    "op.create_table('t', sa.Column('a', sa.Enum('x', name='e'), unique=True), sa.Column('b', sa.Integer, index=True))";

  it('knows what was made', () => {
    const { inspector } = follow(code);
    expect(inspector.hasTable('t', undefined)).toBe(true);
    expect(inspector.tableNames(undefined)).toEqual(['t']);
    expect(inspector.columnNames('t', undefined)).toEqual(['a', 'b']);
    expect(inspector.indexNames('t', undefined)).toEqual(['ix_t_b']);
    expect(inspector.constraintNames('t', undefined, 'unique')).toEqual(['t_a_key']);
    expect(inspector.constraintNames('t', undefined, 'foreignKey')).toEqual([]);
    expect(inspector.enumNames(undefined)).toEqual(['e']);
  });

  it('is sure of absence only in a complete schema', () => {
    expect(follow(code).inspector.hasTable('nope', undefined)).toBe(false);
    const { inspector } = follow(`${code}\nop.execute('CREATE TABLE nope (a int)')`);
    expect(inspector.hasTable('nope', undefined)).toBeUndefined();
    expect(inspector.hasTable('t', undefined)).toBe(true);
    expect(inspector.tableNames(undefined)).toBeUndefined();
    expect(inspector.columnNames('t', undefined)).toBeUndefined();
  });

  it('follows the function', () => {
    const follower = follow(code);
    for (const step of stepsOf("op.drop_column('t', 'b')", 'postgresql')) follower.observe(step);
    expect(follower.inspector.columnNames('t', undefined)).toEqual(['a']);
    expect(follower.problems()).toEqual([]);
    expect(schemaInspector(() => EMPTY_SCHEMA).hasTable('t', undefined)).toBe(false);
  });
});
