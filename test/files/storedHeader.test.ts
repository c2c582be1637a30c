// What the cache of headers gives back is what was put in, whatever the file looks like.
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readHeader } from '../../server/src/engine/index';
import { HeaderCache, stampOf } from '../../server/src/files/headerCache';
import { restoreHeader, storeHeader } from '../../server/src/files/storedHeader';

const SOURCES: Readonly<Record<string, string>> = {
  plain:
    '"""a message\n\nRevision ID: a1\nRevises: \nCreate Date: 2026-01-01 00:00:00\n\n"""\nrevision = "a1"\ndown_revision = None\n',
  'no docstring': 'revision = "a1"\ndown_revision = "b"\n',
  'two parents, labels, dependencies':
    '"""m"""\nrevision = "a1"\ndown_revision = ("b", "c")\nbranch_labels = ("x", "y")\ndepends_on = "d"\n',
  'a date that stands in the message too':
    '"""moved to 2026\n\nCreate Date: 2026\n"""\nrevision = "a1"\ndown_revision = None\n',
  'blanks around the message': '"""\n\n   m  \n\n  more\n"""\nrevision = "a1"\ndown_revision = None\n',
  'an empty docstring': '""""""\nrevision = "a1"\ndown_revision = None\n',
  'no revision': '"""m"""\nx = 1\n',
  'an illegal id': 'revision = "a-b"\ndown_revision = None\n',
  damaged: 'revision = "a1"\ndown_revision = (\n',
  unicode: '"""größe 😀\n\nCreate Date: 😀\n"""\nrevision = "a1"\ndown_revision = None\n',
};

describe('a stored header', () => {
  it.each(Object.entries(SOURCES))('is the header of: %s', (_, source) => {
    const header = readHeader('/v/a.py', source);
    const written: unknown = JSON.parse(JSON.stringify(storeHeader(header)));
    expect(restoreHeader('/v/a.py', written as Parameters<typeof restoreHeader>[1])).toEqual(header);
  });
});

describe('the cache of headers', () => {
  const MINUTE = 60_000;

  function places(now: number): {
    readonly folder: string;
    readonly file: string;
    readonly place: (at: number) => HeaderCache;
  } {
    const folder = mkdtempSync(join(tmpdir(), 'retort-headers-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'a.py');
    writeFileSync(file, SOURCES['plain'] ?? '');
    const place = (at: number, engineVersion = 'one'): HeaderCache =>
      new HeaderCache({ folder: join(folder, 'cache'), project: 'p', engineVersion, now: now + at });
    return { folder, file, place };
  }

  function remember(cache: HeaderCache, file: string, hash: string): void {
    const stamp = stampOf(file);
    if (stamp === undefined) throw new Error('the file is there');
    cache.remember(hash, stamp, readHeader(file, readFileSync(file, 'utf8')));
    cache.save();
  }

  it('knows a file that has not changed for a while, and no other', () => {
    const { file, place } = places(Date.now());
    remember(place(MINUTE), file, 'h');
    const stamp = stampOf(file);
    if (stamp === undefined) throw new Error('the file is there');
    expect(place(2 * MINUTE).unchanged(file, stamp)?.revision?.value).toBe('a1');
    expect(place(2 * MINUTE).unchanged(file, { ...stamp, size: stamp.size + 1 })).toBeUndefined();
    expect(place(2 * MINUTE).unchanged(file, { ...stamp, inode: stamp.inode + 1 })).toBeUndefined();
    expect(place(2 * MINUTE).unchanged(`${file}x`, stamp)).toBeUndefined();
  });

  it('does not trust the time of a file that changed just before it was remembered', () => {
    const { file, place } = places(Date.now());
    remember(place(0), file, 'h');
    const stamp = stampOf(file);
    if (stamp === undefined) throw new Error('the file is there');
    expect(place(MINUTE).unchanged(file, stamp)).toBeUndefined();
    expect(place(MINUTE).sameContent(file, 'h')?.revision?.value).toBe('a1');
  });

  it('does not trust a change that keeps size and modification time', () => {
    const { file, place } = places(Date.now());
    const { atime, mtime } = statSync(file);
    remember(place(MINUTE), file, 'h');
    writeFileSync(file, (SOURCES['plain'] ?? '').replaceAll('a1', 'z9'));
    utimesSync(file, atime, mtime);
    const stamp = stampOf(file);
    if (stamp === undefined) throw new Error('the file is there');
    expect(place(2 * MINUTE).unchanged(file, stamp)).toBeUndefined();
  });

  it('is empty for another engine, and when its file is damaged', () => {
    const { file, folder, place } = places(Date.now());
    remember(place(MINUTE), file, 'h');
    const other = new HeaderCache({
      folder: join(folder, 'cache'),
      project: 'p',
      engineVersion: 'two',
      now: Date.now(),
    });
    expect(other.sameContent(file, 'h')).toBeUndefined();
    const [name = ''] = readdirSync(join(folder, 'cache'));
    writeFileSync(join(folder, 'cache', name), '{"version":"one","project":"p","written":1');
    expect(place(MINUTE).sameContent(file, 'h')).toBeUndefined();
  });
});
