// Open the Configuration: alembic.ini or pyproject.toml of a project, at its problem when it has one.
import * as vscode from 'vscode';
import { projectFor } from './target';
import type { Parts } from '../parts';

export async function openConfiguration(argument: unknown, parts: Parts): Promise<void> {
  const broken = parts.projects.all.find(({ summary }) => summary.problem !== undefined);
  const project = argument === undefined && broken !== undefined ? broken : await projectFor(argument, parts);
  if (project === undefined) return;
  const { problem, configFile } = project.summary;
  const uri = problem === undefined ? vscode.Uri.file(configFile) : vscode.Uri.parse(problem.uri);
  const line = Math.max(0, (problem?.line ?? 1) - 1);
  await vscode.window.showTextDocument(uri, { selection: new vscode.Range(line, 0, line, 0) });
}
