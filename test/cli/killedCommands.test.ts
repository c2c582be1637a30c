// Commands that are killed while the project's Alembic works for them, or between two files: nothing goes on, nothing that is
// not proved lies among the revisions, and the next command takes back what is half done and says so.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { beginJournal, type Journal } from '../../server/src/cli/fileJournal';
import { isProcessAlive } from '../../server/src/database/embedded/ownerRecord';
import { waitUntil } from '../database/embeddedProject';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { DIST } from '../support/build';
import { retort, revisionSource, temporaryFolder, writeFiles } from '../support/commandLine';
import { alembic, inPython, NODE, NODE_SKIP, run, sqliteProject } from '../support/sqliteProject';

const TEMPLATE = `from alembic import op
import sqlalchemy as sa
revision = \${repr(up_revision)}
down_revision = \${repr(down_revision)}
def upgrade():
    \${upgrades if upgrades else "pass"}
def downgrade():
    \${downgrades if downgrades else "pass"}
`;
/** Where a file asks for it, env.py says who runs it and stays. */
const STAYS = `import os, time
if os.path.exists("stay"):
    with open("here", "w") as file:
        file.write(str(os.getpid()))
    time.sleep(600)
target_metadata = None`;
const DYNAMIC = revisionSource(
  'two2',
  'one1',
  'op.get_bind().exec_driver_sql("CREATE TABLE b (id %s)" % "integer")',
  'op.drop_table("b")',
);

async function project(): Promise<string> {
  const one = revisionSource(
    'one1',
    undefined,
    'op.create_table("a", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))',
    'op.drop_table("a")',
  );
  const folder = sqliteProject(
    { one, two: DYNAMIC },
    { environment: (source) => source.replace('target_metadata = None', STAYS) },
  );
  writeFiles(folder, { 'migrations/script.py.mako': TEMPLATE });
  await alembic(folder, 'upgrade head');
  return folder;
}

/** Kills the command while env.py runs, and waits until Alembic is gone. */
async function killedInAlembic(folder: string, words: string): Promise<void> {
  writeFileSync(join(folder, 'stay'), '');
  const env = {
    ...process.env,
    RETORT_ALEMBIC: JSON.stringify([PYTHON ?? '', '-m', 'alembic']),
    XDG_CACHE_HOME: join(dirname(folder), 'cache'),
  };
  const child = spawn(NODE ?? '', [join(DIST, 'cli.js'), ...words.split(' ')], {
    cwd: folder,
    env,
    stdio: 'ignore',
  });
  const here = join(folder, 'here');
  await waitUntil(() => existsSync(here) && readFileSync(here, 'utf8') !== '');
  const alembicId = Number(readFileSync(here, 'utf8'));
  onTestFinished(() => {
    if (isProcessAlive(alembicId)) process.kill(alembicId, 'SIGKILL');
  });
  expect(isProcessAlive(alembicId)).toBe(true);
  child.kill('SIGKILL');
  await waitUntil(() => !isProcessAlive(alembicId));
}

const revisionsOf = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'migrations/versions'))
    .filter((name) => name !== '__pycache__')
    .sort();

describe.skipIf(PYTHON === undefined || NODE === undefined)(
  `killed while Alembic works${PYTHON_SKIP}${NODE_SKIP}`,
  { timeout: 120_000 },
  () => {
    it.each(['check', 'revision --autogenerate -m more', 'verify', 'upgrade head --yes --runner alembic'])(
      '%s: Alembic does not go on',
      async (words) => {
        const folder = await project();
        if (words.startsWith('upgrade')) await alembic(folder, 'downgrade -1');
        await killedInAlembic(folder, words);
        expect(revisionsOf(folder)).toEqual(['one.py', 'two.py']);
      },
    );

    it('drift --revision: what is not proved is not among the revisions', async () => {
      const folder = await project();
      writeFiles(folder, {
        'migrations/versions/two.py': revisionSource(
          'two2',
          'one1',
          'op.execute("CREATE TABLE b (id integer)")',
          'op.drop_table("b")',
        ),
      });
      // A batch, which only Alembic runs.
      await inPython(
        folder,
        'db.executescript("CREATE TABLE n (id INTEGER PRIMARY KEY, n VARCHAR(5)); DROP TABLE a; ALTER TABLE n RENAME TO a")',
      );
      const words = 'drift --revision --rev-id hand -m hand';
      await killedInAlembic(folder, words);
      expect(revisionsOf(folder)).toEqual(['one.py', 'two.py']);
      for (const name of ['stay', 'here']) renameSync(join(folder, name), join(folder, `not-${name}`));
      expect(await run(folder, words)).toMatchObject({ code: 0 });
      expect(revisionsOf(folder)).toEqual(['hand_hand.py', 'one.py', 'two.py']);
    });
  },
);

