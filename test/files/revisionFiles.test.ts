// Which files are revision files, in which order, and how unreadable ones are told apart without stopping.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  listRevisionFiles,
  readRevisionFiles,
  type RevisionPlaces,
} from '../../server/src/files/revisionFiles';
import { temporaryFolder } from './temporaryFolder';

function places(folder: string, options: Partial<RevisionPlaces> = {}): RevisionPlaces {
  return {
    versionLocations: [join(folder, 'v')],
    recursiveVersionLocations: false,
    sourceless: false,
    ...options,
  };
}

function list(folder: string, options: Partial<RevisionPlaces> = {}): string[] {
  return Array.from(listRevisionFiles(places(folder, options)), (one) => {
    const path = one.path.slice(folder.length + 1);
    return one.problem === undefined ? path : `${path}: ${one.problem.replaceAll(`${folder}/`, '')}`;
  });
}

function read(folder: string): string[] {
  return Array.from(readRevisionFiles(places(folder)), (one) => one.problem ?? one.text);
}

const onPosix = process.platform !== 'win32';

describe('which files, in which order', () => {
  test('names by code point, without __init__ and lock files', () => {
    const folder = temporaryFolder({
      'v/b.py': '',
      'v/a.py': '',
      'v/B.py': '',
      'v/__init__.py': '',
      'v/__init__x.py': '',
      'v/.#a.py': '',
      'v/.hidden.py': '',
      'v/a.pyc': '',
      'v/a.txt': '',
      'v/\u{1f600}.py': '',
      'v/\uff5e.py': '',
      'v/sub/c.py': '',
    });
    expect(list(folder)).toEqual(
      ['.hidden.py', 'B.py', 'a.py', 'b.py', '\uff5e.py', '\u{1f600}.py'].map((n) => `v/${n}`),
    );
  });

  test('sub-folders depth first when they count', () => {
    const folder = temporaryFolder({
      'v/z.py': '',
      'v/b/2.py': '',
      'v/a/1.py': '',
      'v/a/x/0.py': '',
      'v/__pycache__/c.py': '',
    });
    expect(list(folder, { recursiveVersionLocations: true })).toEqual([
      'v/z.py',
      'v/a/1.py',
      'v/a/x/0.py',
      'v/b/2.py',
    ]);
  });

  test('a file in two locations is loaded once, with the warning of Alembic', () => {
    const folder = temporaryFolder({ 'v/a.py': '', 'w/b.py': '' });
    const twice = [join(folder, 'v'), join(folder, 'gone'), join(folder, 'w'), join(folder, 'v')];
    expect(list(folder, { versionLocations: twice })).toEqual([
      'v/a.py',
      'w/b.py',
      'v/a.py: File v/a.py loaded twice! ignoring. Please ensure version_locations is unique.',
    ]);
  });

  test('compiled files without source', () => {
    const folder = temporaryFolder({
      'v/a.py': '',
      'v/__pycache__/a.py.pyc': '',
      'v/__pycache__/b.py.pyc': '',
    });
    expect(list(folder, { sourceless: true })).toEqual([
      'v/a.py',
      'v/__pycache__/b.py.pyc: it is compiled; only the source of a revision can be read',
    ]);
  });

  test.runIf(onPosix)('the name that counts is that of the file a link leads to', () => {
    const folder = temporaryFolder({ 'real/x.py': '', 'real/y.txt': '', 'v/keep.py': '' });
    symlinkSync(join(folder, 'real/x.py'), join(folder, 'v/link'));
    symlinkSync(join(folder, 'real/y.txt'), join(folder, 'v/text.py'));
    symlinkSync(join(folder, 'v/loop.py'), join(folder, 'v/loop.py'));
    symlinkSync(join(folder, 'v'), join(folder, 'v/self'));
    expect(list(folder, { recursiveVersionLocations: true })).toEqual([
      'v/keep.py',
      'real/x.py',
      'v/loop.py: it is a symbolic link that leads back to itself',
    ]);
  });

  test.runIf(onPosix)('nothing outside the given folders', () => {
    const folder = temporaryFolder({ 'out/x.py': '', 'in/v/a.py': '' });
    symlinkSync(join(folder, 'out/x.py'), join(folder, 'in/v/x.py'));
    const found = listRevisionFiles(
      { ...places(folder), versionLocations: [join(folder, 'in/v'), join(folder, 'out')] },
      { within: [join(folder, 'in')] },
    );
    expect(Array.from(found, (one) => one.problem)).toEqual([
      undefined,
      'it leads outside the workspace and is not read',
      'it is outside the workspace and is not read',
    ]);
  });
});

describe('reading', () => {
  const latin = Uint8Array.from([0x63, 0x61, 0x66, 0xe9]);
  const withCookie = (line: string): Uint8Array => Uint8Array.from([...Buffer.from(`${line}\n`), ...latin]);
  const cases: [title: string, content: string | Uint8Array, expected: string][] = [
    ['UTF-8', 'café', 'café'],
    ['a byte order mark', '\ufeffcafé', 'café'],
    [
      'latin-1 with a coding line',
      withCookie('# -*- coding: latin-1 -*-'),
      '# -*- coding: latin-1 -*-\ncafé',
    ],
    [
      'a coding line on line two',
      withCookie('#!/usr/bin/python\n# vim: set fileencoding=iso-8859-1'),
      '#!/usr/bin/python\n# vim: set fileencoding=iso-8859-1\ncafé',
    ],
    ['latin-1 without', latin, 'it is not UTF-8 and has no coding line'],
    [
      'a coding line too late',
      withCookie('x = 1\n# coding: latin-1'),
      'it is not UTF-8 and has no coding line',
    ],
    [
      'an unknown coding',
      '# coding: klingon\n',
      'its coding line names the encoding klingon, which is not known',
    ],
    [
      'UTF-16',
      Uint8Array.from([0xff, 0xfe, 0x61, 0]),
      'it is UTF-16, which Python does not read; save it as UTF-8',
    ],
    ['NUL', 'a\0b', 'it contains NUL characters, which Python refuses'],
    ['a mark and another coding', '\ufeff# coding: latin-1\n', 'encoding problem: latin-1 with BOM'],
  ];
  test.each(cases)('%s', (_, content, expected) => {
    expect(read(temporaryFolder({ 'v/a.py': content }))).toEqual([expected]);
  });

  test('a file above 5 MB is left out, sparse or not', () => {
    const folder = temporaryFolder({ 'v/a.py': '', 'v/b.py': 'ok' });
    truncateSync(join(folder, 'v/a.py'), 10 * 2 ** 30);
    expect(read(folder)).toEqual(['it has 10737418240 bytes; files above 5 MB are not read', 'ok']);
  });

  test.runIf(onPosix)('a pipe, a folder and a broken link end nothing', () => {
    const folder = temporaryFolder({ 'v/z.py': 'ok' });
    execFileSync('mkfifo', [join(folder, 'v/a.py')]);
    mkdirSync(join(folder, 'v/b.py'));
    symlinkSync(join(folder, 'gone.py'), join(folder, 'v/c.py'));
    expect(read(folder)).toEqual(['it is not a regular file', 'it does not exist', 'ok']);
  });

  test.runIf(onPosix)('no permission', () => {
    const folder = temporaryFolder({ 'v/a.py': 'x' });
    chmodSync(join(folder, 'v/a.py'), 0);
    chmodSync(folder, 0o755);
    // Root may read everything, so it becomes somebody else for this question.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      expect(read(folder)).toEqual(['there is no permission to read it']);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });
});
