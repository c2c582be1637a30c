// Runs every rule's cases and the code blocks of its README, and checks that rule, folder and README agree.
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  applyEdits,
  readEnvironment,
  RULES,
  TEMPLATE_ENVIRONMENT,
  Workspace,
  type Finding,
  type Reference,
} from '../server/src/engine/index';
import { readCases, readFile, type FixtureCase } from './support/markers';
import { withParsedSql } from './support/sqlTrees';

const FOLDER = join(import.meta.dirname, '../server/src/engine/lint/rules');
const folders = readdirSync(FOLDER).filter((name) => statSync(join(FOLDER, name)).isDirectory());
const MAIN = 'versions/main.py';
const ON_REFERENCE = 'origin/main: ';

/** What a rule about configuration is shown: one file of each kind by its usual name. */
const CONFIGURATION = ['alembic.ini', 'pyproject.toml', 'env.py', 'script.py.mako'];
const FENCES = new Map([
  ['ini', 'alembic.ini'],
  ['toml', 'pyproject.toml'],
  ['python', 'env.py'],
  ['mako', 'script.py.mako'],
]);

function findingsOf(
  files: FixtureCase['files'],
  rule: string,
): { workspace: Workspace; findings: readonly Finding[] } {
  const isThere = ({ path }: { readonly path: string }): boolean => path.startsWith(ON_REFERENCE);
  const { dialects, severity, isOptional, on } = RULES.find(({ id }) => id === rule) ?? {};
  const named = (name: string): FixtureCase['files'][number] | undefined =>
    files.find(({ path }) => path === name);
  const [ini, toml, environment, template] = CONFIGURATION.map(named);
  const [main, ...others] = files.filter((file) => !CONFIGURATION.includes(file.path) && !isThere(file));
  const reference = referenceOf(files, files.filter(isThere));
  // A rule about configuration that is shown a revision file is about one that Alembic does not load.
  const outside = on === 'config' && main?.path === MAIN ? [{ ...main, isBelow: true }] : [];
  const read = environment === undefined ? undefined : readEnvironment(environment.text);
  const created = Workspace.create([...others, ...(main === undefined ? [] : [main])], {
    dialect: dialects === undefined || dialects.includes('postgresql') ? 'postgresql' : 'sqlite',
    environment: read?.options ?? TEMPLATE_ENVIRONMENT,
    ...(read === undefined ? {} : { onlineEnvironment: read.onlineOptions }),
    rules: isOptional === true && severity !== undefined ? { [rule]: severity } : {},
    configuration: { section: 'alembic', ini, toml, environment, template, isIgnored: () => false, outside },
    readModule: (name) => {
      const source = named(`${name.replaceAll('.', '/')}.py`)?.text;
      return source === undefined ? undefined : { source, isPackage: false };
    },
    reference,
  });
  const workspace = withParsedSql(created);
  const path = files[0]?.path ?? MAIN;
  // What plans warn of: asked of a snapshot that has not been linted as a whole.
  const errors = workspace.lint(path).filter((finding) => finding.severity === 'error');
  expect(workspace.withReference(reference).lintErrors(path)).toEqual(errors);
  const findings = on === 'config' ? workspace.lintConfiguration() : workspace.lint(path);
  return {
    workspace,
    findings: findings.filter((finding) => finding.ruleId === rule && finding.path === path),
  };
}

/** The files of a case that stand on the default branch: as they are here, unless they are made there alone. */
function referenceOf(files: FixtureCase['files'], there: FixtureCase['files']): Reference | undefined {
  if (there.length === 0) return undefined;
  const here = new Set(files.map(({ path }) => path));
  const entries = there.map(({ path, text }) => {
    const own = path.slice(ON_REFERENCE.length);
    return [own, { tip: text, base: here.has(own) ? text : undefined }] as const;
  });
  return { name: 'origin/main', files: new Map(entries) };
}

