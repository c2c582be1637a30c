// Opens the history of a project from the headers of its revision files alone: for the commands that need no more.
import type { CommandInput } from './command';
import { openConfiguration } from './openConfiguration';
import { buildGraph, readPlainHeader, type RevisionGraph, type RevisionHeader } from '../engine/index';
import { cacheFolder } from '../files/cacheFolder';
import { HeaderCache } from '../files/headerCache';
import type { Project } from '../files/project';
import { readHeaders, type HeaderFileProblem } from '../files/readHeaders';

declare const RETORT_ENGINE: string;

/** The history of a project as a command sees it. */
export interface OpenedHistory {
  readonly project: Project;
  readonly graph: RevisionGraph;
  /** Revision files that could not be read. */
  readonly problems: readonly HeaderFileProblem[];
  /** A path as people want to read it: relative to the working folder when inside it. */
  readonly shownPath: (path: string) => string;
}

/** Opens the project; a configuration that cannot be read ends the command. */
export async function openHistory(input: CommandInput): Promise<OpenedHistory> {
  const { project, shownPath } = openConfiguration(input);
  const { env, now } = input.process;
  const cache = new HeaderCache({
    folder: cacheFolder(env, 'headers'),
    project: JSON.stringify([project.versionLocations, project.recursiveVersionLocations]),
    engineVersion: RETORT_ENGINE,
    now: now(),
  });
  const { headers, open, problems } = readHeaders(project, { cache, plain: readPlainHeader, hash: sha256 });
  if (open.length > 0) {
    const { headerParser } = await import('./parsedHeaders');
    const parse = headerParser(project);
    for (const { index, path, text, content } of open) {
      const { header, usesModules } = parse(path, text);
      headers[index] = header;
      if (content !== undefined && !usesModules) cache.remember(content.hash, content.stamp, header);
    }
  }
  cache.save();
  const read = headers.filter((header): header is RevisionHeader => header !== undefined);
  return { project, graph: buildGraph(read), problems, shownPath };
}

/** Loads the module only when there is something to hash, since it takes a millisecond. */
function sha256(text: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}
