// `retort leave-branch` on real repositories and a real server: a database that another branch upgraded comes back to where
// the two histories part, and neither the work tree nor git notices.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectServer, POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { program, revisionSource, writeFiles } from '../support/commandLine';
import { serverProject, type ServerProject } from './serverProject';

const table = (name: string): readonly [string, string] => [
  `op.create_table("${name}", sa.Column("id", sa.Integer()))`,
  `op.drop_table("${name}")`,
];

async function git(folder: string, ...words: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  const { code, stdout, stderr } = await program('git', [...identity, ...words], folder);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

async function commit(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '.');
  await git(folder, 'commit', '-q', '-m', message);
}

/** r1 on main and r2 behind it; the branch `feature` has f1 and f2 on r1, and the database ran them. */
async function onFeature(
  feature: Readonly<Record<string, string>> = {
    'mine/f1.py': revisionSource('f1', 'r1', ...table('f1')),
    'mine/f2.py': revisionSource('f2', 'f1', ...table('f2')),
  },
): Promise<ServerProject> {
  const project = await serverProject([table('r1')[0]]);
  const { folder } = project;
  writeFiles(folder, { 'mine/r1.py': revisionSource('r1', undefined, ...table('r1')) });
  await git(folder, 'init', '-q', '-b', 'main');
  await commit(folder, 'base');
  await git(folder, 'checkout', '-q', '-b', 'feature');
  writeFiles(folder, feature);
  await commit(folder, 'feature');
  expect(await project.run('upgrade head --yes')).toMatchObject({ code: 0 });
  await git(folder, 'checkout', '-q', 'main');
  writeFiles(folder, { 'mine/r2.py': revisionSource('r2', 'r1', ...table('r2')) });
  await commit(folder, 'main goes on');
  return project;
}

/** The tables that are there, and the version rows. */
async function holds({ url }: ServerProject): Promise<readonly string[]> {
  const server = await connectServer(url);
  try {
    const tables = await server.execute(
      "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version' ORDER BY 1",
    );
    const rows = await server.execute('SELECT version_num FROM alembic_version ORDER BY 1');
    return [
      ...tables.rows.map((row) => String(row['relname'])),
      ...rows.rows.map((row) => `at ${String(row['version_num'])}`),
    ];
  } finally {
    await server.close();
  }
}

