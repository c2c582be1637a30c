// Quick fixes do what their titles say, in both directions where a pair is needed, and the finding goes.
import { doesNotMatch, match, ok } from 'node:assert/strict';
import { applyFix, fixesFor, openRevision, problemsWhen, revert } from './support';

describe('quick fixes', () => {
  it('give a NOT NULL column a default', async () => {
    const document = await openRevision('shop-review', 'add_marketing_consent');
    match(
      await applyFix(document, 'not-null-without-default'),
      /accepts_marketing"[^\n]*(server_default=|nullable=True)/,
    );
    await problemsWhen(document, (found) => found.length === 0);
    await revert(document);
  });

  it('offer more than one way out of a NOT NULL column', async () => {
    const document = await openRevision('shop-review', 'add_marketing_consent');
    const fixes = await fixesFor(document, 'not-null-without-default');
    ok(fixes.length > 1, fixes.map(({ title }) => title).join(', '));
  });

  it('rename a column instead of losing it, both ways', async () => {
    const document = await openRevision('shop-review', 'call_description_summary');
    const text = await applyFix(document, 'probable-rename-column');
    match(
      text,
      /alter_column\(\s*["']products["'],\s*["']description["'],[^)]*new_column_name=["']summary["']/,
    );
    match(
      text,
      /alter_column\(\s*["']products["'],\s*["']summary["'],[^)]*new_column_name=["']description["']/,
    );
    doesNotMatch(text, /drop_column|add_column/);
    // What is left is a word about running applications, which a rename deserves.
    await problemsWhen(document, (found) => found.every(({ rule }) => rule === 'rename-column'));
    await revert(document);
  });

  it('write a missing downgrade()', async () => {
    const document = await openRevision('shop-review', 'create_wish_lists');
    const text = await applyFix(document, 'missing-downgrade');
    match(text, /def downgrade\(\)[^\n]*:\n[\s\S]*drop_index[\s\S]*drop_table\(["']wish_list_items["']\)/);
    await problemsWhen(document, (found) => found.length === 0);
    await revert(document);
  });

  it('fill an empty downgrade()', async () => {
    const document = await openRevision('shop-review', 'weigh_products');
    const text = await applyFix(document, 'empty-downgrade');
    match(text, /def downgrade\(\)[^\n]*:\n\s+op\.drop_column\(["']products["'], ["']weight_grams["']\)/);
    await problemsWhen(document, (found) => found.length === 0);
    await revert(document);
  });
});
