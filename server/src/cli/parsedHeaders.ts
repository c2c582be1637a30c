// Headers of the files that have to be parsed. Commands that only read headers load this when they meet such a file.
import { readHeader, type RevisionHeader } from '../engine/index';
import type { Project } from '../files/project';
import { projectModules } from '../files/projectModules';

/** A header, and whether it depends on other files of the project: then it is good for this moment only. */
export interface ParsedHeader {
  readonly header: RevisionHeader;
  readonly usesModules: boolean;
}

/** Reads headers with the constants of the project's own modules. */
export function headerParser(project: Project): (path: string, text: string) => ParsedHeader {
  const modules = projectModules(project);
  return (path, text) => {
    let usesModules = false;
    const header = readHeader(path, text, (name) => {
      usesModules = true;
      return modules(name);
    });
    return { header, usesModules };
  };
}
