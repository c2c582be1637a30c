// Host patterns: a server that matches is protected whatever names its databases, for every command that changes one.
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { serverProject, type ServerProject } from './serverProject';
import { POSTGRES, POSTGRES_SKIP } from '../database/postgresServer';
import { retort } from '../support/commandLine';

const TABLES = ['a', 'b', 'c'].map((name) => `op.create_table("${name}", sa.Column("id", sa.Integer()))`);

function configure(folder: string, lines: string): void {
  const file = join(folder, 'pyproject.toml');
  const text = readFileSync(file, 'utf8').replace('[tool.retort]\n', `[tool.retort]\n${lines}\n`);
  if (!text.includes(lines)) throw new Error('the example has no [tool.retort]');
  writeFileSync(file, text);
}

/** The ways to name the same database; none of them says that it is protected. */
function namings({
  url,
}: ServerProject): readonly { readonly words: string[]; readonly env: Record<string, string> }[] {
  const { hostname, port, username, password, pathname } = new URL(url);
  const service = { PGHOST: hostname, PGPORT: port, PGUSER: username, PGPASSWORD: password };
  return [
    { words: ['--database', 'env:DATABASE_URL'], env: {} },
    {
      words: ['--database', 'env:OTHER'],
      env: { OTHER: url.replace(/^postgresql:/u, 'postgresql+asyncpg:') },
    },
    { words: ['--database', 'env:BARE'], env: { BARE: `postgresql://${pathname}`, ...service } },
    { words: ['--database', 'env:UPPER'], env: { UPPER: url.replace(hostname, 'LOCALHOST') } },
  ];
}

describe.skipIf(POSTGRES === undefined)(`protected hosts${POSTGRES_SKIP}`, () => {
  it.each(['protected_hosts', 'RETORT_PROTECTED_HOSTS'])(
    'no path passes %s',
    { timeout: 240_000 },
    async (source) => {
      const project = await serverProject(TABLES);
      expect((await project.run('upgrade r2 --yes')).code).toBe(0);
      if (source === 'protected_hosts')
        configure(project.folder, 'protected_hosts = ["db.example.com", "local*"]');
      const pattern =
        source === 'protected_hosts' ? {} : { RETORT_PROTECTED_HOSTS: '*.example.com,localhost' };
      for (const { words, env } of namings(project)) {
        const run = async (...command: string[]) =>
          await retort(project.folder, [...command, ...words], {
            env: { ...project.env, ...pattern, ...env },
          });
        const forwards = await run('upgrade', 'head', '--yes');
        expect(forwards.code, words.join(' ')).toBe(2);
        expect(forwards.stderr).toContain('is protected');
        for (const backwards of [
          ['downgrade', '-1'],
          ['stamp', 'base'],
          ['stamp', '--purge', 'head'],
        ]) {
          const { code, stderr } = await run(...backwards, '--yes');
          expect(code, backwards.join(' ')).toBe(3);
          expect(stderr).toContain('is off there');
        }
        expect((await run('current')).stdout).toContain('r2');
      }
      const verify = await retort(project.folder, ['verify', 'head', '--scratch', 'env:DATABASE_URL'], {
        env: { ...project.env, ...pattern },
      });
      expect(verify.code).not.toBe(0);
      expect(verify.stderr).toContain('protected');
    },
  );

  it('their connections are listed as protected, before anybody connects', async () => {
    const project = await serverProject([]);
    configure(project.folder, 'protected_hosts = ["*.prod.example.com"]');
    const profiles = {
      live: 'postgresql://app@db.prod.example.com/shop',
      mine: 'postgresql://app@localhost/shop',
      unset: 'env:NOT_SET_ANYWHERE',
    };
    const tables = Object.entries(profiles).map(
      ([name, url]) => `[tool.retort.connections.${name}]\nurl = "${url}"\n`,
    );
    appendFileSync(join(project.folder, 'pyproject.toml'), `\n${tables.join('')}`);
    writeFileSync(join(project.folder, '.env'), 'LIVE_URL=postgresql://app@a.prod.example.com/shop\n');
    const { stdout } = await retort(project.folder, ['connections', '--json', '--dotenv', '.env'], {
      env: {},
    });
    const { connections } = JSON.parse(stdout) as { connections: { name: string; isProtected: boolean }[] };
    const found = Object.fromEntries(connections.map(({ name, isProtected }) => [name, isProtected]));
    expect(found).toMatchObject({ live: true, mine: false, unset: false, 'env:LIVE_URL': true });
  });
});
