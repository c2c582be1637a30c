// rename and restore-revision on real repositories; what they leave is loaded by a real Alembic.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { program, retort, revisionSource, temporaryFolder, writeFiles } from '../support/commandLine';

const python = process.env['RETORT_TEST_PYTHON'];
const A = 'aaaa11112222';
const B = 'bbbb11112222';
const C = 'cccc11112222';
const VERSIONS = 'migrations/versions';

const INI = '[alembic]\nscript_location = %(here)s/migrations\n';

function withDocstring(source: string, id: string, parents: string): string {
  return source.replace(`"""${id}"""`, `"""about ${id}\n\nRevision ID: ${id}\nRevises: ${parents}\n\n"""`);
}

/** A line A, B, C, where C depends on A as well, each file named after its id. */
function project(): string {
  const folder = temporaryFolder('project');
  writeFiles(folder, {
    'alembic.ini': INI,
    'migrations/env.py': '',
    [`${VERSIONS}/${A}_first.py`]: withDocstring(revisionSource(A, undefined, 'pass'), A, ''),
    [`${VERSIONS}/${B}_about_${B}.py`]: withDocstring(revisionSource(B, A, 'pass'), B, A),
    [`${VERSIONS}/${C}_third.py`]: withDocstring(
      revisionSource(C, B, 'pass').replace('\n\ndef', `depends_on = ('${A}',)\n\n\ndef`),
      C,
      B,
    ),
  });
  return folder;
}

async function git(folder: string, ...words: readonly string[]): Promise<void> {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
  const { code, stderr } = await program('git', [...identity, ...words], folder);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
}

async function repository(): Promise<string> {
  const folder = project();
  await git(folder, 'init', '-q', '-b', 'main');
  await git(folder, 'add', '.');
  await git(folder, 'commit', '-q', '-m', 'all');
  return folder;
}