describe.skipIf(POSTGRES === undefined)(`leave-branch${POSTGRES_SKIP}`, { timeout: 120_000 }, () => {
  it('downgrades with the files of the other branch to where the histories part', async () => {
    const project = await onFeature();
    const { folder } = project;
    expect(await holds(project)).toEqual(['f1', 'f2', 'r1', 'at f2']);
    const refused = await project.run('upgrade head --yes');
    expect(refused.stderr).toContain('`retort leave-branch` takes what that branch made out of the database');
    // What can be offered is told to programs apart from the words.
    const told = (await project.run('upgrade head --yes --events json')).stdout.trim().split('\n').at(-1);
    expect(JSON.parse(told ?? '')).toMatchObject({
      event: 'refused',
      code: 'revision-of-another-branch',
      proposes: [
        { command: 'restore-revision', words: ['f2'] },
        { command: 'leave-branch', words: [] },
      ],
    });
    // Work that is not committed, and a stash of nothing: git is not to move.
    writeFileSync(
      join(folder, 'mine', 'r2.py'),
      `${readFileSync(join(folder, 'mine', 'r2.py'), 'utf8')}# mine\n`,
    );
    const [status, head] = [
      await git(folder, 'status', '--porcelain'),
      await git(folder, 'rev-parse', 'HEAD'),
    ];

    const plan = await project.run('leave-branch --plan');
    expect(plan.code).toBe(0);
    expect(plan.stdout).toMatch(/DROP TABLE f2[^]*DROP TABLE f1/u);
    expect(plan.stdout).toMatch(
      /The files are those of [0-9a-f]+ \(\d{4}-\d\d-\d\d, feature\); nothing is checked out/u,
    );
    const events = (await project.run('leave-branch --plan --events json')).stdout.trim().split('\n');
    expect(events.map((line) => JSON.parse(line) as unknown)).toContainEqual(
      expect.objectContaining({
        plan: expect.objectContaining({
          project: expect.objectContaining({
            commit: (await git(folder, 'rev-parse', 'feature')).trim(),
          }) as unknown,
        }) as unknown,
      }),
    );
    expect(await holds(project)).toEqual(['f1', 'f2', 'r1', 'at f2']);

    expect(await project.run('leave-branch --yes')).toMatchObject({ code: 0 });
    expect(await holds(project)).toEqual(['r1', 'at r1']);
    expect(await project.run('upgrade head --yes')).toMatchObject({ code: 0 });
    expect(await holds(project)).toEqual(['r1', 'r2', 'at r2']);
    expect(await git(folder, 'status', '--porcelain')).toBe(status);
    expect(await git(folder, 'rev-parse', 'HEAD')).toBe(head);
    expect(existsSync(join(folder, 'mine', 'f1.py'))).toBe(false);
    expect(await git(folder, 'worktree', 'list')).not.toContain('\n/');
  });

  it('finds the files of a branch that was deleted, and takes a branch that is named', async () => {
    const project = await onFeature();
    await git(project.folder, 'branch', '-q', '-D', 'feature');
    expect(await project.run('leave-branch --yes')).toMatchObject({ code: 0 });
    expect(await holds(project)).toEqual(['r1', 'at r1']);

    const named = await onFeature();
    const wrong = await named.run('leave-branch main --yes');
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining("does not declare 'f2'")]);
    expect(await named.run('leave-branch feature --yes')).toMatchObject({ code: 0 });
    expect(await holds(named)).toEqual(['r1', 'at r1']);
    const none = await named.run('leave-branch --yes');
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('the database stands on no revision of another branch'),
    ]);
  });

  it('leaves a branch of this history alone that the database has as well', async () => {
    const project = await onFeature({
      'mine/f1.py': revisionSource('f1', 'r1', ...table('f1')),
      'mine/r2.py': revisionSource('r2', 'r1', ...table('r2')),
      'mine/m.py': revisionSource('m', 'f1', 'pass').replace('= "f1"', '= ("f1", "r2")'),
    });
    expect(await holds(project)).toEqual(['f1', 'r1', 'r2', 'at m']);
    expect(await project.run('leave-branch --yes')).toMatchObject({ code: 0 });
    expect(await holds(project)).toEqual(['r1', 'r2', 'at r2']);
  });

  it('executes no Python of the other branch, and says what has to be done where that is needed', async () => {
    const spy = 'import pathlib\npathlib.Path("spy").write_text("ran")\n';
    const dynamic = await onFeature({
      'mine/f1.py': revisionSource(
        'f1',
        'r1',
        table('f1')[0],
        "import os\nop.execute(f\"DROP TABLE {os.environ.get('T', 'f1')}\")",
      ),
    });
    const outcome = await dynamic.run('leave-branch --yes');
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toMatch(
      /[0-9a-f]{9}:mine\/f1\.py:\d+[^]*`git worktree add \.\.\/other [0-9a-f]{9}` and `alembic downgrade r1`/u,
    );
    expect(await holds(dynamic)).toEqual(['f1', 'r1', 'at f1']);

    const project = await onFeature();
    const { folder } = project;
    await git(folder, 'checkout', '-q', 'feature');
    const env = join(folder, 'migrations', 'env.py');
    writeFileSync(env, `${spy}${readFileSync(env, 'utf8')}`);
    await commit(folder, 'an env.py that does more');
    await git(folder, 'checkout', '-q', 'main');
    const refused = await project.run('leave-branch feature --yes');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('with the code of that branch, which Retort does not');
    expect(existsSync(join(folder, 'spy'))).toBe(false);
    expect(await holds(project)).toEqual(['f1', 'f2', 'r1', 'at f2']);
  });

  it('reads no module of the work tree in place of the one of that branch', async () => {
    const project = await onFeature({
      'names.py': 'NAME = "f1"\n',
      'mine/f1.py': revisionSource('f1', 'r1', ...table('f1')).replace(
        'op.drop_table("f1")',
        'from names import NAME\n    op.drop_table(NAME)',
      ),
    });
    writeFileSync(join(project.folder, 'names.py'), 'NAME = "r1"\n');
    const refused = await project.run('leave-branch --yes');
    expect([refused.code, await holds(project)]).toEqual([3, ['f1', 'r1', 'at f1']]);
    writeFileSync(join(project.folder, 'names.py'), 'NAME = "f1"\n');
    expect(await project.run('leave-branch --yes')).toMatchObject({ code: 0 });
    expect(await holds(project)).toEqual(['r1', 'at r1']);
  });

  it('refuses where a revision that both have stands on something else here', async () => {
    const project = await onFeature({
      'mine/f1.py': revisionSource('f1', 'r1', ...table('f1')),
      'mine/x.py': revisionSource('x', 'f1', ...table('x')),
      'mine/f2.py': revisionSource('f2', 'x', ...table('f2')),
    });
    writeFiles(project.folder, { 'mine/x.py': revisionSource('x', 'r2', ...table('x')) });
    const refused = await project.run('leave-branch --yes');
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringContaining('x stands on r2 here and on f1 in'),
    ]);
    rmSync(join(project.folder, 'mine', 'x.py'));
    expect(await project.run('leave-branch --yes')).toMatchObject({ code: 0 });
    expect(await holds(project)).toEqual(['r1', 'at r1']);
  });
});
