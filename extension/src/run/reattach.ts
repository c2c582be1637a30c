// Finds the runs that an earlier window of the same projects began, once the projects are known.
import * as vscode from 'vscode';
import type { Inspections } from '../connections/inspections';
import type { Projects } from '../projects';
import type { Runs } from './runs';

interface ReattachParts {
  readonly projects: Projects;
  readonly inspections: Inspections;
  readonly runs: Runs;
  readonly output: vscode.LogOutputChannel;
}

/** Does nothing untrusted, and never stands in the way of the start. */
export async function reattachRuns({ projects, inspections, runs, output }: ReattachParts): Promise<void> {
  await projects.ready();
  const [any] = projects.all;
  if (any === undefined || !vscode.workspace.isTrusted) return;
  try {
    for (const open of await inspections.openRuns(any)) {
      const { configFile, section } = open.plan.project;
      const project = projects.all.find(
        ({ summary }) => summary.configFile === configFile && summary.section === section,
      );
      if (project !== undefined) void runs.attach(project.summary.id, open);
    }
  } catch (error) {
    output.warn('Runs that go on could not be looked for:', error);
  }
}
