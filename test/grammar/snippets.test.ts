// Snippets: with their placeholders as they are, every one is Python that is read whole, and none is a mistake of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { descendants } from '../../server/src/engine/python/find';
import { parseModule } from '../../server/src/engine/python/parse';
import { TEMPLATE_ENVIRONMENT, Workspace } from '../../server/src/engine/index';
import { ROOT } from '../support/build';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

const read = (file: string): readonly (readonly [string, Snippet])[] =>
  Object.entries(JSON.parse(readFileSync(join(ROOT, 'snippets', file), 'utf8')) as Record<string, Snippet>);
const PYTHON = read('revisions.json');

/** The text that appears before anything is typed. */
function expanded({ body }: Snippet): string {
  const text = body.join('\n');
  const defaults = new Map(
    [...text.matchAll(/\$\{(\d):([^}]*)\}/g)].map(([, n = '', word = '']) => [n, word]),
  );
  return text.replace(/\$\{(\d)(?::[^}]*)?\}/g, (_, n: string) => defaults.get(n) ?? '').replaceAll('$0', '');
}

/** A table with everything that the snippets name, and a revision on it that does what a snippet says. */
function revisions(body: string): readonly { readonly path: string; readonly text: string }[] {
  const head = 'import sqlalchemy as sa\nfrom alembic import op\n';
  const indented = body.replaceAll(/^(?=.)/gm, '    ');
  return [
    {
      path: '/p/versions/a1.py',
      text: `"""make it"""\n${head}revision = "a1"\ndown_revision = None\ndef upgrade():\n    op.create_table("customers", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("email", sa.Text()), sa.Column("fullname", sa.Text()))\n    op.create_table("orders", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("customer_id", sa.Integer()), sa.Column("total", sa.Integer()))\ndef downgrade():\n    op.drop_table("orders")\n    op.drop_table("customers")\n`,
    },
    {
      path: '/p/versions/b2.py',
      text: `"""use the snippet"""\n${head}revision = "b2"\ndown_revision = "a1"\ndef upgrade():\n${indented}\ndef downgrade():\n    pass\n`,
    },
  ];
}

describe('snippets of revisions', () => {
  it('are a dozen and more, each with a prefix of its own', () => {
    expect(PYTHON.length).toBeGreaterThanOrEqual(12);
    const prefixes = PYTHON.map(([, { prefix }]) => prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    for (const prefix of prefixes) expect(prefix).toMatch(/^alembic-[a-z-]+$/);
  });

  it.each(PYTHON)('%s is Python', (_, snippet) => {
    const kinds = descendants(parseModule(expanded(snippet))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('broken'))).toEqual([]);
    expect(expanded(snippet)).not.toMatch(/\$\{|\$\d/);
  });

  const inRevision = PYTHON.filter(([, { body }]) => body.some((line) => line.includes('op.')));
  it.each(inRevision)('%s makes no error of its own', (_, snippet) => {
    const files = revisions(expanded(snippet));
    const workspace = Workspace.create([...files], {
      dialect: 'postgresql',
      environment: TEMPLATE_ENVIRONMENT,
      rules: {},
    });
    // The names are placeholders, so what they name need not be there.
    const errors = workspace
      .lint('/p/versions/b2.py')
      .filter(({ severity, ruleId }) => severity === 'error' && ruleId !== 'schema-op-on-unknown-object');
    expect(errors.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });
});

describe('snippets of alembic.ini', () => {
  it.each(read('alembic-ini.json'))('%s has a key and no password', (_, snippet) => {
    expect(expanded(snippet)).toMatch(/^\w[\w.]* ?=/m);
    expect(expanded(snippet)).not.toMatch(/:[^/\s]+@/);
  });
});
