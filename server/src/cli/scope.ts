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

/** Paths of the project's files in scope, in load order. */
export async function selectPaths(opened: OpenedProject, input: CommandInput): Promise<readonly string[]> {
  const { workspace } = opened;
  const named = input.arguments.positionals.map((path) => resolve(input.process.cwd, path));
  if (named.length > 0) return workspace.paths.filter((path) => named.some((name) => isWithin(path, name)));
  const scope = valueOf(input.arguments, 'scope') ?? 'auto';
  if (!SCOPES.includes(scope)) {
    throw new CommandFailure(EXIT.usage, `invalid choice: '${scope}'`, {
      nextStep: `Choose from: ${SCOPES.join(', ')}.`,
    });
  }
  if (scope === 'all') return workspace.paths;
  if (scope === 'pending') return only(workspace.paths, await pendingFiles(opened, input));
  const changed = await changedFiles(opened.folder, valueOf(input.arguments, 'against'));
  if (scope === 'changed') {
    if (changed !== undefined) return only(workspace.paths, changed);
    throw new CommandFailure(
      EXIT.usage,
      'what changed cannot be known here: no git repository with a default branch',
      { nextStep: 'Name a ref with --against, or use --scope all.' },
    );
  }
  const pending = await knownPending(opened, input);
  if (changed === undefined && pending === undefined) return workspace.paths;
  return only(workspace.paths, new Set([...(changed ?? []), ...(pending ?? [])]));
}

/** The configuration files to judge: those named, or all of them where the scope is not about revisions alone. */
export function selectConfiguration({ workspace }: OpenedProject, input: CommandInput): readonly string[] {
  const paths = [...new Set(workspace.lintConfiguration().map(({ path }) => path))];
  const named = input.arguments.positionals.map((path) => resolve(input.process.cwd, path));
  if (named.length > 0) return paths.filter((path) => named.some((name) => isWithin(path, name)));
  const scope = valueOf(input.arguments, 'scope') ?? 'auto';
  return scope === 'auto' || scope === 'all' ? paths : [];
}

function only(paths: readonly string[], wanted: ReadonlySet<string>): readonly string[] {
  return paths.filter((path) => wanted.has(path));
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
