// textDocument/hover: on a revision id what it is, on an operation what it prints and the table as it stands.
import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver';
import type { Session } from '../session';
import { hoverOperation } from './hoverOperation';
import { hoverRevision } from './hoverRevision';

export async function hover(
  session: Session,
  params: HoverParams,
  token: CancellationToken,
): Promise<Hover | null> {
  return hoverRevision(session, params) ?? (await hoverOperation(session, params, token));
}
