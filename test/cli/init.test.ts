// New projects: what `init` writes is loaded and run by a real Alembic, on SQLite where a driver is needed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { program, retort, temporaryFolder, writeFiles } from '../support/commandLine';

const python = process.env['RETORT_TEST_PYTHON'];
const TEMPLATES = ['generic', 'async', 'multidb', 'pyproject', 'pyproject_async'] as const;

async function alembic(folder: string, words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await program(python ?? '', ['-m', 'alembic', ...words], folder);
  expect({ words, code, problem: code === 0 ? '' : stdout + stderr }).toEqual({
    words,
    code: 0,
    problem: '',
  });
  return stdout;
}

async function initialised(template: string, more: readonly string[] = []): Promise<string> {
  const folder = temporaryFolder('project');
  const result = await retort(folder, ['init', 'db/scripts', '-t', template, ...more]);
  expect(result).toEqual({ code: 0, stdout: result.stdout, stderr: '' });
  return folder;
}

/** Puts SQLite files in the place of the example URLs. */
function useSqlite(folder: string): void {
  const path = join(folder, 'alembic.ini');
  let count = 0;
  const text = readFileSync(path, 'utf8').replace(/^(sqlalchemy\.url = ).*$/gm, (_, key: string) => {
    count += 1;
    return `${key}sqlite:///${folder}/db${count}.sqlite`;
  });
  writeFileSync(path, text);
}

describe.skipIf(python === undefined)('a new project in a real Alembic', () => {
  it.each(TEMPLATES)('%s: makes revisions and prints their SQL', async (template) => {
    const folder = await initialised(template);
    useSqlite(folder);
    expect(await alembic(folder, ['heads'])).toBe('');
    await alembic(folder, ['revision', '-m', 'first', '--rev-id', 'abc1']);
    expect(await alembic(folder, ['heads'])).toBe('abc1 (head)\n');
    const printed = await alembic(folder, ['upgrade', 'head', '--sql']);
    const sql = template === 'multidb' ? readFileSync(join(folder, 'engine2.sql'), 'utf8') : printed;
    expect(sql).toContain("INSERT INTO alembic_version (version_num) VALUES ('abc1')");
  });

  it.each(['generic', 'multidb', 'pyproject'])('%s: upgrades and downgrades', async (template) => {
    const folder = await initialised(template, ['--package']);
    useSqlite(folder);
    await alembic(folder, ['revision', '-m', 'first', '--rev-id', 'abc1']);
    await alembic(folder, ['upgrade', 'head']);
    await alembic(folder, ['downgrade', 'base']);
    await alembic(folder, ['upgrade', 'head']);
    if (template !== 'multidb') expect(await alembic(folder, ['current'])).toBe('abc1 (head)\n');
    else expect(existsSync(join(folder, 'db2.sqlite'))).toBe(true);
  });

  it('says what Alembic says', async () => {
    for (const words of [
      ['init', 'scripts'],
      ['init', '-t', 'pyproject', '--package', 'scripts'],
    ]) {
      const theirs = temporaryFolder('project');
      const ours = temporaryFolder('project');
      const lines = (text: string, folder: string): readonly string[] =>
        text.replaceAll(folder, '').split('\n').sort();
      expect(lines((await retort(ours, words)).stdout, ours)).toEqual(
        lines(await alembic(theirs, words), theirs),
      );
      expect(readdirSync(ours, { recursive: true }).sort()).toEqual(
        readdirSync(theirs, { recursive: true }).sort(),
      );
    }
  });
});

describe('a new project', () => {
  it.each(['generic', 'async', 'pyproject', 'pyproject_async'])(
    '%s: takes revisions without Python',
    async (template) => {
      const folder = await initialised(template);
      expect((await retort(folder, ['revision', '-m', 'first', '--rev-id', 'abc1'])).stderr).toBe('');
      expect((await retort(folder, ['heads'])).stdout).toBe('abc1 (head)\n');
      // Alembic finds no dialect in the example either.
      const early = await retort(folder, ['upgrade', 'head', '--sql']);
      expect(early).toMatchObject({ code: 3, stdout: '' });
      expect(early.stderr).toMatch(
        /sqlalchemy\.url is the example of the template still \(alembic\.ini:\d+\)/u,
      );
      const file = join(folder, 'alembic.ini');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace(/^sqlalchemy\.url = .*$/mu, 'sqlalchemy.url = postgresql:///shop'));
      const sql = await retort(folder, ['upgrade', 'head', '--sql']);
      expect(sql).toMatchObject({ code: 0, stderr: '' });
      expect(sql.stdout).toContain("INSERT INTO alembic_version (version_num) VALUES ('abc1')");
    },
  );

  it('leaves what is there alone', async () => {
    const folder = temporaryFolder('project');
    const toml = '[project]\nname = "shop"\n';
    writeFiles(folder, { 'alembic.ini': '# mine\n', 'pyproject.toml': toml, 'full/file.txt': '' });
    expect(await retort(folder, ['init', 'full'])).toMatchObject({ code: 2 });
    expect(await retort(folder, ['init', 'scripts', '-t', 'nothing'])).toMatchObject({ code: 2 });
    expect(readdirSync(folder).sort()).toEqual(['alembic.ini', 'full', 'pyproject.toml']);
    expect(await retort(folder, ['init', 'scripts', '-t', 'pyproject'])).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'alembic.ini'), 'utf8')).toBe('# mine\n');
    expect(readFileSync(join(folder, 'pyproject.toml'), 'utf8').startsWith(toml)).toBe(true);
  });

  it('names its templates', async () => {
    const { stdout } = await retort(temporaryFolder('project'), ['list_templates']);
    for (const template of TEMPLATES) expect(stdout).toContain(`\n${template} - `);
  });
});
