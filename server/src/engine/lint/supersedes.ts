// Which rule speaks where two report the same place. The table is the only arbiter; rules do not know each other.

/** A finding of the key silences findings of the listed rules that overlap one of its places (span or related). */
export const SUPERSEDES: Readonly<Record<string, readonly string[]>> = {
  'missing-downgrade': ['empty-downgrade'],
};
