// The parts under runs on SQLite files: what a URL means, what one statement is, the lock, digests and back-ups.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, describe } from 'vitest';
import {
  backupId,
  createBackup,
  deleteBackup,
  endBackup,
  isAbandoned,
  listBackups,
  pruneBackups,
  type BackupMaker,
} from '../../server/src/database/backups';
import { systemClock } from '../../server/src/database/clock';
import { digestOf } from '../../server/src/database/sqlite/digest';
import { fileLockOf, takeFileLock } from '../../server/src/database/sqlite/fileLock';
import { sqliteLocation } from '../../server/src/database/sqlite/location';
import { restAfter, withoutComments } from '../../server/src/database/sqlite/singleStatement';
import { parseTarget, type SqliteTarget } from '../../server/src/database/target';
import { temporaryFolder } from '../support/commandLine';

function targetOf(url: string): SqliteTarget {
  const parsed = parseTarget(url, { onCommandLine: false });
  if (!('target' in parsed) || parsed.target.kind !== 'sqlite') throw new Error(`${url} is no SQLite file`);
  return parsed.target;
}

describe('a SQLite URL', () => {
  it.each([
    ['sqlite:///app.db', 'app.db', 5_000],
    ['sqlite:////srv/app.db', '/srv/app.db', 5_000],
    ['sqlite+aiosqlite:///a b%20ä.db', 'a b%20ä.db', 5_000],
    ['sqlite:///sub/../app.db?timeout=0.25&check_same_thread=false', 'app.db', 250],
  ])('%s', (url, path, timeoutMs) => {
    const folder = temporaryFolder('p');
    const wanted = path.startsWith('/') ? path : join(folder, path);
    expect(sqliteLocation(targetOf(url), folder)).toMatchObject({ file: wanted, timeoutMs });
  });

  it('means one file, by whatever links it is reached', () => {
    const folder = temporaryFolder('p');
    mkdirSync(join(folder, 'real'));
    symlinkSync(join(folder, 'real'), join(folder, 'link'));
    expect(sqliteLocation(targetOf('sqlite:///link/app.db'), folder).file).toBe(
      join(folder, 'real', 'app.db'),
    );
  });

  it.each(['timeout=x', 'timeout=-1', 'timeout=1e9', 'mode=ro', 'uri=true', 'detect_types=1'])(
    'is refused with %s',
    (query) => {
      expect(() => sqliteLocation(targetOf(`sqlite:///app.db?${query}`), '/')).toThrow('is not supported');
    },
  );
});

it.each([
  ['SELECT 1', 'SELECT 1', ''],
  ['SELECT 1;', 'SELECT 1;', ''],
  ['SELECT 1; -- end\n /* x */\n', 'SELECT 1;', ''],
  ['SELECT 1;;', 'SELECT 1;', ';'],
  ['SELECT 1; SELECT 2', 'SELECT 1;', 'SELECT 2'],
])('behind the first statement of %j', (sql, first, rest) => {
  expect(restAfter(sql, first)).toBe(rest);
});

it('comments before a statement do not count', () => {
  expect(withoutComments(' -- a\n/* b\n*/\tPRAGMA x')).toBe('PRAGMA x');
  expect(withoutComments('-- only')).toBe('');
});

it('a digest leaves out what a copy changes, and nothing else', () => {
  const folder = temporaryFolder('p');
  const digest = (change: (bytes: Buffer) => void): string => {
    const bytes = Buffer.alloc(8192, 7);
    change(bytes);
    writeFileSync(join(folder, 'x'), bytes);
    return digestOf(join(folder, 'x'));
  };
  const plain = digest(() => undefined);
  for (const at of [24, 27, 40, 43, 92, 99]) expect(digest((bytes) => (bytes[at] = 1))).toBe(plain);
  for (const at of [0, 23, 28, 39, 44, 91, 100, 8191]) {
    expect(digest((bytes) => (bytes[at] = 1))).not.toBe(plain);
  }
});

