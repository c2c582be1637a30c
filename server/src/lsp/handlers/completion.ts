// textDocument/completion: asks every source in order and joins what they have. A source is one file beside this one.
import type {
  CancellationToken,
  CompletionItem,
  CompletionList,
  CompletionParams,
} from 'vscode-languageserver';
import { cursorAt, type Cursor } from '../cursor';
import type { Session } from '../session';
import { completeDirective } from './completeDirective';
import { completeRevision } from './completeRevision';
import { completeSchemaName } from './completeSchemaName';

/** What a source has for a place; undefined where it has nothing to say. */
export type CompletionSource = (
  session: Session,
  cursor: Cursor,
) => { readonly items: readonly CompletionItem[]; readonly isIncomplete: boolean } | undefined;

/** One line per source. */
const SOURCES: readonly CompletionSource[] = [completeRevision, completeSchemaName, completeDirective];

/** Characters after which an editor asks by itself. */
export const COMPLETION_TRIGGERS = ['"', "'", '.'];

export async function completion(
  session: Session,
  { textDocument, position }: CompletionParams,
  token: CancellationToken,
): Promise<CompletionList> {
  if (!session.settings.completes) return { isIncomplete: false, items: [] };
  await session.replayed(textDocument.uri, token);
  const cursor = cursorAt(session, textDocument.uri, position);
  const found = cursor === undefined ? [] : SOURCES.flatMap((source) => source(session, cursor) ?? []);
  return {
    isIncomplete: found.some(({ isIncomplete }) => isIncomplete),
    items: found.flatMap(({ items }) => items),
  };
}
