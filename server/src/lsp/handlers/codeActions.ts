// textDocument/codeAction: the fixes of the findings in a range, and all safe fixes of a file at once.
import {
  CodeActionKind,
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
} from 'vscode-languageserver';
import { sqlStringAt, type FileEdit, type Finding } from '../../engine/index';
import { spansTouch, toCodeAction, toDiagnostic, toPath, toSpan } from '../convert';
import type { RevisionArgument } from '../protocol';
import type { Session, SessionFile } from '../session';

/** The kind under which editors run it on save. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.retort`;

export async function codeActions(
  session: Session,
  { textDocument, range, context }: CodeActionParams,
  token: CancellationToken,
): Promise<CodeAction[]> {
  await session.replayed(textDocument.uri, token);
  const file = session.file(textDocument.uri) ?? configurationFile(session, textDocument.uri);
  const lines = file?.project.lines(file.path);
  if (file === undefined || lines === undefined) return [];
  const wants = (kind: string) =>
    context.only === undefined ||
    context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`));
  const { workspace } = file.project;
  const findings = [
    ...workspace.lint(file.path),
    ...workspace.lintConfiguration().filter(({ path }) => path === file.path),
  ];
  const span = toSpan(range, lines);
  const touched = findings.filter((finding) => spansTouch(finding.span, span));
  return [
    ...(wants(CodeActionKind.QuickFix) ? touched.flatMap((finding) => quickFixes(file, finding)) : []),
    ...(wants(CodeActionKind.RefactorRewrite) ? formatSql(file, textDocument.uri, span.start) : []),
    ...(wants(FIX_ALL) && context.only !== undefined ? fixAll(file, findings) : []),
  ];
}

/** The project whose configuration the document is a part of. */
function configurationFile(session: Session, uri: string): SessionFile | undefined {
  const path = toPath(uri);
  const project = session
    .projects()
    .find(({ workspace }) => path !== undefined && workspace.configurationFile(path) !== undefined);
  return path === undefined || project === undefined ? undefined : { project, path };
}

function quickFixes({ project, path }: SessionFile, finding: Finding): CodeAction[] {
  const lines = project.lines(path);
  if (lines === undefined) return [];
  const diagnostics = [toDiagnostic(finding, lines, project)];
  const fixes = finding.fixes.flatMap(({ title, isPreferred, files }) => {
    const kind = CodeActionKind.QuickFix;
    const action = toCodeAction({ title, kind, isPreferred, diagnostics }, files, project);
    return action === undefined ? [] : [action];
  });
  return [
    ...fixes,
    ...offeredCommands({ project, path }, finding).map((action) => ({ ...action, diagnostics })),
  ];
}

/** What is done by commands, which ask and show first: several heads become one, a lost file comes back. */
function offeredCommands({ project, path }: SessionFile, { ruleId, span }: Finding): CodeAction[] {
  const projectId = project.summary.id;
  const action = (title: string, command: string, argument: RevisionArgument): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command, arguments: [argument] },
  });
  if (ruleId === 'missing-parent' || ruleId === 'unknown-depends-on') {
    const { downRevisions, dependsOn } = project.workspace.header(path) ?? {
      downRevisions: [],
      dependsOn: [],
    };
    const written = [...downRevisions, ...dependsOn].find((one) => one.span.start === span.start);
    if (written === undefined) return [];
    const argument = { projectId, revision: written.value };
    return [action(`Restore ${written.value} from git...`, 'retort.restoreRevision', argument)];
  }
  const revision = project.workspace.revisionAt(path);
  if (ruleId !== 'multiple-heads' || revision === undefined) return [];
  const argument = { projectId, revision };
  return [
    action('Merge the heads...', 'retort.mergeHeads', argument),
    action('Rebase this branch onto another head...', 'retort.rebase', argument),
  ];
}

/** Laying out the SQL at the cursor, which is proven to mean the same before anything changes. */
function formatSql({ project, path }: SessionFile, uri: string, offset: number): CodeAction[] {
  const { workspace } = project;
  const source = workspace.text(path);
  if (source === undefined || workspace.revisionAt(path) === undefined) return [];
  if (sqlStringAt(workspace.module(path), source, offset) === undefined) return [];
  const title = 'Format the SQL';
  const command = { title, command: 'retort.formatSql', arguments: [uri] };
  return [{ title, kind: CodeActionKind.RefactorRewrite, command }];
}

/** The safe preferred fixes of this file that do not touch each other; the next run takes the rest. */
function fixAll({ project, path }: SessionFile, findings: readonly Finding[]): CodeAction[] {
  const taken: FileEdit['edits'][number][] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ isSafe, isPreferred }) => isSafe && isPreferred);
    const [only, ...others] = fix?.files ?? [];
    if (only?.path !== path || others.length > 0) continue;
    const meets = only.edits.some(({ span }) => taken.some((other) => spansTouch(span, other.span)));
    if (!meets) taken.push(...only.edits);
  }
  if (taken.length === 0) return [];
  const action = toCodeAction(
    { title: 'Fix all safe problems of this revision', kind: FIX_ALL },
    [{ path, edits: taken }],
    project,
  );
  return action === undefined ? [] : [action];
}
