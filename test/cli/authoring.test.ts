// The files that `revision`, `merge` and `rebase` make: the same as Alembic's, and loaded by a real Alembic.
import { mkdtempSync, readdirSync, readFileSync, rmSync, cpSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  program,
  retort,
  revisionSource,
  temporaryFolder,
  writeFiles,
  type Outcome,
} from '../support/commandLine';

const python = process.env['RETORT_TEST_PYTHON'];
const A = 'aaaa11112222';
const B = 'bbbb11112222';
const C = 'cccc11112222';
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const INI = `[alembic]
script_location = %(here)s/migrations
`;

/** Two heads, B and C, on A. */
const FORKED = {
  'migrations/versions/a.py': revisionSource(A, undefined, 'pass'),
  'migrations/versions/b.py': revisionSource(B, A, 'pass'),
  'migrations/versions/c.py': revisionSource(C, A, 'pass').replace(
    '\n\ndef',
    'branch_labels = ("web",)\n\n\ndef',
  ),
};
const LINEAR = { 'migrations/versions/a.py': revisionSource(A, undefined, 'pass') };

const GENERIC = `"""\${message}

Revision ID: \${up_revision}
Revises: \${down_revision | comma,n}
Create Date: \${create_date}

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
\${imports if imports else ""}

# revision identifiers, used by Alembic.
revision: str = \${repr(up_revision)}
down_revision: Union[str, Sequence[str], None] = \${repr(down_revision)}
branch_labels: Union[str, Sequence[str], None] = \${repr(branch_labels)}
depends_on: Union[str, Sequence[str], None] = \${repr(depends_on)}


def upgrade() -> None:
    """Upgrade schema."""
    \${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Downgrade schema."""
    \${downgrades if downgrades else "pass"}
`;

const CONDITIONS = `## a comment
${GENERIC}
% if depends_on:
# depends on \${depends_on | comma,n}
% elif not branch_labels and message != "x":
    % if depends_on is None:
# \${", ".join(branch_labels) if branch_labels else message.replace("y", " z ") | trim} \\
joined
    % endif
% else:
OTHER
% endif
LINES = \"\"\"
%% a percent sign
<%text>\${verbatim} % if</%text>
\"\"\"<%doc>
nothing</%doc>
PARENT = \${repr(down_revision or "none")}
`;

function alembic(folder: string, words: readonly string[]): Promise<Outcome> {
  return program(python ?? '', ['-m', 'alembic', ...words], folder);
}

/** One project twice, so that both programs start from the same files. */
function twins(files: Readonly<Record<string, string>>): readonly [string, string] {
  const parent = realpathSync(mkdtempSync(join(tmpdir(), 'retort-authoring-')));
  folders.push(parent);
  const [theirs, ours] = [join(parent, 'theirs'), join(parent, 'ours')];
  const all = { 'alembic.ini': INI, 'migrations/env.py': '', 'migrations/script.py.mako': GENERIC, ...files };
  writeFiles(theirs, all);
  cpSync(theirs, ours, { recursive: true });
  return [theirs, ours];
}

/** Every Python file below the folder, dates taken out. */
function filesOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.py'),
  );
  return Object.fromEntries(
    names
      .sort()
      .map((name) => [
        name,
        readFileSync(join(folder, name), 'utf8').replace(
          /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{6})?/g,
          'DATE',
        ),
      ]),
  );
}

async function checkSame(files: Readonly<Record<string, string>>, words: readonly string[]): Promise<void> {
  const [theirFolder, ourFolder] = twins(files);
  const theirs = await alembic(theirFolder, words);
  const ours = await retort(ourFolder, words);
  expect(ours.stderr).toBe('');
  expect(theirs.code).toBe(0);
  expect(ours.stdout.replaceAll('/ours/', '/theirs/')).toBe(theirs.stdout);
  expect(filesOf(ourFolder)).toEqual(filesOf(theirFolder));
  const [heads, theirHeads] = [await alembic(ourFolder, ['heads']), await alembic(theirFolder, ['heads'])];
  // Alembic prints the labels of a revision from a set: their order is by chance.
  const inAnyOrder = ({ code, stdout }: Outcome): unknown => ({
    code,
    words: stdout.split(/[\s(),]+/).sort(),
  });
  expect(inAnyOrder(heads)).toEqual(inAnyOrder(theirHeads));
}

