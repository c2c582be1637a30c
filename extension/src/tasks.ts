// Tasks of the type `alembic`: the command line on a project, for tasks.json and pre-launch steps. Changes to a database
// need the plan that only a run shows, so there are none of those.
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Projects, ProjectState } from './projects';

const TYPE = 'alembic';

/** What a task may do: nothing that changes a database or a file. */
const COMMANDS = ['lint', 'heads', 'history', 'check', 'verify'] as const;

interface AlembicTask extends vscode.TaskDefinition {
  readonly command: (typeof COMMANDS)[number];
  /** Name of the project; the selected one when absent. */
  readonly project?: string;
}

interface TaskParts {
  readonly projects: Projects;
  readonly extensionPath: string;
}

export function createTasks({ projects, extensionPath }: TaskParts): vscode.Disposable {
  const make = (definition: AlembicTask, project: ProjectState): vscode.Task => {
    const { folder, configFile, section } = project.summary;
    const words = ['-c', configFile, '-n', section, definition.command];
    const task = new vscode.Task(
      definition,
      vscode.workspace.getWorkspaceFolder(vscode.Uri.file(folder)) ?? vscode.TaskScope.Workspace,
      `${definition.command} ${project.summary.name}`,
      TYPE,
      new vscode.ProcessExecution(process.execPath, [path.join(extensionPath, 'dist', 'cli.js'), ...words], {
        cwd: folder,
        env: { ELECTRON_RUN_AS_NODE: '1' },
      }),
      definition.command === 'lint' ? ['$retort'] : ['$alembic'],
    );
    if (definition.command === 'lint' || definition.command === 'verify') task.group = vscode.TaskGroup.Test;
    return task;
  };
  return vscode.tasks.registerTaskProvider(TYPE, {
    // VS Code runs no task in an untrusted workspace; none is offered either.
    provideTasks: async () => {
      if (!vscode.workspace.isTrusted) return [];
      await projects.ready();
      return projects.all
        .filter(({ summary }) => summary.problem === undefined)
        .flatMap((project) =>
          COMMANDS.map((command) => make({ type: TYPE, command, project: project.summary.name }, project)),
        );
    },
    resolveTask: async ({ definition }) => {
      const wanted = readDefinition(definition);
      if (wanted === undefined || !vscode.workspace.isTrusted) return undefined;
      await projects.ready();
      const project =
        wanted.project === undefined
          ? projects.selected
          : projects.all.find(({ summary }) => summary.name === wanted.project);
      // The definition has to be the one that was asked about.
      return project && make(definition as AlembicTask, project);
    },
  });
}

/** Definitions come from files of the workspace, so nothing but a known command counts. */
function readDefinition(definition: vscode.TaskDefinition): AlembicTask | undefined {
  const { command, project } = definition as { readonly command?: unknown; readonly project?: unknown };
  const known = COMMANDS.find((each) => each === command);
  if (known === undefined || !(project === undefined || typeof project === 'string')) return undefined;
  return { type: TYPE, command: known, ...(project === undefined ? {} : { project }) };
}
