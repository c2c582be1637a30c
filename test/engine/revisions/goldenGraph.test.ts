// Real Alembic's answers about generated histories: graph, lookups, plans, version table, printed text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareHistory, type GoldenHistory } from './goldenHistory';

const folder = process.env['GOLDEN_GRAPH'] ?? join(import.meta.dirname, '../../golden/graph');

describe('generated histories agree with Alembic', () => {
  for (const name of readdirSync(folder).sort()) {
    test(name, () => {
      const golden = JSON.parse(readFileSync(join(folder, name), 'utf8')) as GoldenHistory;
      expect(compareHistory(golden).differences).toEqual([]);
    });
  }
});
