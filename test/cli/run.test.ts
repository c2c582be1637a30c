// upgrade and downgrade on the embedded database: planned, confirmed, and whole or not at all.
import { describe, expect, it } from 'vitest';
import { copyOfExample, retort, revisionSource, shopWithRevisions } from '../support/commandLine';

const HEAD = 'f90e2c7b315d';
const ALONE = {
  'migrations/versions/one.py': revisionSource(
    'one1',
    undefined,
    'op.create_table("a", sa.Column("id", sa.Integer()))',
    'op.drop_table("a")',
  ),
};

/** The example with its revisions replaced by `files`. */
function projectWith(files: Readonly<Record<string, string>>): string {
  return shopWithRevisions(
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path.replace('migrations/versions', 'mine'), text]),
    ),
  );
}

function events(stdout: string): { readonly event: string; readonly [key: string]: unknown }[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string });
}

describe('examples/shop', () => {
  it('goes up, one down, up, and down to base', async () => {
    const folder = copyOfExample('shop');
    expect((await retort(folder, ['upgrade', 'head', '--yes'])).code).toBe(0);
    expect((await retort(folder, ['current'])).stdout).toBe(`${HEAD} (head)\n`);
    expect((await retort(folder, ['current', '--check-heads'])).code).toBe(0);
    expect((await retort(folder, ['downgrade', '-1', '--yes'])).code).toBe(0);
    expect((await retort(folder, ['current'])).stdout).toBe('64bf1e90a7d5\n');
    expect((await retort(folder, ['current', '--check-heads'])).code).toBe(1);
    expect((await retort(folder, ['upgrade', '+1', '--yes'])).code).toBe(0);
    const history = await retort(folder, ['history', '-i', '-r-1:current']);
    expect(history.stdout).toContain(`${HEAD} (head) (current)`);
    expect((await retort(folder, ['downgrade', 'base', '--yes'])).code).toBe(0);
    expect((await retort(folder, ['current'])).stdout).toBe('');
  });
});

describe('the plan', () => {
  it('is printed and nothing runs with --plan', async () => {
    const folder = projectWith(ALONE);
    const outcome = await retort(folder, ['upgrade', 'head', '--plan']);
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('CREATE TABLE a (');
    expect((await retort(folder, ['current'])).stdout).toBe('');
  });

  it('runs nothing when it is answered with no, or not at all', async () => {
    const folder = projectWith(ALONE);
    expect((await retort(folder, ['upgrade', 'head'], { input: 'no\n' })).code).toBe(130);
    const unanswered = await retort(folder, ['upgrade', 'head']);
    expect(unanswered.code).toBe(2);
    expect(unanswered.stderr).toContain('--yes');
    expect((await retort(folder, ['current'])).stdout).toBe('');
  });

  it('runs when a person says yes', async () => {
    const folder = projectWith(ALONE);
    expect((await retort(folder, ['upgrade', 'head'], { input: 'y\n' })).code).toBe(0);
    expect((await retort(folder, ['current'])).stdout).toBe('one1 (head)\n');
  });

  it('says what is lost, which lock is taken, and which SQL the server will refuse', async () => {
    const files = {
      ...ALONE,
      'migrations/versions/two.py': revisionSource(
        'two2',
        'one1',
        'op.drop_column("a", "id")\nop.execute("SELEC 1")',
      ),
    };
    const { stdout } = await retort(projectWith(files), ['upgrade', 'head', '--plan']);
    expect(stdout).toContain('takes ACCESS EXCLUSIVE');
    expect(stdout).toContain('! two2: ALTER TABLE a DROP COLUMN id');
    expect(stdout).toMatch(/! mine\/two\.py:11 PostgreSQL will refuse this SQL: syntax error/);
  });
});

describe('the run child', () => {
  it('waits for the confirmation of its own plan', async () => {
    const folder = projectWith(ALONE);
    const other = '{"answer":"confirm","planId":"another"}\n';
    const { code, stdout } = await retort(folder, ['upgrade', 'head', '--events', 'json'], { input: other });
    expect(code).toBe(130);
    expect(events(stdout).map(({ event }) => event)).toEqual(['plan', 'cancelled']);
  });

  it('tells plan, steps and statements, and where the database ends up', async () => {
    const folder = projectWith(ALONE);
    const { code, stdout } = await retort(folder, ['upgrade', 'head', '--events', 'json', '--yes']);
    expect(code).toBe(0);
    const told = events(stdout);
    expect(told.map(({ event }) => event)).toEqual(['plan', 'step', 'statement', 'step', 'done']);
    expect(told.at(-1)).toMatchObject({ current: ['one1'] });
  });

  it('tells a refusal as an event with file and line', async () => {
    const files = { 'migrations/versions/x.py': revisionSource('x111', undefined, 'unknown_function()') };
    // Without an Alembic of its own, whatever this machine has.
    const env = { RETORT_ALEMBIC: '/nowhere' };
    const words = ['upgrade', 'head', '--events', 'json', '--yes'];
    const { code, stdout } = await retort(projectWith(files), words, { env });
    expect(code).toBe(3);
    expect(events(stdout)).toMatchObject([{ event: 'refused', path: 'mine/x.py', line: 10, exitCode: 3 }]);
  });
});

describe('a statement that fails half-way', () => {
  it('rolls everything back and names revision, line and SQL', async () => {
    const files = {
      ...ALONE,
      'migrations/versions/two.py': revisionSource(
        'two2',
        'one1',
        'op.add_column("a", sa.Column("x", sa.Integer()))\nop.execute("SELECT nothing FROM nowhere")',
      ),
    };
    const folder = projectWith(files);
    const outcome = await retort(folder, ['upgrade', 'head', '--yes']);
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toContain('relation "nowhere" does not exist');
    expect(outcome.stderr).toMatch(/mine\/two\.py:11/);
    expect((await retort(folder, ['current'])).stdout).toBe('');
    const { code, stdout } = await retort(folder, ['upgrade', 'one1', '--events', 'json', '--yes']);
    expect(code).toBe(0);
    expect(events(stdout).at(-1)).toMatchObject({ current: ['one1'] });
  });
});
