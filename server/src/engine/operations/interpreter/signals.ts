// How an evaluation is interrupted inside the interpreter. None of these leaves evaluate.ts.

/** Python raises here: `type` is the exception class, `message` what str() of it gives. */
export class PythonError extends Error {
  readonly type: string;
  /** False when the message is made of something that is not known; it is empty then. */
  readonly isMessageKnown: boolean;
  constructor(type: string, message: string | undefined) {
    super(message ?? '');
    this.type = type;
    this.isMessageKnown = message !== undefined;
  }
}

/** Something needed is not known statically; `message` is the reason. */
export class NotKnown extends Error {}

/** The evaluation became too large; `message` is the reason. */
export class OutOfBudget extends Error {}
