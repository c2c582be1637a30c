// Where texts of files meet an interpreter of any kind: pages, Markdown, addresses, shells. What must not be in the code is
// looked for in the code; what does happen with hostile texts is tried by test/editor/flows/graph.flow.ts and plan.flow.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

function sources(...folders: readonly string[]): readonly (readonly [string, string])[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [`${folder}/${name}`, readFileSync(join(ROOT, folder, name), 'utf8')] as const),
  );
}

function filesWith(pattern: RegExp, ...folders: readonly string[]): readonly string[] {
  return sources(...folders).flatMap(([name, text]) => (pattern.test(text) ? [name] : []));
}

describe('pages', () => {
  it('make no elements from text', () => {
    expect(
      filesWith(
        /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(/,
        'media',
      ),
    ).toEqual([]);
  });

  it('load nothing but their own files, by a nonce', () => {
    const [page = ''] = sources('extension/src/views').flatMap(([name, text]) =>
      name.endsWith('/webviewPage.ts') ? [text] : [],
    );
    expect(page).toContain("default-src 'none'; script-src 'nonce-");
    expect(page).not.toMatch(/unsafe-(?:inline|eval)/);
    expect(filesWith(/enableCommandUris: true/, 'extension/src')).toEqual([]);
  });

  it('are asked by messages that are checked on both sides', () => {
    const panels = ['extension/src/views/graphPanel.ts', 'extension/src/views/planPanels.ts'];
    expect(filesWith(/onDidReceiveMessage/, 'extension/src')).toEqual(panels);
    expect(filesWith(/readPageMessage\(value\)/, 'extension/src')).toEqual(panels);
    const pages = ['media/webview/graph/main.ts', 'media/webview/plan/main.ts'];
    expect(filesWith(/addEventListener\('message'/, 'media')).toEqual(pages);
    expect(filesWith(/readMessage\(event\.data\)/, 'media')).toEqual(pages);
  });
});

describe('Markdown', () => {
  it('is never trusted and holds no HTML', () => {
    expect(
      filesWith(
        /isTrusted(?::| =) (?!false|vscode\.workspace\.isTrusted|boolean)(?:true|\{)/,
        'extension/src/views',
      ),
    ).toEqual([]);
    expect(filesWith(/supportHtml(?::| =) true/, 'extension/src', 'server/src')).toEqual([]);
  });
});

describe('addresses', () => {
  it('of the editor lead to no command: there is no handler', () => {
    expect(filesWith(/registerUriHandler/, 'extension/src')).toEqual([]);
    expect(readFileSync(join(ROOT, 'package.json'), 'utf8')).not.toContain('"onUri"');
  });
});

describe('programs', () => {
  it('are started without a shell', () => {
    const shells = /shell: true|\bexec(?:Sync)?\b[^}]*\} from 'node:child_process'/;
    expect(filesWith(shells, 'extension/src', 'server/src')).toEqual([]);
  });
});
