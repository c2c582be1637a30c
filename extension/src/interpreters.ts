// Which Python interpreter each project's Alembic is run with, and which there are to choose from. Nothing is run here.
import { access, constants } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { alembicCommand, pythonPath } from './settings';
import type { ProjectSummary } from '../../server/src/lsp/protocol';

/** An interpreter and why it is among the candidates. */
export interface Interpreter {
  readonly python: string;
  readonly reason: string;
}

const BIN = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];
const FOLDERS = ['.venv', 'venv', 'env'];

/** The choices of this workspace; they are remembered beside the repository, not in it. */
export class Interpreters implements vscode.Disposable {
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor({ workspaceState }: Pick<vscode.ExtensionContext, 'workspaceState'>) {
    this.#memory = workspaceState;
  }

  /** The interpreter chosen for a project, else that of the settings; undefined: the command line finds one. */
  chosen(project: Pick<ProjectSummary, 'id'>): string | undefined {
    const value = this.#memory.get<unknown>(memoryKey(project));
    return typeof value === 'string' && path.isAbsolute(value) ? value : pythonPath();
  }

  /** Undefined forgets the choice. */
  async choose(project: Pick<ProjectSummary, 'id'>, python: string | undefined): Promise<void> {
    await this.#memory.update(memoryKey(project), python);
    this.#changed.fire();
  }

  /** Variables for a child of a project. An own command of the user goes before the interpreter. */
  environment(project: Pick<ProjectSummary, 'id'>): Readonly<Record<string, string>> {
    const python = this.chosen(project);
    if (python === undefined) return {};
    const alembic = alembicCommand() === undefined ? JSON.stringify([python, '-m', 'alembic']) : undefined;
    return { RETORT_PYTHON: python, ...(alembic === undefined ? {} : { RETORT_ALEMBIC: alembic }) };
  }

  /** Interpreters that are there: environments of the project, the active one, that of the Python extension, PATH. */
  async found(project: ProjectSummary): Promise<readonly Interpreter[]> {
    const ofEditor = await editorsPython(vscode.Uri.file(project.folder));
    const active = process.env['VIRTUAL_ENV'];
    const candidates: readonly Interpreter[] = [
      ...(ofEditor === undefined
        ? []
        : [{ python: ofEditor, reason: vscode.l10n.t('chosen in the Python extension') }]),
      ...foldersOf(project).flatMap((folder) =>
        FOLDERS.map((name) => ({ python: path.join(folder, name, ...BIN), reason: name })),
      ),
      ...(active === undefined
        ? []
        : [{ python: path.join(active, ...BIN), reason: vscode.l10n.t('active environment') }]),
      ...pathFolders().flatMap((folder) =>
        ['python3', 'python'].map((name) => ({
          python: path.join(folder, process.platform === 'win32' ? `${name}.exe` : name),
          reason: 'PATH',
        })),
      ),
    ];
    const found = new Map<string, Interpreter>();
    for (const each of candidates) {
      if (path.isAbsolute(each.python) && !found.has(each.python) && (await isProgram(each.python)))
        found.set(each.python, each);
    }
    return [...found.values()];
  }

  /** True when nothing leads to an Alembic of the project: autogenerate, check and dynamic revisions need one. */
  async lacks(project: ProjectSummary): Promise<boolean> {
    if (alembicCommand() !== undefined || this.chosen(project) !== undefined) return false;
    if (process.env['RETORT_ALEMBIC'] || process.env['RETORT_PYTHON'] || process.env['VIRTUAL_ENV'])
      return false;
    const signs = [
      ...foldersOf(project).flatMap((folder) => [path.join(folder, '.venv', ...BIN)]),
      ...foldersOf(project).flatMap((folder) =>
        ['uv.lock', 'poetry.lock'].map((name) => path.join(folder, name)),
      ),
      ...pathFolders().map((folder) =>
        path.join(folder, process.platform === 'win32' ? 'alembic.exe' : 'alembic'),
      ),
    ];
    for (const sign of signs) if (await isThere(sign)) return false;
    return true;
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

/** The project's folder and the workspace folder it lies in. */
function foldersOf({ folder }: ProjectSummary): readonly string[] {
  const root = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder))?.uri.fsPath;
  return root === undefined || root === folder ? [folder] : [folder, root];
}

/** Relative entries of PATH would mean something else in every folder. */
function pathFolders(): readonly string[] {
  return (process.env['PATH'] ?? '').split(path.delimiter).filter((entry) => path.isAbsolute(entry));
}

/** What the Python extension has chosen, where it is there and awake; it is never started for this. */
async function editorsPython(resource: vscode.Uri): Promise<string | undefined> {
  interface PythonApi {
    readonly environments?: {
      getActiveEnvironmentPath(resource: vscode.Uri): { readonly path: string };
      resolveEnvironment(environment: {
        readonly path: string;
      }): Promise<{ readonly executable: { readonly uri?: vscode.Uri } } | undefined>;
    };
  }
  const extension = vscode.extensions.getExtension<PythonApi>('ms-python.python');
  if (extension?.isActive !== true) return undefined;
  try {
    const { environments } = extension.exports;
    const chosen = environments?.getActiveEnvironmentPath(resource);
    if (chosen === undefined) return undefined;
    return (await environments?.resolveEnvironment(chosen))?.executable.uri?.fsPath;
  } catch {
    return undefined;
  }
}

async function isProgram(file: string): Promise<boolean> {
  return await access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function isThere(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

function memoryKey({ id }: Pick<ProjectSummary, 'id'>): string {
  return `retort.interpreter/${id}`;
}
