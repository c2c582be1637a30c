// What `revision` and `merge` share: reads the template, asks the engine for the file, and writes it once all is known.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CommandInput } from './command';
import { createDate } from './createDate';
import { CommandFailure, EXIT } from './failure';
import { writeNew } from './writeWhole';
import type { OpenedProject } from './openProject';
import { newRevision, type NewRevision } from '../engine/index';
import type { Project } from '../files/project';
import { readUtf8File } from '../files/readText';

/** What the command line asks for. */
export interface RevisionOptions {
  readonly id: string | undefined;
  readonly message: string | undefined;
  readonly head: string | readonly string[];
  readonly splice: boolean;
  readonly branchLabel: string | undefined;
  readonly dependsOn: readonly string[];
  readonly versionPath: string | undefined;
  readonly withoutHooks: boolean;
  /** The bodies of the functions, lines after the first indented; absent: what the template has. */
  readonly upgrades?: string;
  readonly downgrades?: string;
}

/** A revision file that can be written. */
export interface PlannedRevision {
  readonly path: string;
  readonly text: string;
}

/** Writes a new revision file and prints what Alembic prints for it. Fails before anything is written, or not at all. */
export function writeRevision(input: CommandInput, opened: OpenedProject, options: RevisionOptions): void {
  writePlanned(input, planRevision(input, opened, options));
}

/** The file to be, or the reason why there will be none as a failure. */
export function planRevision(
  input: CommandInput,
  opened: OpenedProject,
  options: RevisionOptions,
): PlannedRevision {
  const { project } = opened;
  const { process } = input;
  refuseForeignCode(project, options);
  const [unreadable] = opened.problems;
  if (unreadable !== undefined) {
    throw new CommandFailure(EXIT.usage, unreadable.message, { place: opened.shownPath(unreadable.path) });
  }
  const template = readUtf8File(project.templateFile);
  if (template.problem !== undefined) {
    throw new CommandFailure(EXIT.usage, template.problem, { place: opened.shownPath(project.templateFile) });
  }
  const answer = newRevision(opened.workspace.graph, {
    id: options.id ?? process.randomId().replaceAll('-', '').slice(-12),
    message: options.message,
    head: options.head,
    splice: options.splice,
    branchLabel: options.branchLabel,
    dependsOn: options.dependsOn,
    createDate: createDate(process.now(), project.timezone),
    template: template.text.replace(/^\ufeff/, ''),
    fileTemplate: project.fileTemplate,
    truncateSlugLength: project.truncateSlugLength,
    mainOption: project.mainOption,
    upgrades: options.upgrades,
    downgrades: options.downgrades,
  });
  if (answer.refusal !== undefined) {
    const { message, nextStep, isUnknown } = answer.refusal;
    throw new CommandFailure(isUnknown === true ? EXIT.refused : EXIT.usage, message, { nextStep });
  }
  const path = join(versionFolder(input, project, options, answer.value), answer.value.fileName);
  return { path, text: answer.value.text };
}

/** Hooks and an environment that takes part are the user's own code, which this command does not run. */
function refuseForeignCode(project: Project, { withoutHooks }: RevisionOptions): void {
  const nextStep = "Run the same command with the project's own Alembic.";
  if (project.revisionEnvironment) {
    throw new CommandFailure(
      EXIT.refused,
      'revision_environment is set: env.py takes part in making the file',
      {
        nextStep,
      },
    );
  }
  if (project.hasPostWriteHooks && !withoutHooks) {
    throw new CommandFailure(EXIT.refused, 'post_write_hooks are configured, and retort does not run them', {
      nextStep: `${nextStep.slice(0, -1)}, or add --no-hooks.`,
    });
  }
  if (!/^utf-?8$/i.test(project.outputEncoding)) {
    throw new CommandFailure(EXIT.refused, `output_encoding is ${project.outputEncoding}, not utf-8`, {
      nextStep,
    });
  }
}

/** The version location that gets the file, as Alembic chooses it. */
function versionFolder(
  { process }: CommandInput,
  { versionLocations }: Project,
  { versionPath }: RevisionOptions,
  { parents }: NewRevision,
): string {
  const [first] = versionLocations;
  const [parent] = parents;
  const isOne = first !== undefined && versionLocations.length === 1;
  const beside = isOne ? first : parent === undefined ? undefined : dirname(parent.path);
  const folder = versionPath === undefined ? beside : resolve(process.cwd, versionPath);
  if (folder === undefined) {
    throw new CommandFailure(
      EXIT.usage,
      'Multiple version locations present, please specify --version-path',
      {
        nextStep: `Choose from: ${versionLocations.join(', ')}.`,
      },
    );
  }
  if (versionLocations.includes(folder)) return folder;
  const shown = versionPath ?? folder;
  throw new CommandFailure(EXIT.usage, `Path ${shown} is not represented in current version locations`, {
    nextStep: `Choose from: ${versionLocations.join(', ')}.`,
  });
}

/** Writes it, and prints what Alembic prints. */
export function writePlanned({ process, global }: CommandInput, { path, text }: PlannedRevision): void {
  const say = (line: string): void => {
    if (!global.isQuiet) process.write(`${line} ...  done\n`);
  };
  refuseExisting(path);
  try {
    if (!existsSync(dirname(path))) {
      mkdirSync(dirname(path), { recursive: true });
      say(`Creating directory ${dirname(path)}`);
    }
    writeNew(path, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(EXIT.usage, `the file cannot be written: ${reason}`, { place: path });
  }
  say(`Generating ${path}`);
}

/** A file that is there already is never written over. */
export function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new CommandFailure(EXIT.usage, `${path} exists already`, {
    nextStep: 'Choose another --rev-id or message; nothing was written.',
  });
}
