// Reads one text file without surprises: regular files only, a size limit, and the encoding Python would use.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Files larger than this are not read. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** What was read. With a problem, `text` is what can still be shown, or undefined when there is nothing. */
export type ReadText =
  | { readonly text: string; readonly problem: undefined }
  | { readonly text: string | undefined; readonly problem: string };

// PEP 263: in one of the first two lines, and in the second only when the first is blank or a comment.
const COOKIE = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const BLANK_OR_COMMENT = /^[ \t\f]*(?:#.*)?$/;

/** Reads a Python source file as Python decodes it: a byte order mark, a coding line, else UTF-8. */
export function readPythonFile(path: string): ReadText {
  const bytes = readBytes(path);
  return typeof bytes === 'string' ? { text: undefined, problem: bytes } : decodePython(bytes);
}

/** Reads a UTF-8 file; a byte order mark stays in the text, as it does for Python's configparser and tomllib. */
export function readUtf8File(path: string): ReadText {
  const bytes = readBytes(path);
  return typeof bytes === 'string'
    ? { text: undefined, problem: bytes }
    : decodeUtf8(bytes, 'the file is not UTF-8');
}

/** The bytes, or why there are none. A pipe or a device is never opened for waiting on it. */
function readBytes(path: string): Buffer | string {
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0));
  } catch (error) {
    return reasonOf(error);
  }
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) return 'it is a folder, not a file';
    if (!status.isFile()) return 'it is not a regular file';
    if (status.size > MAX_FILE_BYTES) return `it has ${status.size} bytes; files above 5 MB are not read`;
    const buffer = Buffer.alloc(status.size);
    let length = 0;
    while (length < buffer.length) {
      const count = readSync(descriptor, buffer, length, buffer.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } catch (error) {
    return reasonOf(error);
  } finally {
    closeSync(descriptor);
  }
}

/** A short reason for a failed system call, without the path. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'it does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'there is no permission to read it';
    case 'ELOOP':
      return 'it is a symbolic link that leads back to itself';
    case 'ENXIO':
      return 'it is not a regular file';
    case 'EISDIR':
      return 'it is a folder, not a file';
    default:
      return error instanceof Error ? `it cannot be read: ${error.message}` : 'it cannot be read';
  }
}

function decodePython(bytes: Buffer): ReadText {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return { text: undefined, problem: 'it is UTF-16, which Python does not read; save it as UTF-8' };
  }
  const [first = '', second = ''] = bytes
    .subarray(0, 1024)
    .toString('latin1')
    .split(/\r\n|\r|\n/, 2);
  const firstLine = hasMark ? first.slice(3) : first;
  const cookie =
    COOKIE.exec(firstLine)?.[1] ?? (BLANK_OR_COMMENT.test(firstLine) ? COOKIE.exec(second)?.[1] : undefined);
  const encoding = cookie?.toLowerCase().replaceAll('_', '-');
  const body = hasMark ? bytes.subarray(3) : bytes;
  if (encoding === undefined || /^utf-?8(?:-|$)/.test(encoding)) {
    const decoded = decodeUtf8(body, 'it is not UTF-8 and has no coding line');
    if (decoded.problem === undefined && decoded.text.includes('\0')) {
      return { text: decoded.text, problem: 'it contains NUL characters, which Python refuses' };
    }
    return decoded;
  }
  if (hasMark) return { text: undefined, problem: `encoding problem: ${cookie ?? ''} with BOM` };
  if (/^(?:latin-?1|iso-?8859-?1)(?:-|$)/.test(encoding))
    return { text: body.toString('latin1'), problem: undefined };
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(body), problem: undefined };
  } catch (error) {
    if (error instanceof RangeError) {
      return {
        text: body.toString('latin1'),
        problem: `its coding line names the encoding ${encoding}, which is not known`,
      };
    }
    return { text: body.toString('latin1'), problem: `it is not ${encoding}, as its coding line says` };
  }
}

function decodeUtf8(bytes: Buffer, problem: string): ReadText {
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      problem: undefined,
    };
  } catch {
    return { text: bytes.toString('utf8'), problem };
  }
}
