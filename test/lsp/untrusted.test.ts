// What an untrusted workspace makes the server read: nothing outside of its folders, however its configuration says so.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LspClient } from './lspClient';

const REVISION = "revision = '5ec2e7000000'\ndown_revision = None\n";
const INSIDE = "revision = '111de0000000'\ndown_revision = None\n";
const HOME = process.env['HOME'];

let client: LspClient;
/** A script folder beside the workspace folder: env.py with a finding, a template with another, one revision. */
let outside: string;

beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'retort-outside-')));
  for (const folder of ['versions', 'stray']) mkdirSync(join(outside, folder));
  writeFileSync(join(outside, 'env.py'), 'from alembic import context\ntarget_metadata = None\n');
  writeFileSync(join(outside, 'script.py.mako'), 'revision = ${repr(up_revision)}\n');
  writeFileSync(join(outside, 'versions/a.py'), REVISION);
  writeFileSync(join(outside, 'stray/b.py'), REVISION.replace('5ec2', '5ec3'));
  writeFileSync(join(outside, 'alembic.ini'), `[alembic]\nscript_location = ${outside}\n`);
});

afterEach(async () => {
  if (HOME !== undefined) process.env['HOME'] = HOME;
  rmSync(outside, { recursive: true });
  await client.dispose();
});

async function start(ini: string, isTrusted: boolean, prepare = () => {}): Promise<void> {
  const files = { 'alembic.ini': ini, 'm/env.py': '', 'm/versions/a.py': INSIDE };
  client = await LspClient.start({ files, isTrusted });
  prepare();
  await client.ask('retort/reload', {});
}

/** Everything that the server knows of the files outside. */
async function learned(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { id } of await client.ask('retort/projects', {})) {
    const { revisions } = await client.ask('retort/revisions', { projectId: id, current: undefined });
    found.push(...revisions.map(({ revision }) => revision).filter((id) => id.startsWith('5ec')));
  }
  const names = ['env.py', 'script.py.mako', 'stray/b.py', 'versions/a.py'];
  for (const name of [
    ...names.map((one) => join('..', basename(outside), one)),
    'n/env.py',
    'n/script.py.mako',
  ]) {
    if ((await client.diagnostics(name)).length > 0) found.push(name);
  }
  return found;
}

const ini = (location: string, more = ''): string => `[alembic]\nscript_location = ${location}\n${more}`;
const up = (): string => `../${basename(outside)}`;

const WAYS: readonly [title: string, text: () => string, prepare?: () => void][] = [
  ['script_location with ..', () => ini(`%(here)s/${up()}`)],
  ['script_location with .. further in', () => ini(`%(here)s/m/../${up()}`)],
  ['an absolute script_location', () => ini(outside)],
  ['version_locations with ..', () => ini('m', `version_locations = ${up()}/versions ${up()}/stray\n`)],
  [
    'absolute version_locations',
    () => ini('m', `path_separator = os\nversion_locations = ${outside}/versions\n`),
  ],
  ['sub-folders', () => ini('m', `recursive_version_locations = true\nversion_locations = ${outside}\n`)],
];

const LINKS: typeof WAYS = [
  [
    'a script folder that is a link',
    () => ini('link'),
    () => symlinkSync(outside, join(client.folder, 'link')),
  ],
  [
    'a version folder that is a link',
    () => ini('m', 'version_locations = link\n'),
    () => symlinkSync(join(outside, 'versions'), join(client.folder, 'link')),
  ],
  [
    'a revision file that is a link',
    () => ini('m'),
    () => symlinkSync(join(outside, 'versions/a.py'), join(client.folder, 'm/versions/b.py')),
  ],
  [
    'an env.py that is a link',
    () => ini('n'),
    () => {
      mkdirSync(join(client.folder, 'n'));
      symlinkSync(join(outside, 'env.py'), join(client.folder, 'n/env.py'));
      symlinkSync(join(outside, 'script.py.mako'), join(client.folder, 'n/script.py.mako'));
    },
  ],
  [
    'an alembic.ini that is a link',
    () => ini('m'),
    () => {
      mkdirSync(join(client.folder, 'sub'));
      symlinkSync(join(outside, 'alembic.ini'), join(client.folder, 'sub/alembic.ini'));
    },
  ],
];

const all = process.platform === 'win32' ? WAYS : [...WAYS, ...LINKS];

describe('while untrusted, nothing outside is read', () => {
  it.each(all)('%s', async (_, text, prepare) => {
    await start(text(), false, prepare);
    expect(await learned()).toEqual([]);
    expect(client.log).toEqual([]);
  });

  it('and the history says what was left out', async () => {
    await start(ini('m', `version_locations = m/versions ${up()}/versions\n`), false);
    const projectId = await client.projectId();
    const { revisions, problems } = await client.ask('retort/revisions', { projectId, current: undefined });
    expect(revisions.map(({ revision }) => revision)).toEqual(['111de0000000']);
    expect(problems.map(({ message }) => message)).toEqual([
      'versions: it is outside the workspace and is not read',
    ]);
  });
});

// The proof that the cases above can fail: what they lead to is there to be read.
describe('once trusted, the same configurations are followed', () => {
  it.each(all)('%s', async (_, text, prepare) => {
    await start(text(), true, prepare);
    expect(await learned()).not.toEqual([]);
  });
});

describe('paths that lead nowhere', () => {
  it.each([
    ['~', () => ini('~'), "Path doesn't exist: ~"],
    ['~ in a list', () => ini('m', 'version_locations = ~/versions\n'), undefined],
    ['NUL', () => ini('m\0x'), "Path doesn't exist"],
    ['NUL in a list', () => ini('m', 'version_locations = m/versions\0/../../x\n'), undefined],
    ['very long', () => ini('m/'.repeat(5000)), "Path doesn't exist"],
  ])('%s', async (_, text, problem) => {
    process.env['HOME'] = outside;
    await start(text(), false);
    const [project] = await client.ask('retort/projects', {});
    if (problem === undefined) expect(project?.problem).toBeUndefined();
    else expect(project?.problem?.message).toContain(problem);
    expect(await learned()).toEqual([]);
    expect(client.log).toEqual([]);
  });
});
