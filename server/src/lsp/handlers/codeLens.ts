// textDocument/codeLens: what can be done with a revision where the database stands, above its upgrade() and downgrade().
import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { toRange } from '../convert';
import type { RevisionArgument } from '../protocol';
import type { Session } from '../session';

export function codeLenses(session: Session, { textDocument }: CodeLensParams): CodeLens[] {
  const file = session.file(textDocument.uri);
  if (file === undefined || !session.settings.codeLens) return [];
  const { workspace, summary } = file.project;
  const revision = workspace.revisionAt(file.path);
  const lines = file.project.lines(file.path);
  if (revision === undefined || lines === undefined) return [];
  const argument: RevisionArgument = { projectId: summary.id, revision };
  const lens = (title: string, command: string) => ({ title, command, arguments: [argument] });
  const standing = session.databases.standing(file.project, revision);
  const moves = {
    unknown: [lens('Upgrade to here', 'retort.upgradeToThis')],
    pending: [lens('Upgrade to here', 'retort.upgradeToThis')],
    applied: [lens('Downgrade to here', 'retort.downgradeToThis')],
    // A lens without a command is text.
    current: [{ title: 'Current', command: '' }],
  };
  const commands = {
    upgrade: [...moves[standing], lens('SQL', 'retort.previewSql'), lens('Verify', 'retort.verifyRevision')],
    downgrade: [
      ...(standing === 'pending' ? [] : [lens('Downgrade below', 'retort.downgradeBelow')]),
      lens('SQL', 'retort.previewDowngradeSql'),
    ],
  };
  return workspace.module(file.path).body.flatMap((statement) => {
    if (statement.kind !== 'function') return [];
    if (statement.name !== 'upgrade' && statement.name !== 'downgrade') return [];
    const range = toRange(statement.nameSpan, lines);
    return commands[statement.name].map((command) => ({ range, command }));
  });
}
