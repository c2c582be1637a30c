// The settings that the language server reads: what each of them leaves out, and that nonsense counts as not set.
import { afterEach, describe, expect, it } from 'vitest';
import { CompletionRequest, HoverRequest } from 'vscode-languageserver/node';
import { readSettings, DEFAULT_SETTINGS } from '../../server/src/lsp/settings';
import { LspClient, rangeOf } from './lspClient';
import { BAD, BAD_PATH, SHOP } from './shopFiles';

let client: LspClient;
afterEach(() => client.dispose());

async function start(): Promise<void> {
  client = await LspClient.start({ files: { ...SHOP, [BAD_PATH]: BAD } });
  await client.open(BAD_PATH, BAD);
}

const found = async (): Promise<readonly unknown[]> =>
  (await client.diagnostics(BAD_PATH)).map(({ code }) => code);

const at = (part: string) => ({
  textDocument: { uri: client.uri(BAD_PATH) },
  position: rangeOf(BAD, part).start,
});

describe('settings of the server', () => {
  it('leave out findings below a severity, or all of them', async () => {
    await start();
    expect(await found()).toEqual(['not-null-without-default']);
    const rules = { 'not-null-without-default': 'warning' };
    await client.configure({ lint: { rules, minimumSeverity: 'warning' } });
    expect(await found()).toEqual(['not-null-without-default']);
    await client.configure({ lint: { rules, minimumSeverity: 'error' } });
    expect(await found()).toEqual([]);
    await client.configure({ lint: { enabled: false } });
    expect(await found()).toEqual([]);
    await client.configure({ lint: { minimumSeverity: 'off', enabled: 'no' } });
    expect(await found()).toEqual(['not-null-without-default']);
  });

  it('still say what stops Alembic when checking is off', async () => {
    await start();
    await client.configure({ lint: { enabled: false } });
    const lost = BAD.replace(/down_revision = '\w+'/, "down_revision = 'nowhere'");
    await client.change(BAD_PATH, [{ text: lost }]);
    expect(await found()).toContain('missing-parent');
  });

  it('shorten what hovering shows', async () => {
    await start();
    const hover = async (): Promise<string | undefined> => {
      const answer = await client.connection.sendRequest(HoverRequest.type, at('op.add_column'));
      return (answer?.contents as { value: string } | undefined)?.value;
    };
    expect(await hover()).toMatch(/ALTER TABLE[\s\S]*The table after it:/);
    await client.configure({ hover: { table: false, otherDialect: false } });
    expect(await hover()).not.toContain('The table after it:');
    await client.configure({ hover: { sql: false, table: false, otherDialect: false } });
    expect(await hover()).not.toContain('ALTER TABLE');
  });

  it('switch completion off', async () => {
    await start();
    const complete = async (): Promise<number> => {
      const answer = await client.connection.sendRequest(CompletionRequest.type, at('add_column'));
      return Array.isArray(answer) ? answer.length : (answer?.items.length ?? 0);
    };
    expect(await complete()).toBeGreaterThan(0);
    await client.configure({ completion: false });
    expect(await complete()).toBe(0);
  });

  it('that are nonsense count as not set', async () => {
    await start();
    for (const section of [null, 7, [], { lint: 3, hover: 'all', completion: 'yes' }]) {
      expect(readSettings(section)).toEqual(DEFAULT_SETTINGS);
    }
  });
});
