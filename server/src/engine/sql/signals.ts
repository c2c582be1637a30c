// How the compiler stops in the middle of a statement: Alembic raises there, or the text depends on something unknown.
// Only renderSteps catches these; nothing outside this folder sees them.
import type { Span } from '../text/span';

/** What Alembic or SQLAlchemy raises at this point: exception class and message. */
export class RaisedError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** The text cannot be known. `span` is the guilty part where it is narrower than the operation. */
export class UnknownText extends Error {
  readonly span: Span | undefined;
  constructor(reason: string, span?: Span) {
    super(reason);
    this.span = span;
  }
}

/** SQLAlchemy's CompileError. */
export function compileError(message: string): RaisedError {
  return new RaisedError('CompileError', message);
}

/** What SQLAlchemy puts behind the message of some of its errors. */
export const BACKGROUND = ' (Background on this error at: https://sqlalche.me/e/20/l7de)';
