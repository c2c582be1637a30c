// The configuration files of a project in the editor: findings and fixes in each, the text as it is typed, and edits that a
// client refuses when the text has moved on. The same findings come from the command line (test/cli/lintConfiguration.test.ts).
import { afterEach, describe, expect, it } from 'vitest';
import { CodeActionRequest, TextDocumentEdit, type CodeAction } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIGURATION_FILES, EXPECTED } from '../support/configurationFiles';
import { LspClient, rangeOf } from './lspClient';

let client: LspClient;
afterEach(() => client.dispose());

async function actionsAt(path: string, text: string, part: string): Promise<readonly CodeAction[]> {
  const answer = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: client.uri(path) },
    range: rangeOf(text, part),
    context: { diagnostics: [] },
  });
  return (answer ?? []).filter((action): action is CodeAction => 'edit' in action);
}

/** What a client makes of the action: undefined when the edit is for another version, as VS Code refuses it. */
function applied(action: CodeAction, path: string, text: string, version: number): string | undefined {
  const uri = client.uri(path);
  const edit = action.edit?.documentChanges?.find(
    (change): change is TextDocumentEdit => TextDocumentEdit.is(change) && change.textDocument.uri === uri,
  );
  if (edit === undefined || edit.textDocument.version !== version) return undefined;
  const edits = edit.edits.filter((one) => 'newText' in one);
  return TextDocument.applyEdits(TextDocument.create(uri, 'x', version, text), edits);
}

describe.each(Object.entries(EXPECTED))('%s', (path, { rule, line, part, title, fixed }) => {
  const text = CONFIGURATION_FILES[path] ?? '';

  it('has the finding on its line and the fix', async () => {
    client = await LspClient.start({ files: CONFIGURATION_FILES });
    await client.open(path, text);
    const found = (await client.diagnostics(path)).find(({ code }) => code === rule);
    expect(found?.range.start.line).toBe(line - 1);
    const action = (await actionsAt(path, text, part)).find((one) => one.title === title);
    expect(action && applied(action, path, text, 1)).toBe(fixed);
  });

  it('is judged as it is typed, and an action for an older text is refused', async () => {
    client = await LspClient.start({ files: CONFIGURATION_FILES });
    await client.open(path, text);
    const early = (await actionsAt(path, text, part)).find((one) => one.title === title);
    const start = { line: 0, character: 0 };
    const typed = `# typed\n${text}`;
    const version = await client.change(path, [{ range: { start, end: start }, text: '# typed\n' }]);
    const found = (await client.diagnostics(path)).find(({ code }) => code === rule);
    expect(found?.range.start.line).toBe(line);
    expect(early && applied(early, path, typed, version)).toBeUndefined();
    const late = (await actionsAt(path, typed, part)).find((one) => one.title === title);
    expect(late && applied(late, path, typed, version)).toBe(`# typed\n${fixed}`);
  });
});

it('what is on disk counts again when the document is closed', async () => {
  client = await LspClient.start({ files: CONFIGURATION_FILES });
  const path = 'pyproject.toml';
  const text = CONFIGURATION_FILES[path] ?? '';
  await client.open(path, text.replace('databse', 'database'));
  expect((await client.diagnostics(path)).map(({ code }) => code)).not.toContain('retort-setting-ignored');
  await client.close(path);
  // The next change that is told may still be the opening's.
  await expect
    .poll(async () => (await client.diagnostics(path)).map(({ code }) => code), { timeout: 10_000 })
    .toContain('retort-setting-ignored');
});
