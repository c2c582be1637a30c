// package.json against the code: commands, their trust, texts, settings and their scopes.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../extension/src/commandTable';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command?: string; readonly when?: string }[]>
    >;
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly scope: string; readonly default: unknown }>>;
    }[];
  };
}

const ROOT = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(ROOT, 'package.json'), 'utf8');
const manifest = JSON.parse(text) as Manifest;
const texts = JSON.parse(readFileSync(join(ROOT, 'package.nls.json'), 'utf8')) as Record<string, string>;
const declared = manifest.contributes.commands.map(({ command }) => command).sort();

describe('commands', () => {
  it('are those of the table, which says what needs trust', () => {
    expect(declared).toEqual(Object.keys(COMMANDS).sort());
  });

  it('appear in menus only when declared', () => {
    const used = Object.values(manifest.contributes.menus).flat();
    const commands = used.flatMap(({ command }) => (command === undefined ? [] : [command]));
    expect(commands.filter((command) => !declared.includes(command))).toEqual([]);
  });

  it('are forty and more in the palette, and those about a row are not in it', () => {
    const hidden = (manifest.contributes.menus['commandPalette'] ?? []).filter(
      ({ when }) => when === 'false',
    );
    expect(declared.length - hidden.length).toBeGreaterThanOrEqual(60);
  });

  it('that need trust are not offered without it, but for two that say why', () => {
    const speaking = ['retort.upgradeToHead', 'retort.newRevision'];
    const open = manifest.contributes.commands.filter(
      ({ command, enablement }) =>
        COMMANDS[command as keyof typeof COMMANDS] !== 'reads' &&
        !speaking.includes(command) &&
        enablement?.includes('isWorkspaceTrusted') !== true,
    );
    expect(open).toEqual([]);
  });

  it('that change a database are not offered in menus of an untrusted workspace', () => {
    const offered = Object.entries(manifest.contributes.menus)
      .flatMap(([menu, items]) => (menu === 'commandPalette' ? [] : items))
      .filter(({ command }) => COMMANDS[command as keyof typeof COMMANDS] === 'runs');
    expect(offered.filter(({ when }) => when?.includes('isWorkspaceTrusted') !== true)).toEqual([]);
  });
});

describe('texts', () => {
  it('exist for every placeholder, and none is left over', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
  });
});

describe('translations', () => {
  it('have every text of the code in the bundle, and none that is gone', () => {
    const folder = join(ROOT, 'extension', 'src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const code = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    const written = [...code.matchAll(/\bt\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, part = '']) =>
      part.replaceAll("\\'", "'"),
    );
    const bundle = JSON.parse(readFileSync(join(ROOT, 'l10n', 'bundle.l10n.json'), 'utf8')) as object;
    expect(Object.keys(bundle).sort()).toEqual([...new Set(written)].sort());
  });
});

describe('settings', () => {
  it('that name a database or a program hold for the machine and not while untrusted', () => {
    const settings = Object.assign(
      {},
      ...manifest.contributes.configuration.map(({ properties }) => properties),
    ) as Manifest['contributes']['configuration'][number]['properties'];
    const risky = Object.keys(settings).filter((name) =>
      /database|command|path|args|url|env|connection|runner|after|timeout/i.test(name),
    );
    expect(risky).not.toEqual([]);
    for (const name of risky) {
      expect(settings[name]?.scope).toBe('machine');
      expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations).toContain(name);
    }
  });
});

describe('each setting', () => {
  const settings = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
  const extension = readFileSync(join(ROOT, 'extension', 'src', 'settings.ts'), 'utf8');
  const saved = readFileSync(join(ROOT, 'extension', 'src', 'connections', 'savedConnections.ts'), 'utf8');
  const server = readFileSync(join(ROOT, 'server', 'src', 'lsp', 'settings.ts'), 'utf8');

  // The language client itself reads retort.trace.server.
  it.each(settings.filter((name) => name !== 'retort.trace.server'))('%s is read somewhere', (name) => {
    const path = name.replace(/^retort\./, '');
    const isOfExtension = [extension, saved].some((code) => code.includes(`'${path}'`));
    const isOfServer = path.split('.').every((part) => server.includes(`'${part}'`));
    expect(isOfExtension || isOfServer).toBe(true);
  });

  it('stands in one of five sections', () => {
    expect(settings.length).toBeGreaterThanOrEqual(30);
    expect(manifest.contributes.configuration).toHaveLength(5);
  });
});

describe('settings of the user', () => {
  it('are never read with what a workspace says', () => {
    const folder = join(ROOT, 'extension', 'src');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.map((name) =>
      name.replace(/^retort\./, ''),
    );
    for (const name of files) {
      const code = readFileSync(join(folder, name), 'utf8');
      const merged = [...code.matchAll(/\.get(?:<[^>]*>)?\(\s*'([\w.]+)'/g)].map((match) => match[1] ?? '');
      expect([name, merged.filter((key) => restricted.includes(key.replace(/^retort\./, '')))]).toEqual([
        name,
        [],
      ]);
    }
  });

  it('hold no password: the pattern of a connection refuses one', () => {
    const settings = Object.assign(
      {},
      ...manifest.contributes.configuration.map(({ properties }) => properties),
    ) as Record<string, unknown>;
    const { items } = settings['retort.connections'] as {
      items: { properties: { url: { pattern: string } } };
    };
    const pattern = new RegExp(items.properties.url.pattern);
    expect(pattern.test('postgresql://bob@db:5432/shop?sslmode=verify-full')).toBe(true);
    expect(pattern.test('postgresql://bob:s3cret@db/shop')).toBe(false);
    expect(pattern.test('postgresql://db/shop?user=bob&password=s3cret')).toBe(false);
  });
});

describe('the palette', () => {
  it('leaves out what is about a row, and has a condition for the rest that needs a project', () => {
    const palette = new Map(
      (manifest.contributes.menus['commandPalette'] ?? []).map(({ command, when }) => [command, when]),
    );
    expect(palette.get('retort.useConnection')).toBe('false');
    const open = declared.filter((command) => !palette.has(command));
    expect(open.filter((command) => COMMANDS[command as keyof typeof COMMANDS] === 'runs')).toEqual([]);
  });
});

describe('contributions', () => {
  it('are declared once', () => {
    const { configuration, commands, menus } = manifest.contributes;
    const names = configuration.flatMap(({ properties }) => Object.keys(properties));
    expect(names).toHaveLength(new Set(names).size);
    expect(commands).toHaveLength(new Set(declared).size);
    for (const items of Object.values(menus)) {
      expect(items).toHaveLength(new Set(items.map((item) => JSON.stringify(item))).size);
    }
  });
});

describe('activation', () => {
  it('does not happen in every window', () => {
    expect(manifest.activationEvents).not.toContain('*');
    expect(manifest.activationEvents).not.toContain('onStartupFinished');
    expect(manifest.activationEvents).not.toContain('onLanguage:python');
  });
});