describe('killed between two files', () => {
  /** As a process that is gone wrote it down. */
  function killedWith(folder: string, journal: Journal): Readonly<Record<string, string>> {
    const env = { XDG_CACHE_HOME: join(dirname(folder), 'cache') };
    beginJournal(env, folder, journal);
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const kept = join(env.XDG_CACHE_HOME, 'retort', 'unfinished');
    for (const name of readdirSync(kept))
      renameSync(join(kept, name), join(kept, name.replace(String(process.pid), String(gone))));
    return env;
  }

  function history(): string {
    const folder = temporaryFolder('project');
    writeFiles(folder, {
      'alembic.ini': '[alembic]\nscript_location = %(here)s/migrations\n',
      'migrations/env.py': '',
      'migrations/versions/one_one.py': revisionSource('one', undefined, 'pass'),
      'migrations/versions/two.py': revisionSource('two', 'one', 'pass'),
    });
    return folder;
  }

  it('of a rename: the next command puts both back and says so', async () => {
    const folder = history();
    const versions = join(folder, 'migrations/versions');
    const read = (name: string): string => readFileSync(join(versions, name), 'utf8');
    const [one, two] = [read('one_one.py'), read('two.py')];
    const after = [one, two].map((text) => text.replaceAll('"one"', '"first"'));
    const env = killedWith(folder, {
      command: 'rename one',
      files: [
        { path: join(versions, 'one_one.py'), before: one, after: after[0] },
        { path: join(versions, 'two.py'), before: two, after: after[1] },
      ],
      renames: [{ from: join(versions, 'one_one.py'), to: join(versions, 'first_one.py') }],
    });
    // As far as it came.
    writeFileSync(join(versions, 'one_one.py'), after[0] ?? '');
    renameSync(join(versions, 'one_one.py'), join(versions, 'first_one.py'));
    const outcome = await retort(folder, ['heads'], { env });
    expect(outcome).toEqual({
      code: 0,
      stdout: 'two (head)\n',
      stderr: 'note: `retort rename one` was ended before it was done; the files are as they were\n',
    });
    expect([read('one_one.py'), read('two.py'), readdirSync(versions).length]).toEqual([one, two, 2]);
    expect((await retort(folder, ['heads'], { env })).stderr).toBe('');
  });

  it('what somebody has changed since is left alone', async () => {
    const folder = history();
    const path = join(folder, 'migrations/versions/two.py');
    const before = readFileSync(path, 'utf8');
    const env = killedWith(folder, {
      command: 'rebase two',
      files: [{ path, before, after: `${before}#\n` }],
    });
    writeFileSync(path, `${before}# mine\n`);
    const { stderr } = await retort(folder, ['heads'], { env });
    expect(stderr).toContain('migrations/versions/two.py has changed since and is left alone');
    expect(readFileSync(path, 'utf8')).toBe(`${before}# mine\n`);
  });

  it('of a reset: the old files come back, and the new one, which was not tried, is moved to them', async () => {
    const folder = history();
    const versions = join(folder, 'migrations/versions');
    const aside = join(folder, '.retort/history/moment');
    writeFiles(folder, { '.retort/history/moment/two.py': 'kept' });
    const env = killedWith(folder, {
      command: 'reset-history',
      files: [],
      renames: [{ from: join(versions, 'two.py'), to: join(aside, 'two.py') }],
      folders: [{ path: versions, names: ['one_one.py', 'two.py'] }],
      aside,
    });
    renameSync(join(versions, 'two.py'), join(aside, 'two.py'));
    writeFiles(folder, { 'migrations/versions/new.py': revisionSource('new', 'one', 'pass') });
    const { stdout, stderr } = await retort(folder, ['heads'], { env });
    expect(stdout).toBe('two (head)\n');
    expect(stderr).toContain('migrations/versions/new.py was not tried, and is in .retort/history/moment');
    expect(readdirSync(versions).sort()).toEqual(['one_one.py', 'two.py']);
  });

  it('of init: what there is goes, and init works', async () => {
    const folder = temporaryFolder('project');
    const made = join(folder, 'migrations');
    const env = killedWith(folder, {
      command: 'init',
      newFolders: [made, join(made, 'versions')],
      files: [
        { path: join(made, 'env.py'), after: 'env' },
        { path: join(folder, 'alembic.ini'), after: 'ini' },
      ],
    });
    writeFiles(folder, { 'migrations/env.py': 'env', 'migrations/versions/x': '' });
    rmSync(join(made, 'versions/x'));
    const outcome = await retort(folder, ['init', 'migrations'], { env });
    expect([outcome.code, outcome.stderr]).toEqual([0, expect.stringContaining('`retort init` was ended')]);
    expect(readFileSync(join(made, 'env.py'), 'utf8')).toContain('run_migrations_online');
  });
});
