// The answer to a question about the history: a value, or why Alembic refuses it. Inside this folder a refusal
// travels as an exception (RevisionRefusal) and is caught by the exported questions; nothing is thrown at callers.

/**
 * Why Alembic would not answer. `message` holds Alembic's words: what it prints behind `FAILED: `, or, when `crash`
 * is true, the exception that ends it with a traceback (`KeyError: 'abc'`). `nextStep` says what a person can do.
 */
export interface Refusal {
  readonly message: string;
  readonly crash: boolean;
  readonly nextStep: string;
}

/** A value, or a refusal: exactly one of the two is there. */
export type Outcome<T> =
  | { readonly value: T; readonly refusal: undefined }
  | { readonly value: undefined; readonly refusal: Refusal };

/** What kind of error Alembic's revision map raises; the caller's words depend on it. */
export type RefusalCause =
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'crash'; readonly message: string; readonly nextStep?: string }
  | { readonly kind: 'notAncestor'; readonly lower: string; readonly upper: string }
  | { readonly kind: 'multipleHeads'; readonly heads: readonly string[]; readonly argument: string }
  | { readonly kind: 'unresolved'; readonly message: string; readonly argument: string };

/** A refusal on its way to the exported question that catches it. */
export class RevisionRefusal extends Error {
  readonly cause_: RefusalCause;

  constructor(cause: RefusalCause) {
    super('message' in cause ? cause.message : cause.kind);
    this.cause_ = cause;
  }
}

/** Raises what Alembic calls a RevisionError. */
export function refuse(message: string): never {
  throw new RevisionRefusal({ kind: 'error', message });
}

/** Raises what ends Alembic with a traceback. */
export function crash(message: string, nextStep?: string): never {
  throw new RevisionRefusal(
    nextStep === undefined ? { kind: 'crash', message } : { kind: 'crash', message, nextStep },
  );
}

/**
 * How one of Alembic's commands words the errors of the revision map. `start` and `end` are the two sides of the
 * request as typed; `ancestor` replaces the sentence about ranges, with `{end}` standing for the end.
 */
export interface Wording {
  readonly start?: string;
  readonly end?: string;
  readonly ancestor?: string;
  readonly multipleHeads?: string;
}

/** Runs a question and turns the refusal it may end with into a value, in the words of the command that asks. */
export function answer<T>(wording: Wording, question: () => T): Outcome<T> {
  try {
    return { value: question(), refusal: undefined };
  } catch (error) {
    if (!(error instanceof RevisionRefusal)) throw error;
    return { value: undefined, refusal: worded(error.cause_, wording) };
  }
}

function worded(cause: RefusalCause, wording: Wording): Refusal {
  switch (cause.kind) {
    case 'crash':
      return {
        message: cause.message,
        crash: true,
        nextStep:
          cause.nextStep ??
          'Alembic itself stops here with a traceback: write the identifier in another form.',
      };
    case 'error':
      return { message: cause.message, crash: false, nextStep: nextStepFor(cause.message) };
    case 'notAncestor': {
      const start = wording.start ?? cause.lower;
      const end = wording.end ?? cause.upper;
      return {
        message:
          wording.ancestor?.replaceAll('{end}', () => end) ??
          `Requested range ${start}:${end} does not refer to ancestor/descendant revisions along the same branch`,
        crash: false,
        nextStep: 'Look at the revision graph and choose two revisions of which one leads to the other.',
      };
    }
    case 'multipleHeads': {
      const argument = wording.end ?? cause.argument;
      return {
        message:
          wording.multipleHeads ??
          `Multiple head revisions are present for given argument '${argument}'; please specify a specific target ` +
            `revision, '<branchname>@${argument}' to narrow to a specific head, or 'heads' for all heads`,
        crash: false,
        nextStep: `Name one of the heads (${cause.heads.join(', ')}), use 'heads', or merge or rebase the branches.`,
      };
    }
    case 'unresolved':
      return {
        message: `Can't locate revision identified by '${cause.argument}'`,
        crash: false,
        nextStep: `${cause.message}. Check the spelling; if a database holds this revision, its file is missing: bring it back or stamp the database.`,
      };
  }
}

function nextStepFor(message: string): string {
  if (message.startsWith('Relative revision')) {
    return 'There are not that many revisions in this direction: use a smaller number, or name the target.';
  }
  if (message === 'Ambiguous walk' || message.startsWith('Ambiguous upgrade')) {
    return "The history branches on the way: name the branch ('label@+1') or the target revision.";
  }
  if (message === 'Walked too far')
    return 'The history ends before that: use a smaller number, or name the target.';
  if (message.includes('overlaps with')) {
    return 'One of the named revisions already leads to the other: name only the one you need.';
  }
  if (message.startsWith('Not a valid downgrade target')) {
    return 'The branch named does not lead to that revision: name the target without the branch.';
  }
  return 'Look at the revision graph and name the target revision.';
}