function checkCase(fixture: FixtureCase, rule: string): void {
  const [main] = fixture.files;
  if (main === undefined) throw new Error('a case has at least one file');
  const { findings } = findingsOf(fixture.files, rule);
  const actual = findings.map(({ ruleId, severity, span }) => ({ rule: ruleId, severity, ...span }));
  expect(actual).toEqual(main.expected.filter((expected) => expected.rule === rule));
  for (const { title, text } of fixture.fixes) {
    const fix = findings.flatMap((finding) => finding.fixes).find((candidate) => candidate.title === title);
    const titles = findings.flatMap((finding) => finding.fixes.map((candidate) => candidate.title));
    if (fix === undefined) throw new Error(`no fix "${title}"; there are: ${titles.join(' | ')}`);
    const fixed = applyEdits(main.text, fix.files.find((file) => file.path === main.path)?.edits ?? []);
    expect(fixed).toBe(text);
    const after = findingsOf([{ ...main, text: fixed }, ...fixture.files.slice(1)], rule);
    if (main.path === MAIN) expect(after.workspace.module(MAIN).broken).toBe(false);
    expect(after.findings).toEqual([]);
  }
}

describe('rule list', () => {
  it('has one rule per folder, in alphabetical order', () => {
    expect(RULES.map((rule) => rule.id)).toEqual([...folders].sort());
  });

  it('is what the settings, their words and docs/rules.md were generated from', async () => {
    const script = join(import.meta.dirname, '../scripts/generate-rules.mjs');
    const run = promisify(execFile)(process.execPath, [script, '--check']);
    await expect(run).resolves.toMatchObject({ stderr: '' });
  });
});

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  const readme = readFileSync(join(FOLDER, id, 'README.md'), 'utf8');
  const cases = readdirSync(join(FOLDER, id, 'cases')).flatMap((name) => {
    const text = readFileSync(join(FOLDER, id, 'cases', name), 'utf8');
    return readCases(text, name === 'cases.py' ? MAIN : name);
  });

  it('has a README that begins with id and summary and has its parts in order', () => {
    expect(readme.startsWith(`# ${id}\n\n${rule.summary}\n\n## Why\n`)).toBe(true);
    const headings = [...readme.matchAll(/^## (.*)$/gm)].map((match) => match[1]);
    const order = ['Why', 'Bad', 'Good', 'Options', 'References'];
    expect(headings).toEqual(order.filter((heading) => headings.includes(heading)));
    expect(headings).toEqual(expect.arrayContaining(['Why', 'Bad', 'Good', 'References']));
  });

  it.each(blocksUnder(readme, 'Bad'))('README: Bad block %# has exactly one finding', (_, fence, code) => {
    expect(findingsOf(filesOf(code, mainOf(fence)), id).findings).toHaveLength(1);
  });

  it.each(blocksUnder(readme, 'Good'))('README: Good block %# has none', (_, fence, code) => {
    expect(findingsOf(filesOf(code, mainOf(fence)), id).findings).toEqual([]);
  });

  const isAboutFiles = rule.on !== 'config' || existsSync(join(FOLDER, id, 'cases/cases.py'));
  const mainOf = (fence: string): string => (isAboutFiles ? MAIN : (FENCES.get(fence) ?? MAIN));

  it.each(cases.map((item) => [item.title, item] as const))('%s', (_, item) => {
    checkCase(item, id);
  });
});

function filesOf(code: string, path: string): FixtureCase['files'] {
  const [first] = readCases(code, path);
  return first?.files ?? [readFile(path, code)];
}

function blocksUnder(readme: string, heading: string): (readonly [number, string, string])[] {
  const section = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## )`, 'm').exec(readme)?.[1] ?? '';
  return [...section.matchAll(/```(python|ini|toml|mako)\n([\s\S]*?)```/g)].map(
    ([, fence = '', code = ''], index) => [index, fence, code] as const,
  );
}
