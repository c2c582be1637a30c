// Findings appear where the mistakes of examples/shop-review are, while one types, and nowhere in examples/shop.
import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import { openRevision, problemsOf, problemsWhen, revert, type Problem } from './support';

const { Error, Warning } = vscode.DiagnosticSeverity;

/** Opens a pending revision of the review project and expects one finding on the line that holds a text. */
async function checkFinding(
  slug: string,
  rule: string,
  severity: vscode.DiagnosticSeverity,
  text: string,
): Promise<void> {
  const document = await openRevision('shop-review', slug);
  const problems = await problemsWhen(document, (found) => found.length > 0);
  const line = document.positionAt(document.getText().indexOf(text)).line + 1;
  deepEqual(problems, [{ rule, line, severity }] satisfies Problem[]);
}

describe('findings', () => {
  it('a NOT NULL column without a default', () =>
    checkFinding('add_marketing_consent', 'not-null-without-default', Error, 'accepts_marketing'));

  it('a rename written as add and drop', async () => {
    const document = await openRevision('shop-review', 'call_description_summary');
    const problems = await problemsWhen(document, (found) => found.length > 0);
    deepEqual([...new Set(problems.map(({ rule }) => rule))], ['probable-rename-column']);
  });

  it('a missing downgrade()', () =>
    checkFinding('create_wish_lists', 'missing-downgrade', Warning, 'def upgrade'));

  it('an empty downgrade()', () =>
    checkFinding('weigh_products', 'empty-downgrade', Warning, 'def downgrade'));

  it('appear as one types and go with the mistake', async () => {
    const document = await openRevision('shop', 'add_order_total');
    const at = document.getText().indexOf('server_default="0", ');
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(
      document.positionAt(at),
      document.positionAt(at + 'server_default="0", '.length),
    );
    edit.delete(document.uri, range);
    await vscode.workspace.applyEdit(edit);
    const problems = await problemsWhen(document, (found) => found.length > 0);
    deepEqual(
      problems.map(({ rule }) => rule),
      ['not-null-without-default'],
    );
    await revert(document);
    await problemsWhen(document, (found) => found.length === 0);
  });

  it('survive a file that Python cannot read', async () => {
    const broken = await openRevision('shop-review', 'index_placed_orders');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(broken.uri, broken.positionAt(broken.getText().indexOf('op.create_index')), '(((\n');
    await vscode.workspace.applyEdit(edit);
    await checkFinding('weigh_products', 'empty-downgrade', Warning, 'def downgrade');
    await revert(broken);
  });

  it('are not made up: a good revision has none', async () => {
    const good = await openRevision('shop', 'create_customers');
    // The next file has a finding; when it is there, the one before it was looked at too.
    await checkFinding('add_marketing_consent', 'not-null-without-default', Error, 'accepts_marketing');
    equal(problemsOf(good).length, 0);
  });
});
