// Everything there is to say about one file of a project: lint findings, faults of the history, parts that cannot be read.
import type { Diagnostic } from 'vscode-languageserver';
import { DiagnosticSeverity } from 'vscode-languageserver';
import { lineRange, toDiagnostic, toRange, toUri } from './convert';
import type { Finding, Severity } from '../engine/index';
import type { OpenProject } from './openProject';
import { unreadablePart } from './unreadablePart';

/** The diagnostics of a revision file; empty for a path the project does not have. */
export function revisionProblems(project: OpenProject, path: string): readonly Diagnostic[] {
  return [...unruledProblems(project, path), ...diagnosticsOf(project, path, project.workspace.lint(path))];
}

/** What keeps Alembic from loading the file or the whole history: of interest even when nobody opened the file. */
export function historyProblems(project: OpenProject, path: string): readonly Diagnostic[] {
  const errors = project.workspace.lintHistory(path).filter(({ severity }) => severity === 'error');
  return [...unruledProblems(project, path), ...diagnosticsOf(project, path, errors)];
}

function diagnosticsOf(
  project: OpenProject,
  path: string,
  findings: readonly Finding[],
): readonly Diagnostic[] {
  const lines = project.lines(path);
  return lines === undefined ? [] : findings.map((finding) => toDiagnostic(finding, lines, project));
}

/** Problems of the history that no lint rule reports. */
function unruledProblems(project: OpenProject, path: string): readonly Diagnostic[] {
  const { workspace } = project;
  const lines = project.lines(path);
  if (lines === undefined) return [];
  const diagnostics: Diagnostic[] = workspace.graph.problems
    .filter(({ kind, path: at }) => at === path && kind === 'unreadable')
    .map(({ span, kind, message, raises }) => ({
      range: span === undefined ? lineRange(1) : toRange(span, lines),
      severity: raises === undefined ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
      source: 'retort',
      code: kind,
      message: raises === undefined || raises === message ? message : `${message} (Alembic: ${raises})`,
    }));
  const unreadable = unreadablePart(workspace.module(path));
  if (unreadable !== undefined) {
    diagnostics.push({
      range: toRange(unreadable, lines),
      // The parser misses a few legal forms, so this is no proof of a syntax error.
      severity: DiagnosticSeverity.Warning,
      source: 'retort',
      code: 'unreadable',
      message:
        'This part cannot be read, so what it does is not known. If Python cannot read it either, every alembic command fails until it is repaired.',
    });
  }
  return diagnostics;
}

/** What is wrong with a configuration file; empty for files that are none. Without linting: why it does not load. */
export function configurationProblems(
  projects: readonly OpenProject[],
  path: string,
  { isLinting }: { readonly isLinting: boolean },
): readonly Diagnostic[] {
  const uri = toUri(path);
  return projects.flatMap((project) => [
    ...loadProblems(project, uri),
    ...(isLinting
      ? diagnosticsOf(
          project,
          path,
          project.workspace.lintConfiguration().filter((finding) => finding.path === path),
        )
      : []),
  ]);
}

const RANKS: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The diagnostics of at least a severity. */
export function severeEnough(items: readonly Diagnostic[], least: Severity): Diagnostic[] {
  return items.filter(({ severity = DiagnosticSeverity.Error }) => severity <= RANKS[least]);
}

/** Why the project does not load, in the file that is to blame. */
function loadProblems({ summary }: OpenProject, uri: string): readonly Diagnostic[] {
  return summary.problem?.uri === uri
    ? [
        {
          range: lineRange(summary.problem.line),
          severity: DiagnosticSeverity.Error,
          source: 'retort',
          code: 'configuration',
          message: summary.problem.message,
        },
      ]
    : [];
}
