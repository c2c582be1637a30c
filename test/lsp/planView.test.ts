// The plan as its page shows it, the messages between the two, and the colours of its SQL.
import { describe, expect, it } from 'vitest';
import { viewPlan } from '../../extension/src/run/planView';
import { readPageMessage } from '../../extension/src/views/planMessages';
import { readMessage } from '../../media/webview/plan/receive';
import { sqlTokens } from '../../media/webview/plan/sqlTokens';
import { ENGLISH } from '../support/englishWords';
import type { PlanView, RunPlan } from '../../server/src/lsp/protocol';

const ALONE = { options: [], configFile: 'alembic.ini' };

const STATEMENT = {
  sql: 'ALTER TABLE item DROP COLUMN note',
  line: 12,
  lock: 'ACCESS EXCLUSIVE (blocks reads and writes)',
  destroys: 'the values of item.note',
  transactional: true,
};
const STEP = {
  direction: 'upgrade' as const,
  revision: 'bbbb',
  message: 'drop the note',
  path: '/shop/versions/bbbb.py',
  from: ['aaaa'],
  to: ['bbbb'],
  statements: [STATEMENT],
};

function plan(changes: Partial<RunPlan> = {}): RunPlan {
  return {
    id: 'run-1',
    command: 'upgrade',
    target: 'head',
    project: { configFile: '/shop/alembic.ini', section: 'alembic' },
    database: { label: 'staging', place: 'ann@db/shop', name: 'shop', serverVersion: 'PostgreSQL 18.6' },
    runner: 'native',
    runnerReason: 'every step is known',
    current: ['aaaa'],
    steps: [STEP],
    warnings: [],
    ...changes,
  };
}

function view(changes: Partial<RunPlan> = {}): PlanView {
  return viewPlan(plan(changes), ALONE, ENGLISH);
}

