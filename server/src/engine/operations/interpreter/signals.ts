// How an evaluation is interrupted inside the interpreter. None of these leaves evaluate.ts.

/** Python raises here: `type` is the exception class, `message` what str() of it gives. */
export class PythonError extends Error {
  readonly type: string;
  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** Something needed is not known statically; `message` is the reason. */
export class NotKnown extends Error {}

/** The evaluation became too large; `message` is the reason. */
export class OutOfBudget extends Error {}
