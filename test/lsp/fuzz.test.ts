// Random legal and illegal requests: positions that do not exist, half characters, unknown files, cancellations. Nothing
// ends the server, nothing is logged, and the edited document is the one that a fresh server would be given.
// RETORT_FUZZ=100000 makes it longer; RETORT_FUZZ_SEED repeats a run.
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource, type Range } from 'vscode-languageserver/node';
import { LspClient } from './lspClient';
import { BAD, BAD_PATH, FIRST_PATH, SHOP } from './shopFiles';

const MESSAGES = Number(process.env['RETORT_FUZZ'] ?? 3000);
const SEED = Number(process.env['RETORT_FUZZ_SEED'] ?? 20260101);
/** Requests on their way at once. */
const AT_ONCE = 40;

let client: LspClient;
afterEach(() => client.dispose());

/** The same numbers for the same seed. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed % 2147483647 || 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

/** The protocol's own rule, written anew: `\n`, `\r\n` and `\r` end a line; beyond the end of a line is its end. */
function offsetOf(text: string, { line, character }: Range['start']): number {
  if (line < 0) return 0;
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
  const start = starts[line];
  if (start === undefined) return text.length;
  const length = /^[^\r\n]*/.exec(text.slice(start))?.[0].length ?? 0;
  return start + Math.max(0, Math.min(character, length));
}

const WORDS = [
  ...[
    '',
    'x',
    '\n',
    '\r\n',
    '\r',
    "'",
    '"',
    '"""',
    '(',
    ')',
    '#',
    '    ',
    'op.',
    'pass\n',
    'def upgrade(',
    '\\',
  ],
  ...[
    '\ud83d',
    '\ude00',
    '😀',
    'é',
    '\u2028',
    '\0',
    '\ufeff',
    "down_revision = '",
    'revision',
    "'aaaa11112222'",
  ],
];
const METHODS = [
  ...['hover', 'definition', 'references', 'prepareRename', 'rename', 'completion', 'codeAction', 'codeLens'],
  ...['documentSymbol', 'diagnostic', 'prepareCallHierarchy'],
].map((name) => `textDocument/${name}`);

describe(`${MESSAGES} random messages, seed ${SEED}`, () => {
  it('leave a server that works, an empty log and the right text', async () => {
    client = await LspClient.start({ files: SHOP });
    const random = randomNumbers(SEED);
    const pick = <T>(values: readonly T[]): T => values[random(values.length)]!;
    let text = BAD;
    await client.open(BAD_PATH, text);
    const number = () => pick([-1, 0, 1, 2, random(40), random(40), random(120), 1e6, 2 ** 31 - 1]);
    const position = () => ({ line: number(), character: number() });
    const range = () => ({ start: position(), end: position() });
    const uris = [
      ...[client.uri(BAD_PATH), client.uri(BAD_PATH), client.uri(FIRST_PATH), client.uri('alembic.ini')],
      ...[
        client.uri('gone.py'),
        client.uri('migrations/env.py'),
        'untitled:Untitled-1',
        'not a uri',
        'file://%ff/x',
        '',
      ],
    ];
    const projectId = await client.projectId();
    const ask = (): { readonly method: string; readonly params: unknown } => {
      const kind = random(12);
      if (kind === 0) return { method: 'workspace/symbol', params: { query: pick(WORDS) } };
      if (kind === 1) {
        const current = pick([undefined, [], ['aaaa11112222'], ['gone']]);
        return {
          method: pick(['retort/revisions', 'retort/graph', 'retort/graphSvg']),
          params: { projectId: pick([projectId, 'gone']), current },
        };
      }
      if (kind === 2) {
        const revision = pick(['aaaa11112222', 'bbbb33334444', 'gone', '']);
        const params = {
          projectId,
          revision,
          onto: pick(['bbbb33334444', 'aaaa11112222', '']),
          direction: 'upgrade',
        };
        return { method: pick(['retort/planRebase', 'retort/previewSql']), params };
      }
      const params = {
        textDocument: { uri: pick(uris) },
        position: position(),
        range: range(),
        context: { diagnostics: [], includeDeclaration: random(2) === 0 },
        newName: pick(WORDS),
      };
      return { method: pick(METHODS), params };
    };
    const running = new Set<Promise<unknown>>();
    for (let sent = 0; sent < MESSAGES; sent++) {
      if (random(6) === 0) {
        const { start, end } = range();
        const [from, to] = [offsetOf(text, start), offsetOf(text, end)];
        const word = pick(WORDS);
        // A range whose end is before its start is read as the other way round.
        const edit = from <= to ? { start, end } : { start: end, end: start };
        await client.change(BAD_PATH, [{ range: edit, text: word }]);
        text = text.slice(0, Math.min(from, to)) + word + text.slice(Math.max(from, to));
        if (text.length > 20_000 || random(150) === 0) {
          text = BAD;
          await client.change(BAD_PATH, [{ text }]);
        }
        continue;
      }
      const { method, params } = ask();
      const source = new CancellationTokenSource();
      const answer: Promise<unknown> = client.connection
        .sendRequest(method, params, source.token)
        .catch(() => undefined)
        .finally(() => running.delete(answer));
      running.add(answer);
      if (random(8) === 0) source.cancel();
      if (running.size >= AT_ONCE) await Promise.race(running);
    }
    await Promise.all(running);
    expect(client.log).toEqual([]);
    const incremental = await client.diagnostics(BAD_PATH);
    await client.change(BAD_PATH, [{ text }]);
    expect(await client.diagnostics(BAD_PATH)).toEqual(incremental);
    const fresh = await LspClient.start({ files: SHOP });
    try {
      await fresh.open(BAD_PATH, text);
      expect(withoutFolder(await fresh.diagnostics(BAD_PATH), fresh)).toEqual(
        withoutFolder(incremental, client),
      );
    } finally {
      await fresh.dispose();
    }
  });
});

function withoutFolder(value: unknown, { folder }: LspClient): string {
  return JSON.stringify(value).replaceAll(folder, '');
}
