// Snapshots: an edit gives the same answers as a fresh start, and replays only what it touches.
import { describe, expect, it } from 'vitest';
import { TEMPLATE_ENVIRONMENT, Workspace, type SourceFile } from '../../server/src/engine/index';

const SETTINGS = { dialect: 'postgresql', environment: TEMPLATE_ENVIRONMENT, rules: {} } as const;

function file(revision: string, parents: string, upgrade: string): SourceFile {
  const head = 'from alembic import op\nimport sqlalchemy as sa\n';
  const text = `${head}revision = "${revision}"\ndown_revision = ${parents}\ndef upgrade():\n    ${upgrade}\n`;
  return { path: `/v/${revision}.py`, text };
}

const table = (name: string): string => `op.create_table("${name}", sa.Column("id", sa.Integer()))`;
const LEFT = file('left1', '"base1"', table('l'));
const RIGHT = file('right1', '"base1"', table('r'));
const FILES = [file('base1', 'None', table('b')), LEFT, RIGHT, file('merge1', '("left1", "right1")', 'pass')];

const tablesAt = (workspace: Workspace, revision: string): readonly string[] =>
  [...workspace.schemaAfter(revision).tables.values()].map(({ name }) => name).sort();

describe('a merge point', () => {
  it('has what either branch made', () => {
    expect(tablesAt(Workspace.create(FILES, SETTINGS), 'merge1')).toEqual(['b', 'l', 'r']);
  });

  it.each([
    ['the first branch', LEFT, ['b', 'other', 'r']],
    ['the other branch', RIGHT, ['b', 'l', 'other']],
  ])('follows an edit of %s', (_, edited, expected) => {
    const before = Workspace.create(FILES, SETTINGS);
    tablesAt(before, 'merge1');
    const text = edited.text.replace(/create_table\("\w"/, 'create_table("other"');
    const after = before.withFile(edited.path, text);
    expect(tablesAt(after, 'merge1')).toEqual(expected);
    expect(tablesAt(after.withFile(edited.path, edited.text), 'merge1')).toEqual(['b', 'l', 'r']);
  });

  it('is not united again when an edit elsewhere leaves its parents alone', () => {
    const before = Workspace.create([...FILES, file('next1', '"merge1"', table('n'))], SETTINGS);
    const united = before.schemaBefore('merge1');
    const after = before.withFile('/v/next1.py', file('next1', '"merge1"', table('m')).text);
    expect(after.schemaBefore('merge1')).toBe(united);
    expect(tablesAt(after, 'next1')).toEqual(['b', 'l', 'm', 'r']);
  });

  it('keeps the replay of what an edit does not reach, and only that', () => {
    const before = Workspace.create([...FILES, file('next1', '"merge1"', table('n'))], SETTINGS);
    tablesAt(before, 'next1');
    const text = LEFT.text.replace(/create_table\("\w"/, 'create_table("other"');
    const after = before.withFile(LEFT.path, text);
    expect(after.analysis(RIGHT.path, 'upgrade')).toBe(before.analysis(RIGHT.path, 'upgrade'));
    expect(tablesAt(after, 'next1')).toEqual(['b', 'n', 'other', 'r']);
    expect(tablesAt(before, 'next1')).toEqual(['b', 'l', 'n', 'r']);
  });
});
