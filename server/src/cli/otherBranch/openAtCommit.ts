// The project as another commit has it, without a check-out: its revision files and its env.py as text, which is read and
// never executed.
import { createHash } from 'node:crypto';
import { basename, dirname, relative } from 'node:path';
import type { OpenedProject } from '../openProject';
import type { StepWarning } from '../../database/runEvents';
import { readEnvironment, Workspace, type SourceFile } from '../../engine/index';
import { projectModules, type ModuleText } from '../../files/projectModules';
import { realFolders } from '../../files/revisionFiles';
import { blobsAt, textsOf } from '../../git/filesAt';

/** Python imports no file with such a name as a revision. */
const NO_REVISION = /^(?:__init__|\.#)/u;

/**
 * What a command sees at a commit of the repository at `root`. Modules of the project are those of the work tree, as long as
 * the commit has the same; others are not known, and nothing that needs them runs.
 */
export async function openAtCommit(
  opened: OpenedProject,
  root: string,
  commit: string,
): Promise<OpenedProject> {
  const { project, workspace } = opened;
  const blobs = await blobsAt(root, commit, ['.']);
  const folders = realFolders(project.versionLocations);
  const paths = [...blobs.keys()].filter((path) =>
    isRevision(path, folders, project.recursiveVersionLocations),
  );
  const [environmentFile = ''] = realFolders([project.environmentFile]);
  const wanted = [...paths, environmentFile].flatMap((path) => blobs.get(path) ?? []);
  const texts = await textsOf(root, wanted);
  const textOf = (path: string): string | undefined => texts.get(blobs.get(path) ?? '');
  const readModule = sameModules(projectModules(project), blobs);
  const environment = readEnvironment(textOf(environmentFile), readModule);
  const files = paths.sort().map((path): SourceFile => ({ path, text: textOf(path) ?? '' }));
  const findings = new Map<string, readonly StepWarning[]>();
  return {
    ...opened,
    environment,
    workspace: Workspace.create(files, {
      ...workspace.settings,
      environment: environment.options,
      onlineEnvironment: environment.onlineOptions,
      readModule,
      keptRenderings: undefined,
      earlierContents: () => undefined,
    }),
    problems: [],
    findings: {
      get: (path) => findings.get(path),
      set: (path, warnings) => void findings.set(path, warnings),
      save: () => undefined,
    },
    keepResults: () => undefined,
    shownPath: (path) =>
      blobs.has(path) ? `${commit.slice(0, 9)}:${relative(root, path)}` : opened.shownPath(path),
  };
}

function isRevision(path: string, folders: readonly string[], isRecursive: boolean): boolean {
  if (NO_REVISION.test(basename(path))) return false;
  const folder = dirname(path);
  return folders.some((one) => one === folder || (isRecursive && folder.startsWith(`${one}/`)));
}

/** Modules whose file the commit has, to the last byte, under the same name and no other. */
function sameModules(
  modules: (name: string) => ModuleText | undefined,
  blobs: ReadonlyMap<string, string>,
): (name: string) => ModuleText | undefined {
  return (name) => {
    const found = modules(name);
    if (found === undefined) return undefined;
    const way = `/${name.replaceAll('.', '/')}`;
    const there = [...blobs].filter(
      ([path]) => path.endsWith(`${way}.py`) || path.endsWith(`${way}/__init__.py`),
    );
    const [only] = there;
    return there.length === 1 && only !== undefined && blobId(found.source, only[1].length) === only[1]
      ? found
      : undefined;
  };
}

function blobId(text: string, length: number): string {
  const content = Buffer.from(text, 'utf8');
  const hash = createHash(length === 40 ? 'sha1' : 'sha256');
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex');
}
