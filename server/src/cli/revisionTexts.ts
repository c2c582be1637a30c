// The revision files of a project for a snapshot: headers that are remembered, and texts that are read when something asks
// for them, which many commands never do.
import { headerCache, sha256 } from './headerCache';
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import { headerParser } from './parsedHeaders';
import { readPlainHeader, type RevisionHeader, type SourceFile } from '../engine/index';
import { isSameStamp, stampOf } from '../files/headerCache';
import type { Project } from '../files/project';
import { readHeaders, readOpenHeaders, type FileContent, type HeaderFileProblem } from '../files/readHeaders';
import { readPythonFile } from '../files/readText';

/** The files in load order, and what cannot be read of them. */
export interface RevisionTexts {
  readonly files: readonly SourceFile[];
  readonly problems: readonly HeaderFileProblem[];
  /** The hash of a file's text; undefined where the text is damaged. */
  readonly hashOf: (path: string) => string | undefined;
}

/** Reads the headers; only files that changed since the last time are read whole. */
export function readRevisionTexts(input: CommandInput, project: Project): RevisionTexts {
  const cache = headerCache(input, project);
  const reading = readHeaders(project, { cache, plain: readPlainHeader, hash: sha256 });
  readOpenHeaders(reading, cache, headerParser(project));
  const hashes = new Map(reading.contents.map(({ path, hash }) => [path, hash]));
  return {
    files: reading.contents.map((content, index) => {
      const header = reading.headers[index];
      const { path, text } = content;
      return text === undefined ? new UnreadFile(content, header) : { path, text, header };
    }),
    problems: reading.problems,
    hashOf: (path) => hashes.get(path),
  };
}

/** A file whose header is known from an earlier time. */
class UnreadFile implements SourceFile {
  readonly path: string;
  readonly header: RevisionHeader | undefined;
  readonly #content: FileContent;
  #text: string | undefined;

  constructor(content: FileContent, header: RevisionHeader | undefined) {
    this.path = content.path;
    this.header = header;
    this.#content = content;
  }

  get text(): string {
    this.#text ??= this.#read();
    return this.#text;
  }

  #read(): string {
    const { text, problem } = readPythonFile(this.path);
    // The header and the rest of the command are about the file as it was when the command began.
    const [stamp, before] = [stampOf(this.path), this.#content.stamp];
    const isSame = stamp !== undefined && before !== undefined && isSameStamp(stamp, before);
    if (text !== undefined && problem === undefined && isSame) return text;
    throw new CommandFailure(EXIT.usage, 'the file changed while it was read', {
      place: this.path,
      nextStep: 'Run the command again.',
    });
  }
}
