// What the documents promise about the tree is true of the tree.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('ARCHITECTURE.md', () => {
  const paths = [...read('ARCHITECTURE.md').matchAll(/`((?:[\w.-]+\/)+[\w.-]*|[\w-]+\.(?:mjs|json|md))`/g)]
    .map((match) => match[1] ?? '')
    .filter((path) => !path.startsWith('dist/'));

  it('names paths', () => {
    expect(paths.length).toBeGreaterThan(20);
  });

  it.each([...new Set(paths)])('%s is there', (path) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
  });

  it('names every layer of the engine', () => {
    const layers = readdirSync(join(ROOT, 'server/src/engine'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `server/src/engine/${name}/`);
    expect(paths).toEqual(expect.arrayContaining(layers));
  });
});

describe('package.json', () => {
  interface Manifest {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  }
  const manifest = JSON.parse(read('package.json')) as Manifest;

  it('pins every dependency exactly', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it.each(Object.keys(manifest.dependencies))('gives a reason for %s', (name) => {
    expect(read('docs/dependencies.md')).toContain(name);
  });
});

describe('docs/command-line.md', () => {
  const program = read('server/src/cli/program.ts');
  const commands = [...program.matchAll(/^ {2}\[?\s*'([a-z_]+)',/gm)].map((match) => match[1] ?? '');

  it.each(commands)('says what `%s` does', (command) => {
    expect(read('docs/command-line.md')).toContain(`\`${command}`);
  });
});

describe('docs/configuration.md', () => {
  const text = read('docs/configuration.md');
  const sources = readdirSync(join(ROOT, 'server/src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('engine'))
    .map((path) => read(`server/src/${path}`));
  const keys = sources.flatMap((source) =>
    [...source.matchAll(/\bretort\['(\w+)'\]/g)].map((match) => match[1] ?? ''),
  );

  it('is compared with the sources', () => {
    expect(keys.length).toBeGreaterThan(4);
  });

  it.each([...new Set(keys)])('says what `%s` of [tool.retort] means', (key) => {
    expect(text).toMatch(new RegExp(`^\\| \`${key}[.\`]`, 'm'));
  });
});

describe('docs/guide.md', () => {
  const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const titles = Object.entries(texts).flatMap(([key, text]) => (key.startsWith('command.') ? [text] : []));
  const named = [
    ...read('docs/guide.md').matchAll(
      /`(?:Alembic: )?((?:[A-Z][\w-]*|to|of|as|on|and|from|with|a|below|onto) ?[^`=[_@(]*)`/g,
    ),
  ]
    .map(([, name = '']) => name.replaceAll(/\s+/g, ' '))
    .filter((name) => /^[A-Z][a-z]+ [\w-]/.test(name));

  it('names commands', () => {
    expect(named.length).toBeGreaterThan(40);
  });

  it.each([...new Set(named)])('%s is one', (name) => {
    expect(titles).toContain(name);
  });
});

describe('the documents', () => {
  const documents = [
    'README.md',
    'SUPPORT.md',
    'SECURITY.md',
    ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
  ].filter((path) => path.endsWith('.md'));
  const links = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#([^)\s]+))?\)/g)].map(
      ([, path = '', heading]) => [document, join(document, '..', path), heading] as const,
    ),
  );

  it.each(links)('%s links to %s, which is there', (_, path, heading) => {
    expect(existsSync(join(ROOT, path))).toBe(true);
    if (heading === undefined) return;
    const anchors = [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    );
    expect(anchors).toContain(heading);
  });
});
