// Opens the history of a project from the headers of its revision files alone: for the commands that need no more.
import type { CommandInput } from './command';
import { headerCache, sha256 } from './headerCache';
import { openConfiguration } from './openConfiguration';
import { buildGraph, readPlainHeader, type RevisionGraph, type RevisionHeader } from '../engine/index';
import type { Project } from '../files/project';
import { readHeaders, readOpenHeaders, type HeaderFileProblem } from '../files/readHeaders';

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
  const cache = headerCache(input, project);
  const reading = readHeaders(project, { cache, plain: readPlainHeader, hash: sha256 });
  if (reading.open.length === 0) cache.save();
  else readOpenHeaders(reading, cache, (await import('./parsedHeaders')).headerParser(project));
  const { headers, problems } = reading;
  const read = headers.filter((header): header is RevisionHeader => header !== undefined);
  return { project, graph: buildGraph(read), problems, shownPath };
}
