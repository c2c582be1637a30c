// Real Alembic's answers about generated histories: graph, lookups, plans, version table, printed text.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareHistory, type GoldenHistory } from './goldenHistory';

const golden = join(import.meta.dirname, '../../golden');
const given = process.env['GOLDEN_GRAPH'];
const folders = given === undefined ? [join(golden, 'graph'), join(golden, 'graphShapes')] : [given];

describe('generated histories agree with Alembic', () => {
  for (const file of folders.flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((name) => join(folder, name)),
  )) {
    const name = basename(file);
    test(name, () => {
      const golden = JSON.parse(readFileSync(file, 'utf8')) as GoldenHistory;
      expect(compareHistory(golden).differences).toEqual([]);
    });
  }
});
