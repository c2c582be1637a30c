// The plan as people read it before they confirm, and what hostile texts in it cannot do.
import { describe, expect, it } from 'vitest';
import { writePlan } from '../../extension/src/run/planDocument';
import { summarizePlan } from '../../extension/src/run/planWords';
import { linesOf } from '../../extension/src/run/jsonLines';
import { isSafeTarget } from '../../extension/src/run/safeTarget';
import { writePreview } from '../../extension/src/views/previewDocument';
import { ENGLISH } from '../support/englishWords';
import type { RunPlan } from '../../server/src/lsp/protocol';

function plan(changes: Partial<RunPlan> = {}): RunPlan {
  return {
    id: 'run-1',
    command: 'upgrade',
    target: 'head',
    project: { configFile: '/shop/alembic.ini', section: 'alembic' },
    database: { label: 'shop@embedded', name: 'shop', serverVersion: 'PostgreSQL 18.6' },
    runner: 'native',
    runnerReason: 'every step is known',
    current: ['aaaa'],
    steps: [
      {
        direction: 'upgrade',
        revision: 'bbbb',
        message: 'drop the note',
        path: '/shop/versions/bbbb.py',
        from: ['aaaa'],
        to: ['bbbb'],
        statements: [
          {
            sql: 'ALTER TABLE item DROP COLUMN note;',
            line: 12,
            lock: 'ACCESS EXCLUSIVE',
            destroys: 'the values of item.note',
            transactional: true,
          },
          {
            sql: 'CREATE INDEX i ON item (a);',
            line: 14,
            lock: undefined,
            destroys: undefined,
            transactional: false,
          },
        ],
      },
    ],
    warnings: ['lock_timeout is 5 s'],
    ...changes,
  };
}

describe('writePlan', () => {
  it('says what to know of a step with its line, behind what belongs to none', () => {
    const [step] = plan().steps;
    const warnings = [{ line: 12, place: 'v/bbbb.py:12', rule: 'drop-column', message: 'Values are lost.' }];
    const text = writePlan(plan({ steps: [{ ...step!, warnings }] }), ENGLISH);
    expect(text).toContain('## Warnings\n\n- lock_timeout is 5 s\n- bbbb.py:12: Values are lost.\n');
  });

  it('says what of a revision is not known before it runs, with the line', () => {
    const [step] = plan().steps;
    const unknown = [{ line: 20, reason: 'what steps.run() does is not known' }];
    const text = writePlan(plan({ steps: [{ ...step!, statements: [], unknown }] }), ENGLISH);
    expect(text).toContain('Not known before it runs (bbbb.py:20): what steps.run() does is not known');
    expect(text).not.toContain('No statements.');
  });

  it('says database, runner and why, revisions in order, SQL, locks and losses', () => {
    expect(writePlan(plan(), ENGLISH)).toMatchInlineSnapshot(`
      "# Upgrade shop@embedded to head

      - Database: shop@embedded (PostgreSQL 18.6)
      - Runner: native: every step is known
      - Configuration: /shop/alembic.ini [alembic]
      - Stands at: aaaa
      - Revisions: 1, statements: 2

      ## Warnings

      - lock_timeout is 5 s

      ## Loses data or objects

      - bbbb.py:12: the values of item.note

      ## 1. bbbb drop the note

      aaaa → bbbb · versions/bbbb.py

      \`\`\`sql
      -- line 12 · lock: ACCESS EXCLUSIVE · LOSES: the values of item.note
      ALTER TABLE item DROP COLUMN note;

      -- line 14 · outside a transaction
      CREATE INDEX i ON item (a);
      \`\`\`
      "
    `);
  });

  it('says sizes, limits and who is in the way', () => {
    const [step] = plan().steps;
    const [statement] = step!.statements;
    const tables = [{ table: 'item', rows: 1_200_000, bytes: 1, size: 'about 1.2 million rows, 340 MB' }];
    const text = writePlan(
      plan({
        steps: [{ ...step!, statements: [{ ...statement!, tables, work: 'every row is read' }] }],
        limits: { lockTimeoutSeconds: 5, statementTimeoutSeconds: 0, lockTries: 5, isEnforced: true },
        sessions: {
          count: 3,
          notable: [
            {
              pid: 4711,
              user: 'ann',
              application: 'psql\n# x',
              state: 'idle in transaction',
              openSeconds: 90,
              query: 'SELECT 1',
              holds: [{ table: 'item', mode: 'ACCESS SHARE' }],
            },
          ],
        },
      }),
      ENGLISH,
    );
    expect(text).toContain('item: about 1.2 million rows, 340 MB · every row is read · LOSES');
    expect(text).toContain('- Limits: waiting for a lock 5 s, tried 5 times; one statement no limit\n');
    expect(text).toContain('- Other sessions: 3\n');
    expect(text).toContain(
      '- 4711 psql # x ann (idle in transaction) · transaction open for 90 s · holds ACCESS SHARE item · SELECT 1\n',
    );
  });

  it('keeps texts of files on their line and inside their fence', () => {
    const [step] = plan().steps;
    const text = writePlan(
      plan({
        steps: [
          {
            ...step!,
            message: 'x\n# Not a heading\u2028- nor a list',
            statements: [
              {
                ...step!.statements[0]!,
                sql: "SELECT '\n```\n[run](command:evil)\n````';",
                destroys: 'a\nb',
              },
            ],
          },
        ],
      }),
      ENGLISH,
    );
    const lines = text.split('\n');
    expect(lines.filter((line) => line.startsWith('#')).length).toBe(4);
    const fences = lines.flatMap((line, index) => (line.startsWith('`````') ? [index] : []));
    expect(fences.length).toBe(2);
    const inside = lines.findIndex((line) => line.includes('command:evil'));
    expect(inside).toBeGreaterThan(fences[0]!);
    expect(inside).toBeLessThan(fences[1]!);
  });

  it.each([
    ['![x](https://example.org/x.png)', String.raw`!\[x](https://example.org/x.png)`],
    ['[run](command:evil)', String.raw`\[run](command:evil)`],
    ['[x]: https://example.org', String.raw`\[x]: https://example.org`],
    ['<img src=x onerror=alert(1)>', String.raw`\<img src=x onerror=alert(1)>`],
    [String.raw`\[x](y)`, String.raw`\\\[x](y)`],
    ['`code', String.raw`\`code`],
    [String.raw`C:\shop\x`, String.raw`C:\shop\x`],
  ])('makes nothing a Markdown preview would fetch or follow of %s', (hostile, inert) => {
    const [step] = plan().steps;
    const text = writePlan(
      plan({
        steps: [{ ...step!, message: hostile }],
        warnings: [hostile],
        database: { ...plan().database, label: hostile },
      }),
      ENGLISH,
    );
    expect(text).toContain(`# Upgrade ${inert} to head\n`);
    expect(text).toContain(`- Database: ${inert} (`);
    expect(text).toContain(`## Warnings\n\n- ${inert}\n`);
    expect(text).toContain(`## 1. bbbb ${inert}\n`);
  });

  it('counts what is lost', () => {
    expect(summarizePlan(plan())).toEqual({
      revisions: 1,
      statements: 2,
      losses: ['bbbb.py:12: the values of item.note'],
    });
  });
});