async function checkRefused(
  files: Readonly<Record<string, string>>,
  words: readonly string[],
): Promise<void> {
  const [theirFolder, ourFolder] = twins(files);
  const theirs = await alembic(theirFolder, words);
  const before = filesOf(ourFolder);
  const ours = await retort(ourFolder, words);
  expect(theirs.code).toBe(255);
  expect(ours.code).toBe(2);
  const said = /FAILED: (.*)/.exec(theirs.stdout)?.[1] ?? 'nothing';
  expect(ours.stderr.split('\n')[0]).toBe(`error: ${said.trim()}`);
  expect(filesOf(ourFolder)).toEqual(before);
}

const ini = (more: string): Record<string, string> => ({ 'alembic.ini': INI + more });

describe.skipIf(python === undefined)('the same file as Alembic', () => {
  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['a first revision', {}, ['revision', '--rev-id', 'new1', '-m', 'add users']],
    ['a revision without a message', LINEAR, ['revision', '--rev-id', 'new1']],
    [
      'quotes and signs in the message',
      LINEAR,
      ['revision', '--rev-id', 'new1', '-m', "it's Über  50% (fünf)"],
    ],
    ['a long message', LINEAR, ['revision', '--rev-id', 'new1', '-m', `${'word '.repeat(20)}end`]],
    ['one long word', LINEAR, ['revision', '--rev-id', 'new1', '-m', 'x'.repeat(60)]],
    [
      'a new branch with a label',
      FORKED,
      ['revision', '--rev-id', 'new1', '--head', A, '--splice', '--branch-label', 'shop'],
    ],
    ['a branch by its label', FORKED, ['revision', '--rev-id', 'new1', '--head', 'web@head']],
    ['a new base', LINEAR, ['revision', '--rev-id', 'new1', '--head', 'base', '--depends-on', 'aaaa']],
    [
      'several dependencies, by label and by the beginning of an id',
      FORKED,
      ['revision', '--rev-id', 'new1', '--head', 'bbbb', '--depends-on', 'web', '--depends-on', 'aaaa'],
    ],
    ['a merge', FORKED, ['merge', '--rev-id', 'new1', '-m', 'join', B, C]],
    [
      'a merge the other way round, with a label',
      FORKED,
      ['merge', '--rev-id', 'new1', C, 'bbbb', '--branch-label', 'all'],
    ],
    ['a merge with a branch point', FORKED, ['merge', '--rev-id', 'new1', '--splice', A, C]],
    [
      'a file template',
      { ...LINEAR, ...ini('file_template = %%(rev).3s-%%(slug)s_%%(rev)s\n') },
      ['revision', '--rev-id', 'new1', '-m', 'add users'],
    ],
    [
      'a folder in the file template',
      { ...LINEAR, ...ini('file_template = sub/%%(rev)s_%%(slug)s\nrecursive_version_locations = true\n') },
      ['revision', '--rev-id', 'new1', '-m', 'x'],
    ],
    [
      'a short slug',
      { ...LINEAR, ...ini('truncate_slug_length = 9\n') },
      ['revision', '--rev-id', 'new1', '-m', 'one two three'],
    ],
    [
      'a time zone',
      { ...LINEAR, ...ini('timezone = Asia/Kolkata\n') },
      ['revision', '--rev-id', 'new1', '-m', 'x'],
    ],
    [
      'two version locations',
      {
        ...LINEAR,
        ...ini('version_locations = %(here)s/migrations/versions;%(here)s/more\npath_separator = ;\n'),
      },
      ['revision', '--rev-id', 'new1', '--version-path', 'more', '--head', 'base'],
    ],
    [
      'a template with conditions and comments',
      { ...LINEAR, 'migrations/script.py.mako': CONDITIONS },
      ['revision', '--rev-id', 'new1', '-m', 'y'],
    ],
  ])('%s', async (_, files, words) => {
    await checkSame(files, words);
  });
});

