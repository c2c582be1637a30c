// What every translation of a statement has in common.
import type { Span } from '../../text/span';
import { slice, type StatementText } from '../statementText';

/** The fields of every statement. */
export function base(text: StatementText): { readonly span: Span; readonly text: string } {
  return { span: text.span, text: slice(text, text.span) };
}
