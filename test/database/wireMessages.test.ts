// The pure parts of the embedded database's server: bytes in pieces, settings in words, archives.
import { expect, test } from 'vitest';
import { archiveFiles } from '../../server/src/database/embedded/archive';
import { CopyInput } from '../../server/src/database/embedded/copyInput';
import { setConfig, startupSettings } from '../../server/src/database/embedded/startupSettings';
import {
  completeLength,
  errorFields,
  errorResponse,
  message,
  MessageScanner,
  query,
  splitMessages,
  SYNC,
  startupPacket,
  startupParameters,
} from '../../server/src/database/embedded/wireMessages';

test('messages are recognised in pieces of any size', () => {
  const bytes = Buffer.concat([query('SELECT 1'), SYNC, message('Z', Buffer.from('I')), message('c')]);
  for (let size = 1; size <= bytes.length; size += 1) {
    const seen: string[] = [];
    const scanner = new MessageScanner((type, first) =>
      seen.push(type + (first === undefined ? '' : String.fromCharCode(first))),
    );
    for (let start = 0; start < bytes.length; start += size)
      scanner.feed(bytes.subarray(start, start + size));
    expect(seen).toEqual(['QS', 'S', 'ZI', 'c']);
  }
});

test('incomplete and impossible messages are kept apart', () => {
  const whole = Buffer.concat([query('a'), SYNC]);
  expect(completeLength(whole)).toBe(whole.length);
  expect(completeLength(whole.subarray(0, -1))).toBe(query('a').length);
  expect(completeLength(Buffer.from([0x51, 0, 0]))).toBe(0);
  expect(completeLength(Buffer.from([0x51, 0, 0, 0, 3, 0]))).toBe(-1);
  expect(splitMessages(whole).messages.map(({ type }) => type)).toEqual(['Q', 'S']);
  expect(splitMessages(whole.subarray(0, -2)).rest).toHaveLength(3);
});

test('an error keeps its fields, and a zero byte in it cannot add any', () => {
  const bytes = errorResponse({ severity: 'FATAL', code: '28P01', message: 'no\0Hforged', hint: 'try' });
  const [only] = splitMessages(bytes).messages;
  expect(Object.fromEntries(errorFields(only!.body))).toEqual({
    S: 'FATAL',
    V: 'FATAL',
    C: '28P01',
    M: 'noHforged',
    H: 'try',
  });
});

test('settings of a start-up packet are read as PostgreSQL reads them', () => {
  const settingsOf = (parameters: Record<string, string>): string[] =>
    startupSettings(startupParameters(startupPacket(parameters).subarray(8))).map(
      ([name, value]) => `${name}=${value}`,
    );
  expect(settingsOf({ user: 'a', database: 'b', 'retort.purpose': 'x', '_pq_.y': '1' })).toEqual([]);
  expect(
    settingsOf({ application_name: 'x y', options: '-c a=1 -cb=2 --c-d=3 -x y -c e=f\\ g\\\\' }),
  ).toEqual(['a=1', 'b=2', 'c_d=3', 'e=f g\\', 'application_name=x y']);
  expect(setConfig(['a', "it's \\n"])).toBe("SELECT pg_catalog.set_config('a', E'it''s \\\\n', false)");
});

/** Reads like PGlite: asks for the length, then for a piece, until it has `wanted` bytes or there are no more. */
function readAll(input: Uint8Array, wanted: number): string {
  let read = '';
  for (let offset = 0; offset < wanted;) {
    const end = Math.min(input.length, offset + 7);
    if (end === offset) break;
    read += Buffer.from(input.subarray(offset, end)).toString('latin1');
    offset = end;
  }
  return read;
}

test('a batch is read once; only a COPY asks for more, and not after its end', () => {
  const start = query('COPY t FROM STDIN');
  const data = message('d', Buffer.from('1\n'));
  const end = message('c');
  const parts = [data, data, end];
  const input = new CopyInput(start, () => parts.shift() ?? Buffer.alloc(0));
  const bytes = input.asBytes();
  expect(bytes[0]).toBe(0x51);
  expect(readAll(bytes, 1000)).toBe(start.toString('latin1'));
  input.noteAnswer('G');
  const all = Buffer.concat([start, data, data, end]);
  expect(bytes.length).toBe(start.length + data.length);
  const rest = Buffer.from(bytes.subarray(start.length, start.length + data.length));
  expect(rest).toEqual(data);
  expect(bytes.length).toBe(start.length + 2 * data.length);
  bytes.subarray(start.length + data.length, start.length + 2 * data.length);
  expect(bytes.length).toBe(all.length);
  bytes.subarray(start.length + 2 * data.length, all.length);
  expect(bytes.length).toBe(all.length);
  expect(parts).toEqual([]);
  expect(input.totalLength).toBe(all.length);
});

test('files of an archive come with their names and bytes', () => {
  const header = (name: string, size: number, type: string, prefix = ''): Buffer => {
    const block = Buffer.alloc(512);
    block.write(name, 0, 'utf8');
    block.write(size.toString(8).padStart(11, '0'), 124, 'latin1');
    block.write(type, 156, 'latin1');
    block.write(prefix, 345, 'utf8');
    return block;
  };
  const content = Buffer.alloc(1024);
  content.write('x'.repeat(600));
  const archive = Buffer.concat([
    header('lib/', 0, '5'),
    header('a.sql', 600, '0', 'share/extension'),
    content,
    header('empty', 0, '0'),
    Buffer.alloc(1024),
    header('after the end', 0, '0'),
  ]);
  const files = [...archiveFiles(archive)].map(({ name, bytes }) => [name, bytes.length]);
  expect(files).toEqual([
    ['share/extension/a.sql', 600],
    ['empty', 0],
  ]);
});