describe.skipIf(python === undefined)("Alembic's refusals", () => {
  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ['two heads and no choice', FORKED, ['revision', '-m', 'x']],
    ['a revision that is no head', FORKED, ['revision', '--head', A]],
    ['a merge with a revision that is no head', FORKED, ['merge', A, B]],
    ['the same head twice', FORKED, ['merge', B, B]],
    ['a head that does not exist', LINEAR, ['revision', '--head', 'nothing']],
    ['a dependency that does not exist', LINEAR, ['revision', '--depends-on', 'nothing']],
    ['signs in the id', LINEAR, ['revision', '--rev-id', 'a-b:c']],
    ['a version path of no project', LINEAR, ['revision', '--version-path', 'elsewhere']],
    [
      'two version locations and no choice',
      ini('version_locations = %(here)s/migrations/versions;%(here)s/more\npath_separator = ;\n'),
      ['revision'],
    ],
    ['--sql', LINEAR, ['revision', '--sql']],
    ['a time zone nobody knows', { ...LINEAR, ...ini('timezone = Mars/North\n') }, ['revision']],
  ])('%s', async (_, files, words) => {
    await checkRefused(files, words);
  });
});

describe('what is refused before anything is written', () => {
  async function checkError(
    files: Readonly<Record<string, string>>,
    words: readonly string[],
    code: number,
    text: string,
  ): Promise<void> {
    const folder = temporaryFolder('project');
    writeFiles(folder, {
      'alembic.ini': INI,
      'migrations/env.py': '',
      'migrations/script.py.mako': GENERIC,
      ...files,
    });
    const before = filesOf(folder);
    const result = await retort(folder, words);
    expect(result.stderr).toContain(text);
    expect(result.code).toBe(code);
    expect(filesOf(folder)).toEqual(before);
  }

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[], number, string]>([
    [
      'a loop in the template',
      { 'migrations/script.py.mako': 'x\n% for a in b:\n% endfor\n' },
      ['revision'],
      3,
      'script.py.mako, line 2:',
    ],
    [
      'hooks',
      {
        ...LINEAR,
        ...ini(
          '\n[post_write_hooks]\nhooks = black\nblack.type = console_scripts\nblack.entrypoint = black\n',
        ),
      },
      ['revision'],
      3,
      'post_write_hooks',
    ],
    [
      'an environment that takes part',
      { ...LINEAR, ...ini('revision_environment = true\n') },
      ['revision'],
      3,
      'revision_environment',
    ],
    ['an id that is there already', LINEAR, ['revision', '--rev-id', A], 2, 'is present already'],
    [
      'a file that is there already',
      { ...LINEAR, 'migrations/versions/new1_x.py': revisionSource('other', A, 'pass') },
      ['revision', '--rev-id', 'new1', '-m', 'x'],
      2,
      'exists already',
    ],
    [
      'a label that is taken',
      FORKED,
      ['revision', '--head', B, '--branch-label', 'web'],
      2,
      "Branch name 'web'",
    ],
    ['nothing to merge', LINEAR, ['merge'], 2, 'nothing to merge'],
    [
      'a history that does not load',
      { 'migrations/versions/b.py': revisionSource(B, 'gone', 'pass') },
      ['revision'],
      2,
      "KeyError: 'gone'",
    ],
    [
      'a rebase onto a child',
      { ...LINEAR, 'migrations/versions/b.py': revisionSource(B, A, 'pass') },
      ['rebase', A, '--onto', B],
      2,
      'would make a cycle',
    ],
    ['a rebase without a target', LINEAR, ['rebase', A], 2, '--onto'],
  ])('%s', async (_, files, words, code, text) => {
    await checkError(files, words, code, text);
  });
});

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
    expect(stderr).toContain('no models');
    expect(stderr).toContain('alembic revision ended with 1');
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
