// What git knows of the project, as rules see it: the files as another ref has them, the default branch as a rule.
// Whoever has git hands it in; without it the rules that ask for it say nothing.

/** A file as the ref has it, and as it was where the two histories of commits part. */
export interface ReferenceFile {
  /** Undefined where the ref no longer has the file. */
  readonly tip: string | undefined;
  /** Undefined where the file was made since. */
  readonly base: string | undefined;
}

/** The revision files of one ref by absolute path. The same object for one state of the ref. */
export interface Reference {
  /** As people call it, such as `origin/main`. */
  readonly name: string;
  readonly files: ReadonlyMap<string, ReferenceFile>;
}
