// Which files `lint` judges: those named, those that differ from the default branch or are pending, or all.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { valueOf } from './arguments';
import type { CommandInput } from './command';
import { chooseTarget, readCurrent } from './connect';
import { CommandFailure, EXIT } from './failure';
import type { OpenedProject } from './openProject';
import { embeddedFolder } from '../database/embedded/dataFolder';
import { ancestors } from '../engine/index';
import { databaseSetting } from '../files/retortSettings';
import { changedSince, commitOf, defaultBranch, mergeBase, repositoryRoot } from '../git/repository';

const SCOPES = ['auto', 'changed', 'pending', 'all'];

/** The files that are judged. */
export interface LintScope {
  /** Revision files, in load order. */
  readonly revisions: readonly string[];
  /** alembic.ini, env.py and the like, those with findings. */
  readonly configuration: readonly string[];
}

/** What --scope, --against and the paths on the command line choose. */
export async function selectFiles(opened: OpenedProject, input: CommandInput): Promise<LintScope> {
  const { workspace } = opened;
  const all: LintScope = {
    revisions: workspace.paths,
    configuration: [...new Set(workspace.lintConfiguration().map(({ path }) => path))],
  };
  const named = input.arguments.positionals.map((path) => resolve(input.process.cwd, path));
  if (named.length > 0) return keep(all, (path) => named.some((name) => isWithin(path, name)));
  const scope = valueOf(input.arguments, 'scope') ?? 'auto';
  if (!SCOPES.includes(scope)) {
    throw new CommandFailure(EXIT.usage, `invalid choice: '${scope}'`, {
      nextStep: `Choose from: ${SCOPES.join(', ')}.`,
    });
  }
  if (scope === 'all') return all;
  if (scope === 'pending') return only(all, await pendingFiles(opened, input));
  const changed = await changedFiles(opened.folder, valueOf(input.arguments, 'against'));
  if (scope === 'changed') {
    if (changed !== undefined) return only(all, changed);
    throw new CommandFailure(
      EXIT.usage,
      'what changed cannot be known here: no git repository with a default branch',
      { nextStep: 'Name a ref with --against, or use --scope all.' },
    );
  }
  const pending = await knownPending(opened, input);
  if (changed === undefined && pending === undefined) return all;
  return only(all, new Set([...(changed ?? []), ...(pending ?? [])]));
}

function keep({ revisions, configuration }: LintScope, isIn: (path: string) => boolean): LintScope {
  return { revisions: revisions.filter(isIn), configuration: configuration.filter(isIn) };
}

function only(all: LintScope, wanted: ReadonlySet<string>): LintScope {
  return keep(all, (path) => wanted.has(path));
}

/** Pending files where the project names its database; undefined where it names none, or that cannot be asked. */
async function knownPending(
  opened: OpenedProject,
  input: CommandInput,
): Promise<ReadonlySet<string> | undefined> {
  if (databaseSetting(opened.project.retort) === undefined) return undefined;
  try {
    return await pendingFiles(opened, input);
  } catch (error) {
    if (error instanceof CommandFailure) return undefined;
    throw error;
  }
}

/** Files whose revisions the database does not have. An embedded database that was never made has none. */
async function pendingFiles(opened: OpenedProject, input: CommandInput): Promise<ReadonlySet<string>> {
  const { workspace, folder } = opened;
  const isNew = chooseTarget(input, opened).kind === 'embedded' && !existsSync(embeddedFolder(folder).data);
  const rows = isNew ? [] : (await readCurrent(input, opened)).rows;
  const held = rows.flatMap((row) => workspace.graph.byKey.get(row) ?? []);
  const applied = new Set(Array.from(ancestors(workspace.graph, held, true), ({ path }) => path));
  return new Set(workspace.paths.filter((path) => !applied.has(path)));
}

function isWithin(path: string, folder: string): boolean {
  for (let current = path; ; current = dirname(current)) {
    if (current === folder) return true;
    if (dirname(current) === current) return false;
  }
}

/** Absolute paths that differ from where HEAD and the ref part; undefined without git or ref. */
async function changedFiles(
  folder: string,
  against: string | undefined,
): Promise<ReadonlySet<string> | undefined> {
  const root = await repositoryRoot(folder);
  if (root === undefined) return undefined;
  const ref = against ?? (await defaultBranch(root));
  const commit = ref === undefined ? undefined : await commitOf(root, ref);
  const base = commit === undefined ? undefined : await mergeBase(root, commit);
  return base === undefined ? undefined : await changedSince(root, base);
}
