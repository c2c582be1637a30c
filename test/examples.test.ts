// examples/shop-review is examples/shop with pending revisions on top: the shared history must stay the same, file by file.
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';

const EXAMPLES = path.resolve(import.meta.dirname, '..', 'examples');

function versions(example: string): string {
  return path.join(EXAMPLES, example, 'migrations', 'versions');
}

function files(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.py'));
}

test.each(files(versions('shop')))('shop-review has the same %s', (name) => {
  const [shop, review] = ['shop', 'shop-review'].map((example) =>
    readFileSync(path.join(versions(example), name), 'utf8'),
  );
  expect(review).toBe(shop);
});

test.each(['alembic.ini', 'migrations/env.py', 'migrations/script.py.mako', 'requirements.txt'])(
  'shop-review has the same %s',
  (name) => {
    const [shop, review] = ['shop', 'shop-review'].map((example) =>
      readFileSync(path.join(EXAMPLES, example, name), 'utf8'),
    );
    expect(review).toBe(shop);
  },
);

test('the pending revisions are listed in the README of shop-review', () => {
  const shared = new Set(files(versions('shop')));
  const pending = files(versions('shop-review')).filter((name) => !shared.has(name));
  const readme = readFileSync(path.join(EXAMPLES, 'shop-review', 'README.md'), 'utf8');
  expect(pending).toHaveLength(8);
  for (const name of pending) expect(readme).toContain(`\`${name.split('_')[3] ?? ''}\``);
});
