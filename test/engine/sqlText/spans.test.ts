// Where parsed SQL stands in the revision file: through escapes, binds, concatenated literals and variables.
import { describe, expect, it } from 'vitest';
import type { ParsedSql } from '../../../server/src/engine/sqlText/parsedSql';
import { Workspace } from '../../../server/src/engine/workspace';
import { TEMPLATE_ENVIRONMENT } from '../../../server/src/engine/workspaceSettings';
import { withParsedSql } from '../../support/sqlTrees';

const PATH = '/versions/a1.py';

function analysed(code: string): { readonly text: string; readonly statements: readonly ParsedSql[] } {
  const text = `from alembic import op\nimport sqlalchemy as sa\nrevision = "a1"\ndown_revision = None\ndef upgrade():\n${code.replace(/^(?=.)/gm, '    ')}\n`;
  const settings = { dialect: 'postgresql' as const, environment: TEMPLATE_ENVIRONMENT, rules: {} };
  const workspace = withParsedSql(Workspace.create([{ path: PATH, text }], settings));
  const { steps } = workspace.analysis(PATH, 'upgrade');
  return { text, statements: steps.flatMap(({ parsed = [] }) => parsed) };
}

/** The stretches of source that statements and, where they have one, their tables take. */
function places(code: string): readonly string[] {
  const { text, statements } = analysed(code);
  return statements.flatMap((statement) => {
    const cut = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    const table = 'table' in statement ? statement.table : undefined;
    const names = 'names' in statement ? statement.names : [];
    return [statement, ...(table ? [table] : []), ...names].map(({ span }) => cut(span));
  });
}

describe('spans', () => {
  it.each([
    [
      'op.execute("DELETE FROM t; DROP TABLE a, s.b")',
      ['DELETE FROM t', 't', 'DROP TABLE a, s.b', 'a', 's.b'],
    ],
    [String.raw`op.execute("-- x\n\tDELETE FROM t\n")`, ['DELETE FROM t', 't']],
    ['op.execute(sa.text("DELETE FROM " "t"))', ['DELETE FROM " "t', 't']],
    ['sql = "DELETE FROM t"\nop.execute(sql)', ['DELETE FROM t', 't']],
    [
      'op.execute("DELETE FROM t WHERE a = :value; DROP INDEX i")',
      ['DELETE FROM t WHERE a = :value', 't', 'DROP INDEX i', 'i'],
    ],
    [
      String.raw`op.execute(r"UPDATE u SET a = '\:x'; DELETE FROM t")`,
      [String.raw`UPDATE u SET a = '\:x'`, 'u', 'DELETE FROM t', 't'],
    ],
    [
      'op.execute("UPDATE é SET a = \'ü😀\'; DELETE FROM t")',
      ["UPDATE é SET a = 'ü😀'", 'é', 'DELETE FROM t', 't'],
    ],
    [
      'op.execute(sa.DDL("DELETE FROM t WHERE a LIKE \'%%x\' AND b"))',
      ["DELETE FROM t WHERE a LIKE '%%x' AND b", 't'],
    ],
  ])('%s', (code, expected) => {
    expect(places(code)).toEqual(expected);
  });

  it('are the call where the text is put together', () => {
    const call = 'op.execute(f"DELETE FROM {name}")';
    expect(places(`name = "t"\n${call}`)).toEqual([call, call]);
  });

  it('belong to columns and constraints as well', () => {
    const { text, statements } = analysed(
      'op.execute("CREATE TABLE t (a int DEFAULT 1 + 2 NOT NULL, CHECK (a > 0))")',
    );
    const [create] = statements;
    if (create?.kind !== 'createTable') throw new Error('no CREATE TABLE');
    expect(create.items.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      'a int DEFAULT 1 + 2 NOT NULL',
      'CHECK (a > 0)',
    ]);
  });
});

describe('a text that PostgreSQL refuses', () => {
  it('is invalid at its place', () => {
    const { text } = analysed('pass');
    expect(text).toContain('pass');
    const source = `from alembic import op\nrevision = "a1"\ndown_revision = None\ndef upgrade():\n    op.execute("DROP TABEL t")\n`;
    const settings = { dialect: 'postgresql' as const, environment: TEMPLATE_ENVIRONMENT, rules: {} };
    const workspace = withParsedSql(Workspace.create([{ path: PATH, text: source }], settings));
    const [step] = workspace.analysis(PATH, 'upgrade').steps;
    expect(step?.parsed).toBeUndefined();
    const start = source.indexOf('TABEL');
    expect(step?.sql).toEqual({
      state: 'invalid',
      message: 'syntax error at or near "TABEL"',
      span: { start, end: start + 1 },
    });
  });
});
