// Fixes of the history rules that reach into other files, and what the linter asks for without a replay.
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  TEMPLATE_ENVIRONMENT,
  Workspace,
  type Finding,
  type RuleSettings,
} from '../../../server/src/engine/index';

function open(files: Readonly<Record<string, string>>, rules: RuleSettings = {}): Workspace {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  return Workspace.create(sources, { dialect: 'postgresql', environment: TEMPLATE_ENVIRONMENT, rules });
}

function file(id: string, down: string | undefined, docstring = ''): string {
  return `${docstring}revision = '${id}'\ndown_revision = ${down === undefined ? 'None' : `'${down}'`}\n`;
}

/** Applies the fix with this title of the findings in `path`, and answers what the history then says. */
function checkFix(
  files: Readonly<Record<string, string>>,
  path: string,
  title: string,
  expected: Readonly<Record<string, string>>,
): void {
  const workspace = open(files);
  const fixes = workspace.lintHistory(path).flatMap((finding) => finding.fixes);
  const fix = fixes.find((candidate) => candidate.title === title);
  expect(fixes.map((candidate) => candidate.title)).toContain(title);
  let fixed = workspace;
  for (const { path: changed, edits } of fix?.files ?? []) {
    fixed = fixed.withFile(changed, applyEdits(fixed.text(changed) ?? '', edits));
  }
  expect(Object.fromEntries(fixed.paths.map((one) => [one, fixed.text(one)]))).toEqual({
    ...files,
    ...expected,
  });
  expect(fixed.graph.failure).toBeUndefined();
}

describe('fixes in several files', () => {
  it('an id is renamed in the children and in their docstrings', () => {
    const docstring = (parent: string): string => `"""m\n\nRevises: ${parent}\n"""\n`;
    checkFix(
      {
        a: file('a-1', undefined),
        b: file('b1', 'a-1', docstring('a-1')),
        c: `${file('c1', 'b1')}depends_on = ['a-1']\n`,
      },
      'a',
      'Rename the revision to a_1, also in its children',
      {
        a: file('a_1', undefined),
        b: file('b1', 'a_1', docstring('a_1')),
        c: `${file('c1', 'b1')}depends_on = ['a_1']\n`,
      },
    );
  });

  it('a branch moves at its first revision', () => {
    checkFix(
      { a: file('a1', undefined), b: file('b1', 'a1'), b2: file('b2', 'b1'), c: file('c1', 'a1') },
      'b2',
      'Rebase: put b1 on c1',
      { b: file('b1', 'c1') },
    );
  });
});

describe('no fix that would break something', () => {
  it('a branch that a later revision of the other depends on is not moved', () => {
    const workspace = open({
      a: file('a1', undefined),
      b: file('b1', 'a1'),
      c: `${file('c1', 'a1')}depends_on = 'b1'\n`,
    });
    const titles = workspace.lintHistory('b').flatMap(({ fixes }) => fixes.map(({ title }) => title));
    expect(titles).toEqual([]);
  });

  it('an id that comes from a constant is not edited', () => {
    const workspace = open({
      a: `PARENT = 'gone'\n${file('a1', undefined).replace('None', 'PARENT')}`,
      b: file('gone1', undefined),
    });
    const [finding] = workspace.lintHistory('a').filter(({ ruleId }) => ruleId === 'missing-parent');
    for (const fix of finding?.fixes ?? []) {
      for (const { path, edits } of fix.files) {
        expect(open({ [path]: applyEdits(workspace.text(path) ?? '', edits) }).module(path).broken).toBe(
          false,
        );
      }
    }
    expect(finding).toBeDefined();
  });
});

describe('settings and comments', () => {
  // Long ids and a message, so that the missing parent is all there is to say.
  const body = ['upgrade', 'downgrade']
    .map((name) => `\n\ndef ${name}():\n    op.execute('SELECT 1')\n`)
    .join('');
  const told = (code: string): string =>
    `"""Add the age of accounts"""\nfrom alembic import op\n${code}${body}`;
  const files = { a: told(file('a1a1', undefined)), b: told(file('b1b1', 'gone')) };

  const found = (workspace: Workspace): readonly Finding[] =>
    workspace.lintHistory('b').filter(({ ruleId }) => ruleId === 'missing-parent');

  it('a rule can be turned off or given another severity', () => {
    expect(found(open(files))).toHaveLength(1);
    expect(found(open(files, { 'missing-parent': 'off' }))).toEqual([]);
    expect(found(open(files, { 'missing-parent': 'info' }))[0]?.severity).toBe('info');
  });

  it('a comment silences it', () => {
    const silenced = files.b.replace(
      'down_revision',
      '# retort: ignore[missing-parent] it comes with the next merge\ndown_revision',
    );
    expect(found(open({ ...files, b: silenced }))).toEqual([]);
  });

  it('lint holds the same findings once', () => {
    const workspace = open(files);
    const ids = workspace.lint('b').map(({ ruleId }) => ruleId);
    expect(ids.filter((id) => id === 'missing-parent')).toHaveLength(1);
  });
});
