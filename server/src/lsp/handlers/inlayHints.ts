// textDocument/inlayHint: the lock each operation takes on PostgreSQL, behind the call.
import {
  InlayHintKind,
  type CancellationToken,
  type InlayHint,
  type InlayHintParams,
} from 'vscode-languageserver';
import { lockHints } from '../../engine/index';
import { toRange, toSpan } from '../convert';
import type { Session } from '../session';

export async function inlayHints(
  session: Session,
  { textDocument, range }: InlayHintParams,
  token: CancellationToken,
): Promise<InlayHint[]> {
  if (!session.settings.lockHints) return [];
  const file = await session.replayed(textDocument.uri, token);
  const lines = file?.project.lines(file.path);
  if (file === undefined || lines === undefined) return [];
  const { workspace } = file.project;
  if (workspace.settings.dialect !== 'postgresql') return [];
  const shown = toSpan(range, lines);
  return (['upgrade', 'downgrade'] as const)
    .flatMap((direction) => lockHints(workspace.analysis(file.path, direction)))
    .filter(({ span }) => span.end >= shown.start && span.end <= shown.end)
    .map(({ span, label, detail, manual }) => ({
      position: toRange(span, lines).end,
      label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
      tooltip: { kind: 'markdown', value: `${label}: ${detail}. [Manual](${manual})` },
    }));
}
