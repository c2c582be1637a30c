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
