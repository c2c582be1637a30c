// The headers of a project's revision files, from what is remembered where the files are unchanged.
import type { RevisionHeader } from '../engine/index';
import { stampOf, type HeaderCache, type Stamp } from './headerCache';
import { readPythonFile } from './readText';
import { listRevisionFiles, type RevisionPlaces } from './revisionFiles';

/** A file that could not be read, or only in part. */
export interface HeaderFileProblem {
  readonly path: string;
  readonly message: string;
  /** True where Alembic goes on without the file. */
  readonly isWarning: boolean;
}

/** A file that has to be parsed: its place among the headers, and what to remember it by if it can be. */
export interface OpenFile {
  readonly index: number;
  readonly path: string;
  readonly text: string;
  readonly content: { readonly stamp: Stamp; readonly hash: string } | undefined;
}

/** One file that can be read. `text` is undefined where it was not read, because the header of its stamp is known. */
export interface FileContent {
  readonly path: string;
  readonly text: string | undefined;
  /** Undefined where the content is not to be remembered. */
  readonly hash: string | undefined;
  readonly stamp: Stamp | undefined;
}

/** All headers in load order; those left open are `undefined` until somebody parses their text. */
export interface HeaderReading {
  readonly headers: (RevisionHeader | undefined)[];
  /** The files that the headers are from, in the same order. */
  readonly contents: readonly FileContent[];
  /** The files that have to be parsed. */
  readonly open: readonly OpenFile[];
  readonly problems: readonly HeaderFileProblem[];
}

/** How to read: `plain` answers undefined for a text that needs the parser, `hash` names a content. */
export interface HeaderReaders {
  readonly cache: HeaderCache | undefined;
  readonly plain: (path: string, text: string) => RevisionHeader | undefined;
  readonly hash: (text: string) => string;
}

/** Lists and reads the revision files. */
export function readHeaders(places: RevisionPlaces, { cache, plain, hash }: HeaderReaders): HeaderReading {
  const headers: (RevisionHeader | undefined)[] = [];
  const contents: FileContent[] = [];
  const open: OpenFile[] = [];
  const problems: HeaderFileProblem[] = [];
  for (const found of listRevisionFiles(places)) {
    const { path } = found;
    if (found.problem !== undefined) {
      problems.push({ path, message: found.problem, isWarning: found.isWarning });
      continue;
    }
    const stamp = cache === undefined ? undefined : stampOf(path);
    const known = stamp === undefined ? undefined : cache?.unchanged(path, stamp);
    if (known !== undefined) {
      headers.push(known);
      contents.push({ path, text: undefined, hash: cache?.hashOf(path), stamp });
      continue;
    }
    const { text, problem } = readPythonFile(path);
    if (problem !== undefined) problems.push({ path, message: problem, isWarning: false });
    if (text === undefined) continue;
    // What was read of a damaged file is shown, but never remembered.
    const content = stamp === undefined || problem !== undefined ? undefined : { stamp, hash: hash(text) };
    const header =
      (content === undefined ? undefined : cache?.sameContent(path, content.hash)) ?? plain(path, text);
    if (header === undefined) open.push({ index: headers.length, path, text, content });
    else if (content !== undefined) cache?.remember(content.hash, content.stamp, header);
    headers.push(header);
    contents.push({ path, text, hash: content?.hash, stamp });
  }
  return { headers, contents, open, problems };
}

/** Reads the headers that are left open with `parse`, which says whether they depend on other files, and saves. */
export function readOpenHeaders(
  { headers, open }: HeaderReading,
  cache: HeaderCache,
  parse: (path: string, text: string) => { readonly header: RevisionHeader; readonly usesModules: boolean },
): void {
  for (const { index, path, text, content } of open) {
    const { header, usesModules } = parse(path, text);
    headers[index] = header;
    if (content !== undefined && !usesModules) cache.remember(content.hash, content.stamp, header);
  }
  cache.save();
}
