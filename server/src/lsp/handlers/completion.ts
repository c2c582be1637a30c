// textDocument/completion: asks every source in order and joins what they have. A source is one file beside this one.
import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import { cursorAt, type Cursor } from '../cursor';
import type { Session } from '../session';
import { completeRevision } from './completeRevision';

/** What a source has for a place; undefined where it has nothing to say. */
export type CompletionSource = (
  session: Session,
  cursor: Cursor,
) => { readonly items: readonly CompletionItem[]; readonly isIncomplete: boolean } | undefined;

/** One line per source. */
const SOURCES: readonly CompletionSource[] = [completeRevision];

/** Characters after which an editor asks by itself. */
export const COMPLETION_TRIGGERS = ['"', "'"];

export function completion(session: Session, { textDocument, position }: CompletionParams): CompletionList {
  const cursor = cursorAt(session, textDocument.uri, position);
  const found = cursor === undefined ? [] : SOURCES.flatMap((source) => source(session, cursor) ?? []);
  return {
    isIncomplete: found.some(({ isIncomplete }) => isIncomplete),
    items: found.flatMap(({ items }) => items),
  };
}