describe('the lock beside a file', () => {
  const options = { clock: systemClock, random: () => 0, signal: new AbortController().signal };

  it('is held by one, and waited for until it is free', async () => {
    const file = join(temporaryFolder('p'), 'app.db');
    const first = await takeFileLock(file, 'app.db', options);
    const cancelled = new AbortController();
    const second = takeFileLock(file, 'app.db', { ...options, signal: cancelled.signal });
    cancelled.abort();
    expect(await second).toBeUndefined();
    const third = takeFileLock(file, 'app.db', options);
    await first?.release();
    await (await third)?.release();
    expect(() => readFileSync(fileLockOf(file))).toThrow('ENOENT');
  });

  it('is taken over from a process that is gone', async () => {
    const file = join(temporaryFolder('p'), 'app.db');
    const mine = await takeFileLock(file, 'app.db', options);
    const record = JSON.parse(readFileSync(fileLockOf(file), 'utf8')) as Record<string, unknown>;
    await mine?.release();
    writeFileSync(fileLockOf(file), JSON.stringify({ ...record, processId: 2 ** 22 + 1 }));
    const lock = await takeFileLock(file, 'app.db', options);
    expect(lock).toBeDefined();
    await lock?.release();
  });
});

describe('back-ups', () => {
  const signal = new AbortController().signal;
  const maker = (content: () => string, fails = false): BackupMaker => ({
    dialect: 'sqlite',
    identity: '/srv/app.db',
    make(folder) {
      writeFileSync(join(folder, 'content'), content());
      return fails ? Promise.reject(new Error('the disk is full')) : Promise.resolve(content().length);
    },
    restore: () => Promise.resolve(),
    fingerprint: () => Promise.resolve(content()),
  });
  const facts = (id: string) => ({
    id,
    at: '2026-01-02T03:04:05.000Z',
    database: 'app.db',
    command: 'upgrade head',
    current: [],
  });

  it('are remembered with what was before and after, newest first', async () => {
    const project = temporaryFolder('p');
    let content = 'one';
    for (const id of ['a', 'c', 'b']) {
      const made = await createBackup(
        project,
        maker(() => content),
        facts(id),
        signal,
      );
      content += id;
      await endBackup(
        project,
        made,
        maker(() => content),
        'done',
      );
    }
    expect(listBackups(project).map(({ id, before, after }) => [id, before, after])).toEqual([
      ['c', 'onea', 'oneac'],
      ['b', 'oneac', 'oneacb'],
      ['a', 'one', 'onea'],
    ]);
    expect(readFileSync(join(project, '.retort', '.gitignore'), 'utf8')).toBe('*\n');
    pruneBackups(project, '/srv/app.db', 1);
    expect(listBackups(project).map(({ id }) => id)).toEqual(['c']);
    deleteBackup(project, 'c');
    expect(listBackups(project)).toEqual([]);
  });

  it('are whole or not there, and strangers among them are left out', async () => {
    const project = temporaryFolder('p');
    const failing = createBackup(
      project,
      maker(() => 'x', true),
      facts('a'),
      signal,
    );
    await expect(failing).rejects.toThrow('the disk is full');
    await createBackup(
      project,
      maker(() => 'x'),
      facts('b'),
      signal,
    );
    const root = join(project, '.retort', 'backups');
    mkdirSync(join(root, 'strange'));
    writeFileSync(join(root, 'strange', 'record.json'), '{"id":"other"}');
    mkdirSync(join(root, 'empty'));
    expect(listBackups(project).map(({ id }) => id)).toEqual(['b']);
  });

  it('of a run whose process is gone are told apart; what failed is not pruned', async () => {
    const project = temporaryFolder('p');
    const made = await createBackup(
      project,
      maker(() => 'x'),
      facts('a'),
      signal,
    );
    expect(isAbandoned(made)).toBe(false);
    expect(isAbandoned({ ...made, processId: 2 ** 22 + 1 })).toBe(true);
    const failed = await endBackup(
      project,
      made,
      maker(() => 'y'),
      'failed',
    );
    expect(isAbandoned({ ...failed, processId: 2 ** 22 + 1 })).toBe(false);
    pruneBackups(project, '/srv/app.db', 0);
    expect(listBackups(project)).toHaveLength(1);
  });

  it('have ids that sort by time and can be typed', () => {
    expect(backupId(Date.UTC(2026, 10, 24, 22, 15, 33), 'A1b-2c3d')).toBe('20261124-221533-1b2c');
  });
});