describe('viewPlan', () => {
  it('says database, place and what is lost and locked before the steps', () => {
    const shown = view();
    expect(shown.heading).toBe('Upgrade staging to head');
    expect(shown.database).toEqual({ name: 'shop', place: 'ann@db/shop', version: 'PostgreSQL 18.6' });
    expect(shown.notices.map(({ kind }) => kind)).toEqual(['loss', 'lock']);
    const place = { step: 0, line: 12, text: 'bbbb.py:12' };
    expect(shown.notices[0]?.remarks).toEqual([
      { text: 'the values of item.note', more: '', places: [place], rule: undefined },
    ]);
    expect(shown.steps[0]?.place?.text).toBe('versions/bbbb.py');
    expect(shown.steps[0]?.statements[0]?.place).toEqual({ ...place, text: 'line 12' });
    expect(shown.question.losesSomething).toBe(true);
  });

  it('names a lock once, with its tables and places', () => {
    const tables = [{ table: 'item', rows: 7, bytes: 1, size: '7 rows' }];
    const other = { ...STATEMENT, line: 13, destroys: undefined, tables };
    const [, lock] = view({ steps: [{ ...STEP, statements: [STATEMENT, other, other] }] }).notices;
    expect(lock?.remarks).toHaveLength(1);
    expect(lock?.remarks[0]?.text).toBe('ACCESS EXCLUSIVE (blocks reads and writes) · item (7 rows)');
    expect(lock?.remarks[0]?.places.map(({ text }) => text)).toEqual(['bbbb.py:12', 'bbbb.py:13']);
  });

  it('begins with the lock that blocks most', () => {
    const locks = ['ROW EXCLUSIVE (x)', 'SHARE', 'ACCESS EXCLUSIVE (y)', 'another'];
    const statements = locks.map((lock, line) => ({ ...STATEMENT, lock, line, destroys: undefined }));
    const [notice] = view({ steps: [{ ...STEP, statements }] }).notices;
    expect(notice?.remarks.map(({ text }) => text)).toEqual([
      'ACCESS EXCLUSIVE (y)',
      'SHARE',
      'ROW EXCLUSIVE (x)',
      'another',
    ]);
  });

  it('links a warning to its line and to the page of its rule, and folds a long one', () => {
    const first =
      'Column "note" is NOT NULL and has no server default: on a table with rows the upgrade stops.';
    const rest =
      'Give it a server_default, or add it nullable, fill it, then set NOT NULL (e.g. in the next revision).';
    const rule = 'not-null-without-default';
    const warnings = [
      { line: 12, place: 'versions/bbbb.py:12', rule, message: `${first} ${rest}` },
      {
        line: 14,
        place: 'versions/bbbb.py:14',
        rule: undefined,
        message: 'PostgreSQL will refuse this SQL.',
      },
      {
        line: undefined,
        place: undefined,
        rule: undefined,
        message: 'bbbb runs statements outside a transaction.',
      },
    ];
    const [, notice] = view({ warnings: ['It is late.'], steps: [{ ...STEP, warnings }] }).notices;
    const file = { step: 0, line: undefined, text: 'bbbb.py' };
    expect(notice).toEqual({
      kind: 'warning',
      heading: 'Warnings',
      remarks: [
        { text: 'It is late.', more: '', places: [], rule: undefined },
        { text: first, more: rest, places: [{ ...file, line: 12, text: 'bbbb.py:12' }], rule },
        {
          text: 'PostgreSQL will refuse this SQL.',
          more: '',
          places: [{ ...file, line: 14, text: 'bbbb.py:14' }],
          rule: undefined,
        },
        { text: 'bbbb runs statements outside a transaction.', more: '', places: [file], rule: undefined },
      ],
    });
  });

  it('gives the line for Alembic with its options', () => {
    const options = ['--purge', '--tag', 'a b'];
    const stamp = { ...plan(), command: 'stamp' as const, target: 'aaaa bbbb' };
    expect(viewPlan(stamp, { options, configFile: 'db/alembic.ini' }, ENGLISH).alembicLine).toBe(
      "alembic -c db/alembic.ini stamp --purge --tag 'a b' aaaa bbbb",
    );
    expect(view({ command: 'restore', target: '2026' }).alembicLine).toBe('');
  });

  it('asks for the name where the database is protected, and for that one', () => {
    const database = { ...plan().database, isProtected: true };
    expect(view({ database }).question.typedName?.name).toBe('shop');
    expect(view().question.typedName).toBeUndefined();
  });

  it('has no places for steps without a file', () => {
    const step = { ...STEP, direction: 'restore' as const, path: '/backups/x', statements: [] };
    const [shown] = view({ steps: [step] }).steps;
    expect(shown?.place).toBeUndefined();
    expect(shown?.remarks).toEqual([
      { text: 'The whole database is replaced.', more: '', places: [], rule: undefined },
    ]);
  });

  it('of another commit opens no file here and offers no line for the Alembic here', () => {
    const shown = view({ project: { ...plan().project, commit: 'abc1234' } });
    expect(shown.alembicLine).toBe('');
    expect(shown.steps[0]?.place).toEqual({ step: undefined, line: undefined, text: 'versions/bbbb.py' });
    expect(shown.notices[0]?.remarks[0]?.places[0]?.step).toBeUndefined();
    expect(readMessage({ kind: 'show', plan: shown, settled: '' })).toBeDefined();
  });

  it('keeps texts on their line and shows characters that hide or turn others', () => {
    const hostile = 'x\n\u202Etxt\u2066\u200b';
    const shown = view({
      steps: [
        { ...STEP, message: hostile, statements: [{ ...STATEMENT, sql: 'SELECT 1; --\u202E x\nSELECT 2' }] },
      ],
      warnings: [hostile],
      database: { ...plan().database, label: hostile, place: hostile },
    });
    const plain = String.raw`x \u202etxt\u2066\u200b`;
    expect(shown.steps[0]?.message).toBe(plain);
    expect(shown.notices.find(({ kind }) => kind === 'warning')?.remarks[0]?.text).toBe(plain);
    expect(shown.database.place).toBe(plain);
    expect(shown.steps[0]?.statements[0]?.sql).toBe(`SELECT 1; --\\u202e x\nSELECT 2;`);
    expect(JSON.stringify(shown)).not.toMatch(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  });

  it('cuts a statement that nobody can read, and says so', () => {
    const sql = `INSERT INTO item VALUES ('${'x'.repeat(30_000)}')`;
    const [statement] = view({ steps: [{ ...STEP, statements: [{ ...STATEMENT, sql }] }] }).steps[0]!
      .statements;
    expect(statement?.sql).toHaveLength(20_000);
    expect(statement?.notes.at(-1)?.text).toContain(`${sql.length - 20_000} more characters are not shown`);
  });
});

describe('to the page', () => {
  const show = { kind: 'show', plan: view(), settled: '' };

  it('takes what the extension sends', () => {
    expect(readMessage(JSON.parse(JSON.stringify(show)))).toEqual(JSON.parse(JSON.stringify(show)));
    expect(readMessage({ kind: 'settled', settled: 'Done' })).toEqual({ kind: 'settled', settled: 'Done' });
  });

  it.each([
    ['nothing', undefined],
    ['another kind', { ...show, kind: 'run' }],
    ['no plan', { ...show, plan: null }],
    ['a text that is none', { ...show, plan: { ...show.plan, heading: {} } }],
    [
      'an unknown notice',
      { ...show, plan: { ...show.plan, notices: [{ kind: 'x', heading: '', remarks: [] }] } },
    ],
    [
      'a step in no place',
      { ...show, plan: { ...show.plan, steps: [{ ...show.plan.steps[0], place: { step: -1, text: '' } }] } },
    ],
    ['a settled that is no text', { kind: 'settled', settled: 1 }],
  ])('refuses %s', (_, value) => {
    expect(readMessage(value)).toBeUndefined();
  });
});

describe('from the page', () => {
  it.each([
    { kind: 'ready' },
    { kind: 'cancel' },
    { kind: 'copyAlembicLine' },
    { kind: 'run', typedName: 'shop' },
    { kind: 'open', step: 0, line: 12 },
    { kind: 'open', step: 0, line: undefined },
  ])('takes %j', (message) => {
    expect(readPageMessage({ ...message, more: 1 })).toEqual(message);
  });

  it.each([
    undefined,
    'run',
    { kind: 'run' },
    { kind: 'run', typedName: 1 },
    { kind: 'open', step: 'x' },
    { kind: 'open', step: 0, line: -1 },
    { kind: 'open', path: '/etc/passwd' },
  ])('refuses %j', (message) => {
    expect(readPageMessage(message)).toBeUndefined();
  });
});

describe('sqlTokens', () => {
  it.each([
    ["SELECT 'a''b', 1 -- it's", ['keyword:SELECT', "string:'a''b'", 'number:1', "comment:-- it's"]],
    ['DO $x$ SELECT 1 $x$', ['keyword:DO', 'string:$x$ SELECT 1 $x$']],
    ['create table "drop" (a text)', ['keyword:create', 'keyword:table']],
    ['/* a\n*/ DROP', ['comment:/* a\n*/', 'keyword:DROP']],
    ["'open\nDROP", ["string:'open\nDROP"]],
    ['x1.y2', []],
  ])('cuts %j', (sql, expected) => {
    const tokens = sqlTokens(sql);
    expect(tokens.map(({ text }) => text).join('')).toBe(sql);
    expect(tokens.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind}:${text}`)).toEqual(
      expected,
    );
  });
});