async function alembicHistory(folder: string): Promise<string> {
  const { code, stdout, stderr } = await program(python ?? '', ['-m', 'alembic', 'history'], folder);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

describe('rename', () => {
  it('changes the id in every file that names it, in docstrings and in the file name', async () => {
    const folder = project();
    expect((await retort(folder, ['rename', 'aaaa', 'first'])).code).toBe(0);
    const read = (name: string): string => readFileSync(join(folder, VERSIONS, name), 'utf8');
    expect(existsSync(join(folder, VERSIONS, `${A}_first.py`))).toBe(false);
    expect(read('first_first.py')).toContain('Revision ID: first\n');
    expect(read(`${B}_about_${B}.py`)).toMatch(/Revises: first\n[^]*down_revision = "first"/);
    expect(read(`${C}_third.py`)).toContain("depends_on = ('first',)");
    for (const name of ['first_first.py', `${B}_about_${B}.py`, `${C}_third.py`])
      expect(read(name).replace(`about ${A}`, '')).not.toContain(A);
  });

  it.skipIf(python === undefined)('leaves a history that Alembic loads', async () => {
    const folder = project();
    const before = await alembicHistory(folder);
    expect((await retort(folder, ['rename', B, 'second'])).code).toBe(0);
    expect(existsSync(join(folder, VERSIONS, `second_about_${B}.py`))).toBe(true);
    const shown = before.replaceAll(B, 'second').replace('about second', `about ${B}`);
    expect(await alembicHistory(folder)).toBe(shown);
    expect((await retort(folder, ['history'])).stdout).toBe(shown);
  });

  it.each([
    ['an id that is taken', C],
    ['a sign Alembic refuses', 'a-b'],
    ['a word with a meaning', 'head'],
    ['an id too long for the version table', 'x'.repeat(33)],
    ['a quote', `a"b`],
    ['nothing', ''],
  ])('refuses %s and writes nothing', async (_, to) => {
    const folder = project();
    const path = join(folder, VERSIONS, `${A}_first.py`);
    const before = readFileSync(path, 'utf8');
    const { code, stderr } = await retort(folder, ['rename', A, to]);
    expect([code, stderr.split('\n').length > 1]).toEqual([2, true]);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });
});

describe('rebase', () => {
  it.skipIf(python === undefined)('warns when the project’s database has run the revision', async () => {
    const folder = project();
    // Alembic stamps it with the env.py of init.
    const other = temporaryFolder('other');
    expect((await retort(other, ['init', 'migrations'])).code).toBe(0);
    const env = readFileSync(join(other, 'migrations/env.py'), 'utf8');
    const logging = readFileSync(join(other, 'alembic.ini'), 'utf8').replace(/^[^]*?(?=\[loggers\])/, '');
    writeFiles(folder, {
      'alembic.ini': `${INI}sqlalchemy.url = sqlite:///%(here)s/shop.db\n${logging}`,
      'migrations/env.py': env,
    });
    const before = await retort(folder, ['rebase', C, '--onto', A]);
    expect([before.code, before.stderr]).toEqual([0, expect.stringContaining('already does not get')]);
    expect((await retort(folder, ['rebase', C, '--onto', B])).code).toBe(0);
    expect((await program(python ?? '', ['-m', 'alembic', 'stamp', 'head'], folder)).code).toBe(0);
    const { code, stderr } = await retort(folder, ['rebase', C, '--onto', A]);
    expect([code, stderr]).toEqual([0, expect.stringContaining(`has run ${C} already`)]);
  });
});

describe('a file that Python cannot read', () => {
  it.each([
    ['UTF-16', Buffer.from('\ufeffrevision = "x"\n', 'utf16le')],
    ['NUL', Buffer.from('revision = "x"\ndown_revision = None\0\n')],
    ['bytes that are not UTF-8', Buffer.from([0x23, 0xe9, 0x0a])],
  ])('%s: the history is refused as text and shown as JSON, also the second time', async (_, bytes) => {
    const folder = project();
    writeFileSync(join(folder, VERSIONS, 'broken.py'), bytes);
    for (const words of [['heads'], ['heads'], ['history'], ['branches'], ['show', A]]) {
      const { code, stdout, stderr } = await retort(folder, words);
      expect({ code, stdout, stderr }).toEqual({
        code: 3,
        stdout: '',
        stderr: expect.stringContaining('broken.py') as string,
      });
    }
    const json = await retort(folder, ['heads', '--json']);
    expect([json.code, json.stdout.includes(C)]).toEqual([0, true]);
  });
});

describe('restore-revision', () => {
  const path = `${VERSIONS}/${B}_about_${B}.py`;

  async function checkRestored(folder: string, source: RegExp): Promise<void> {
    expect((await retort(folder, ['heads'])).code).not.toBe(0);
    const { code, stdout, stderr } = await retort(folder, ['restore-revision', B]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(source);
    expect((await retort(folder, ['heads'])).stdout).toBe(`${C} (head)\n`);
  }

  it('finds a file deleted in the work tree', async () => {
    const folder = await repository();
    rmSync(join(folder, path));
    await checkRestored(
      folder,
      /^restored migrations\/versions\/bbbb\S+ from \w+ \(\d{4}-\d\d-\d\d, all\)\n$/,
    );
    expect(readFileSync(join(folder, path), 'utf8')).toContain(`down_revision = "${A}"`);
  });

  it('finds a file whose deletion was committed', async () => {
    const folder = await repository();
    await git(folder, 'rm', '-q', path);
    await git(folder, 'commit', '-q', '-m', 'gone');
    await checkRestored(folder, /from \w+/);
  });

  it('finds a file on another branch', async () => {
    const folder = await repository();
    await git(folder, 'checkout', '-q', '--orphan', 'other');
    await git(folder, 'rm', '-q', '--cached', path);
    rmSync(join(folder, path));
    await git(folder, 'commit', '-q', '-m', 'without');
    await checkRestored(folder, /from \w+/);
  });

  it('finds a file of a commit that only the reflog names', async () => {
    const folder = project();
    const text = readFileSync(join(folder, path), 'utf8');
    rmSync(join(folder, path));
    await git(folder, 'init', '-q', '-b', 'main');
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', 'without');
    writeFiles(folder, { [path]: text });
    await git(folder, 'add', '.');
    await git(folder, 'commit', '-q', '-m', 'with');
    await git(folder, 'reset', '-q', '--hard', 'HEAD~1');
    await checkRestored(folder, /from \w+/);
  });

  it('finds a file of a commit that nothing names', async () => {
    const folder = await repository();
    await git(folder, 'rm', '-q', path);
    await git(folder, 'commit', '-q', '--amend', '-m', 'without');
    await git(folder, 'reflog', 'expire', '--expire=now', '--all');
    await checkRestored(folder, /from /);
  });

  it('finds a file that was added and never committed', async () => {
    const folder = project();
    await git(folder, 'init', '-q', '-b', 'main');
    await git(folder, 'add', 'alembic.ini');
    await git(folder, 'commit', '-q', '-m', 'configuration');
    await git(folder, 'add', path);
    await git(folder, 'rm', '-q', '--cached', path);
    rmSync(join(folder, path));
    await checkRestored(folder, /never committed/);
  });

  it('says what to do when no version is known, and without a repository', async () => {
    const folder = project();
    rmSync(join(folder, path));
    const without = await retort(folder, ['restore-revision', B]);
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('no git repository')]);
    await git(folder, 'init', '-q', '-b', 'main');
    const { code, stderr } = await retort(folder, ['restore-revision', B]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('git fetch --all')]);
  });

  it('does not run the programs of the repository', async () => {
    const folder = await repository();
    rmSync(join(folder, path));
    const witness = join(folder, 'witness');
    for (const [key, value] of [
      ['core.fsmonitor', `touch ${witness}`],
      ['core.pager', `touch ${witness}`],
      ['diff.external', `touch ${witness}`],
    ] as const)
      await git(folder, 'config', key, value);
    rmSync(witness, { force: true });
    expect((await retort(folder, ['restore-revision', B])).code).toBe(0);
    await retort(folder, ['lint', '--against', 'main']);
    expect(existsSync(witness)).toBe(false);
  });
});
