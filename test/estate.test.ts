// test/workspaces/estate has one revision for every red flag of a migration review: each is a finding, and where a repair is
// possible without asking the author it comes along, parses and mends the finding.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  applyEdits,
  readEnvironment,
  Workspace,
  type Finding,
  type SourceFile,
} from '../server/src/engine/index';

const FOLDER = join(import.meta.dirname, 'workspaces/estate');
const read = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');

const files: readonly SourceFile[] = readdirSync(join(FOLDER, 'migrations/versions'))
  .filter((name) => name.endsWith('.py'))
  .sort()
  .map((name) => ({ path: name, text: read(`migrations/versions/${name}`) }));

const readModule = (name: string): { source: string; isPackage: boolean } | undefined =>
  name === 'models' ? { source: read('models.py'), isPackage: false } : undefined;

const workspace = Workspace.create(files, {
  dialect: 'postgresql',
  environment: readEnvironment(read('migrations/env.py'), readModule).options,
  rules: {},
  readModule,
});

function findings(of: Workspace, revision: string, rule: string): readonly Finding[] {
  const path = of.pathOf(revision) ?? '';
  return of.lint(path).filter(({ ruleId }) => ruleId === rule);
}

/** Red flag, revision, rule, and the title of the repair; undefined where the author has to decide. */
const RED_FLAGS = [
  [
    'schema and data together',
    'e3c2e5f7b923',
    'schema-and-data-mixed',
    'Move the data, and what follows it, into a revision of its own behind this one',
  ],
  ['no downgrade()', 'e4d3f608ca34', 'missing-downgrade', 'Write downgrade() from upgrade()'],
  ['NOT NULL without a default', 'e5e40719db45', 'not-null-without-default', "Add server_default=''"],
  ['a rename written as drop and add', 'e6f5182aec56', 'probable-rename-column', '*'],
  ['an index that blocks writes for minutes', 'e3c2e5f7b923', 'index-not-concurrent', '*'],
  ['a change that rewrites the table', 'e706293bfd67', 'type-change-rewrite', undefined],
  [
    'foreign keys in a circle',
    'e8173a4c0e78',
    'circular-foreign-keys',
    'Add this foreign key behind both tables',
  ],
] as const;

test.each(RED_FLAGS)('%s is found', (_, revision, rule, title) => {
  // As it is while it is written: the newest revision.
  const path = workspace.pathOf(revision) ?? '';
  const last = files.findIndex((file) => file.path === path);
  const settings = workspace.settings;
  const isBefore = ({ text }: SourceFile): boolean => createDate(text) <= createDate(files[last]?.text ?? '');
  const newest = Workspace.create(files.filter(isBefore), settings);
  const found = findings(newest, revision, rule);
  expect(found.map(({ ruleId }) => ruleId)).toEqual([rule]);
  if (title === undefined) return;
  const fixes = found.flatMap((finding) => finding.fixes);
  const fix = title === '*' ? fixes[0] : fixes.find((candidate) => candidate.title === title);
  if (fix === undefined) throw new Error(`no "${title}" among: ${fixes.map((one) => one.title).join(' | ')}`);
  let mended = newest;
  for (const file of fix.files)
    mended = mended.withFile(file.path, applyEdits(newest.text(file.path) ?? '', file.edits));
  expect(mended.paths.filter((one) => mended.module(one).broken)).toEqual([]);
  expect(mended.graph.heads).toHaveLength(1);
  for (const one of fix.files) {
    const id = mended.revisionAt(one.path) ?? '';
    expect(findings(mended, id, rule)).toEqual([]);
  }
});

function createDate(text: string): string {
  return /^Create Date: (.*)$/m.exec(text)?.[1] ?? '';
}

test('the first revisions, written with care, have no warning', () => {
  const levels = ['e1a0c3d5f701'].flatMap((revision) =>
    workspace.lint(workspace.pathOf(revision) ?? '').map(({ ruleId, severity }) => `${severity} ${ruleId}`),
  );
  expect(levels.filter((level) => /^(?:error|warning)/.test(level))).toEqual([]);
});
