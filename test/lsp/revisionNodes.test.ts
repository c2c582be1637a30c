// What the Revisions tree and the explorer say of a revision, and how often a dead server is started again.
import { describe, expect, it } from 'vitest';
import { RestartPolicy, RESTART_PERIOD } from '../../extension/src/restartPolicy';
import {
  badgeOf,
  describeRow,
  markFile,
  matchesFilter,
  speakRevision,
  unjoinedHeads,
} from '../../extension/src/views/revisionNodes';
import { ENGLISH } from '../support/englishWords';
import type { RevisionItem } from '../../server/src/lsp/protocol';

function item(change: Partial<RevisionItem>): RevisionItem {
  return {
    revision: 'aa11',
    message: 'create users',
    uri: 'file:///p/versions/aa11_create_users.py',
    downRevisions: [],
    branchLabels: [],
    state: 'unknown',
    isCurrent: false,
    isHead: false,
    isBase: false,
    isBranchPoint: false,
    isMergePoint: false,
    ...change,
  };
}

describe('the mark of a file', () => {
  const known = new Set(['aa11', 'bb22']);
  it.each<[string, Partial<RevisionItem>, string | undefined]>([
    ['pending', { state: 'pending' }, 'P pending'],
    ['a pending head', { state: 'pending', isHead: true }, 'P pending, head'],
    ['an applied head', { state: 'applied', isHead: true }, 'H applied, head'],
    ['applied', { state: 'applied' }, 'A applied'],
    ['a head of an unknown database', { isHead: true }, 'H head'],
    ['nothing known', {}, undefined],
    ['a parent that is there', { downRevisions: ['bb22'] }, undefined],
    ['a missing parent', { downRevisions: ['bb22', 'gone'], state: 'applied' }, '! no file declares gone'],
  ])('%s', (_, change, expected) => {
    const mark = markFile(item(change), known, ENGLISH);
    expect(mark === undefined ? undefined : `${mark.badge} ${mark.words}`).toBe(expected);
    expect(mark?.badge.length ?? 1).toBe(1);
  });
});

describe('a row of the tree', () => {
  it.each<[string, Partial<RevisionItem>, string | undefined]>([
    ['nothing', {}, undefined],
    ['the current revision', { isCurrent: true }, 'C current'],
    ['a head', { isHead: true }, 'H head'],
    ['a current head', { isCurrent: true, isHead: true }, 'CH current, head'],
  ])('has letters that no width cuts for %s', (_, change, expected) => {
    const badge = badgeOf(item(change), ENGLISH);
    expect(badge === undefined ? undefined : `${badge.letters} ${badge.words}`).toBe(expected);
  });

  it('says little behind the message: labels, then the id', () => {
    const change = { isCurrent: true, isHead: true, isMergePoint: true, branchLabels: ['shop'] };
    expect(describeRow(item(change))).toBe('shop · aa11');
    expect(describeRow(item({ message: '' }))).toBe('');
  });

  it('says everything to a screen reader', () => {
    const change = { isCurrent: true, isHead: true, isMergePoint: true, branchLabels: ['shop'] };
    expect(speakRevision(item({ ...change, state: 'applied' }), ENGLISH)).toBe(
      'create users, current · head · aa11 · merge · shop',
    );
    expect(speakRevision(item({ state: 'pending', isBranchPoint: true }), ENGLISH)).toBe(
      'create users, pending · aa11 · branch point',
    );
  });
});

describe('the filter', () => {
  const row = item({ branchLabels: ['shop'], state: 'pending' });
  it.each(['', 'users', 'CREATE users', 'aa11', 'shop', 'pending users', 'create_users.py'])(
    '%j keeps it',
    (filter) => {
      expect(matchesFilter(row, filter)).toBe(true);
    },
  );
  it.each(['orders', 'users applied'])('%j does not', (filter) => {
    expect(matchesFilter(row, filter)).toBe(false);
  });
});

describe('heads that want joining', () => {
  const ids = (rows: readonly RevisionItem[]) =>
    unjoinedHeads({ revisions: rows, heads: rows.map(({ revision }) => revision) }).map(
      ({ revision }) => revision,
    );

  it('are two without labels', () => {
    expect(ids([item({ revision: 'a' }), item({ revision: 'b' })])).toEqual(['a', 'b']);
  });

  it('are not those of labelled branches', () => {
    expect(ids([item({ revision: 'a', branchLabels: ['x'] }), item({ revision: 'b' })])).toEqual([]);
    const both = [item({ revision: 'a', branchLabels: ['x'] }), item({ revision: 'b', branchLabels: ['x'] })];
    expect(ids(both)).toEqual(['a', 'b']);
  });
});

describe('a server that dies', () => {
  it('is started again four times in three minutes and then not', () => {
    let now = 0;
    const policy = new RestartPolicy(() => now);
    const ends = () => {
      now += 1000;
      return policy.ended();
    };
    expect([ends(), ends(), ends(), ends(), ends(), ends()]).toEqual([1, 2, 3, 4, undefined, undefined]);
    policy.forget();
    expect(ends()).toBe(1);
    now += RESTART_PERIOD;
    expect(ends()).toBe(1);
  });
});
