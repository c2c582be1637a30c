// textDocument/hover: on a revision id what it is, on an operation what it prints.
import type { Hover, HoverParams } from 'vscode-languageserver';
import type { Session } from '../session';
import { hoverOperation } from './hoverOperation';
import { hoverRevision } from './hoverRevision';

export function hover(session: Session, params: HoverParams): Hover | null {
  return hoverRevision(session, params) ?? hoverOperation(session, params);
}
