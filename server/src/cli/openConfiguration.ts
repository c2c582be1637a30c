// Finds and reads the configuration of the project a command works on, or ends the command with what is wrong in it.
import { isAbsolute, relative } from 'node:path';
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import { takeBack } from './fileJournal';
import { loadProject, projectFolder, type Project } from '../files/project';

/** A project's configuration, and how its paths are shown. */
export interface OpenedConfiguration {
  readonly project: Project;
  /** A path as people want to read it: relative to the working folder when inside it. */
  readonly shownPath: (path: string) => string;
}

/** Reads what `-c`, `-n`, ALEMBIC_CONFIG and PYTHONPATH say. */
export function openConfiguration(input: CommandInput): OpenedConfiguration {
  const { process, global } = input;
  mend(input, process.cwd);
  const project = loadProject({
    configFiles: global.configFiles,
    section: global.section,
    cwd: process.cwd,
    alembicConfig: process.env['ALEMBIC_CONFIG'],
    pythonPath: process.env['PYTHONPATH'],
  });
  const shownPath = (path: string): string => showPath(path, process.cwd);
  if (project.kind === 'project') {
    const folder = projectFolder(project);
    if (folder !== process.cwd) mend(input, folder);
    return { project, shownPath };
  }
  const line = project.line === undefined ? '' : `:${project.line + 1}`;
  const { message, nextStep } = project;
  throw new CommandFailure(EXIT.usage, message, { place: `${shownPath(project.path)}${line}`, nextStep });
}

/** What a killed command left half done is taken back before anybody reads it. */
export function mend({ process }: CommandInput, folder: string): void {
  for (const note of takeBack(process.env, folder)) process.writeError(`note: ${note}\n`);
}

/** Relative where that stays inside the working folder, else absolute. */
function showPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short;
}
