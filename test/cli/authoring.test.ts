// The files that `revision`, `merge` and `rebase` make: the same as Alembic's, and loaded by a real Alembic.
import { describe, expect, it } from 'vitest';
import { retort, revisionSource, temporaryFolder, writeFiles } from '../support/commandLine';
import {
  A,
  B,
  C,
  CONDITIONS,
  FORKED,
  GENERIC,
  INI,
  LINEAR,
  checkRefused,
  checkSame,
  filesOf,
  ini,
  python,
} from './authoringTwins';

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