describe('writePreview', () => {
  const question = { revision: 'bbbb', direction: 'upgrade' } as const;

  it('puts what is not known before the SQL', () => {
    const unresolved = [{ line: 3, column: 5, reason: 'a query\nresult is used' }];
    expect(writePreview(question, { sql: 'SELECT 1;', unresolved, error: undefined }, ENGLISH)).toBe(
      '-- bbbb upgrade\n-- Not known without running it, line 3:5: a query result is used\n\nSELECT 1;\n',
    );
  });

  it('says when there is nothing', () => {
    expect(writePreview(question, { sql: '', unresolved: [], error: undefined }, ENGLISH)).toBe(
      '-- bbbb upgrade\n-- No statements.\n',
    );
  });
});

describe('linesOf', () => {
  it('cuts at line feeds only, wherever the chunks end', async () => {
    const chunks = ['{"a":"\u2028', '"}\n{"b"', ':1}\r\n\n', 'last'];
    const lines: string[] = [];
    for await (const line of linesOf(
      (async function* () {
        await Promise.resolve();
        yield* chunks;
      })(),
    ))
      lines.push(line);
    expect(lines).toEqual(['{"a":"\u2028"}', '{"b":1}\r', 'last']);
  });
});

describe('isSafeTarget', () => {
  it.each(['head', 'heads', 'base', '+1', '-1', 'ae1027a6acf', 'shop@head', 'ae10-2'])(
    '%s is a target',
    (target) => {
      expect(isSafeTarget(target)).toBe(true);
    },
  );

  it.each(['', '--yes', '-x', '-1x', '--database=x', 'a b', 'a\nb', 'a\0b'])('%j is none', (target) => {
    expect(isSafeTarget(target)).toBe(false);
  });
});
