// Rebase, and revisions that the project's own Alembic has to make: hooks, env.py that takes part, several databases.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { program, retort, revisionSource, temporaryFolder, writeFiles } from '../support/commandLine';
import {
  A,
  B,
  C,
  FORKED,
  GENERIC,
  INI,
  LINEAR,
  alembic,
  checkSame,
  filesOf,
  ini,
  python,
  twins,
} from './authoringTwins';

describe('rebase', () => {
  it('re-points the revision and its docstring, and Alembic loads the line', async () => {
    const folder = temporaryFolder('project');
    const doc = (text: string, id: string, parent: string): string =>
      text.replace(`"""${id}"""`, `"""m\n\nRevision ID: ${id}\nRevises: ${parent}\n\n"""`);
    writeFiles(folder, {
      'alembic.ini': INI,
      'migrations/env.py': '',
      ...LINEAR,
      'migrations/versions/b.py': doc(revisionSource(B, A, 'pass'), B, A),
      'migrations/versions/c.py': revisionSource(C, A, 'pass'),
    });
    const result = await retort(folder, ['rebase', 'bbbb', '--onto', C]);
    expect({ code: result.code, stdout: result.stdout }).toEqual({
      code: 0,
      stdout: `${B}: down_revision ${A} -> ${C} (migrations/versions/b.py)\n`,
    });
    expect(readFileSync(join(folder, 'migrations/versions/b.py'), 'utf8')).toBe(
      doc(revisionSource(B, C, 'pass'), B, C),
    );
    if (python === undefined) return;
    expect((await alembic(folder, ['heads'])).stdout).toBe(`${B} (head)\n`);
  });
});

describe.skipIf(python === undefined)('what only the project’s own Alembic can do', () => {
  const env = { RETORT_ALEMBIC: JSON.stringify([python, '-m', 'alembic']) };

  async function checkDone(
    files: Readonly<Record<string, string>>,
    words: readonly string[],
  ): Promise<string> {
    const [theirFolder, ourFolder] = twins({ ...FORKED, ...files });
    expect((await alembic(theirFolder, words)).code).toBe(0);
    const ours = await retort(ourFolder, words, { env });
    expect(ours.code).toBe(0);
    expect(filesOf(ourFolder)).toEqual(filesOf(theirFolder));
    return ours.stderr;
  }

  it('is done by it, and said', async () => {
    const template = `<%! import os %>${GENERIC}`;
    const said = await checkDone({ 'migrations/script.py.mako': template }, [
      'merge',
      B,
      C,
      '--rev-id',
      'j',
      '-m',
      'x',
    ]);
    expect(said).toContain('script.py.mako, line 1');
    expect(said).toContain('RETORT_ALEMBIC');
  });

  it('takes part with hooks', async () => {
    const hook = '\n[post_write_hooks]\nhooks = add\nadd.type = exec\nadd.executable = true\n';
    const options = ['--head', B, '--depends-on', C, '--rev-id', 'new1', '-m', 'with a hook'];
    expect(await checkDone(ini(hook), ['revision', ...options])).toContain('post_write_hooks');
  });

  it('is no success when Alembic fails', async () => {
    const [, folder] = twins({
      ...LINEAR,
      ...ini('revision_environment = true\n'),
      'migrations/env.py': 'raise RuntimeError("no models")\n',
    });
    const before = filesOf(folder);
    const { code, stderr } = await retort(folder, ['revision', '-m', 'x'], { env });
    expect(code).toBe(2);
    expect(stderr).toContain(
      'error: RuntimeError: no models (migrations/env.py:1)\n  Correct env.py, then run it again.',
    );
    expect(stderr).not.toContain('Traceback');
    expect(filesOf(folder)).toEqual(before);
  });
});

describe.skipIf(python === undefined)('the multidb template', () => {
  it('makes the same file as Alembic', async () => {
    const script = 'import alembic, os; print(os.path.dirname(alembic.__file__), end="")';
    const { stdout } = await program(python ?? '', ['-c', script], process.cwd());
    const template = readFileSync(join(stdout, 'templates/multidb/script.py.mako'), 'utf8');
    await checkSame(
      {
        ...LINEAR,
        'alembic.ini': `${INI}databases = engine1, engine2,engine3\n`,
        'migrations/script.py.mako': template,
      },
      ['revision', '--rev-id', 'new1', '-m', 'for all'],
    );
  });
});
