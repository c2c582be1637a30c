// `retort verify` finds whatever kind of object a downgrade leaves behind, at the operation that left it, and blames no
// downgrade that leaves nothing.
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stopEmbedded } from '../../server/src/database/embedded/attach';
import { POSTGRES } from '../database/postgresServer';
import { cacheFolder } from '../support/commandLine';
import { GIVEN, LEFTOVERS } from './leftovers';
import { BASE, projectWith, verify } from './verifyProject';

afterAll(async () => {
  await stopEmbedded(join(cacheFolder(), 'retort', 'scratch', '1'));
});

const BEFORE = 'op.add_column("people", sa.Column("before_it", sa.Integer()))';
const AFTER = 'op.create_index("ix_after_it", "people", ["before_it"])';
const undone = (down: string): string =>
  [
    `op.drop_index("ix_after_it", "people")`,
    ...(down === '' ? [] : [down]),
    'op.drop_column("people", "before_it")',
  ].join('\n');
/** Where the leftover stands in the file: below the first of the three operations. */
const LINE = 11;

describe('what a downgrade leaves behind', () => {
  const revisions = LEFTOVERS.flatMap(({ up, down, kind, found }, index) => {
    const number = String(index).padStart(2, '0');
    const all = `${BEFORE}\n${up}\n${AFTER}`;
    return [
      { id: `good${number}`, kind, found, up: all, down: undone(down) },
      { id: `undo${number}`, kind, found, up: undone(down), down: all },
      { id: `left${number}`, kind, found, up: all, down: undone('') },
      { id: `back${number}`, kind, found, up: undone(down), down: all },
    ];
  });

  it('is found at its operation, whatever kind of object it is', { timeout: 240_000 }, async () => {
    const given = { ...BASE, up: [BASE.up, ...GIVEN].join('\n') };
    const folder = projectWith([given, ...revisions]);
    const words = ['base0000:heads'];
    const { results } =
      POSTGRES === undefined
        ? await verify(folder, words)
        : await verify(folder, [...words, '--scratch', 'env:SERVER'], { SERVER: POSTGRES });
    for (const { id, kind, found } of revisions) {
      const { outcome, line, differences = [], reason } = results.get(id) ?? {};
      const told = differences.map(({ change, kind: what, name }) => `${change} ${what} ${name}`);
      if (!id.startsWith('left')) {
        expect
          .soft({ id, kind, outcome, reason, told })
          .toEqual({ id, kind, outcome: 'passed', reason: '', told: [] });
        continue;
      }
      expect
        .soft({ id, kind, outcome, told, line })
        .toEqual({ id, kind, outcome: 'failed', told: found, line: LINE });
    }
  });
});
