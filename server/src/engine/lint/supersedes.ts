// Which rule speaks where two report the same place. The table is the only arbiter; rules do not know each other.

/** A finding of the key silences findings of the listed rules that overlap one of its places (span or related). */
export const SUPERSEDES: Readonly<Record<string, readonly string[]>> = {
  'missing-downgrade': ['empty-downgrade'],
  'probable-rename-column': ['drop-column', 'expand-contract-mixed', 'irreversible-op'],
  'probable-rename-table': ['drop-table', 'expand-contract-mixed', 'fk-without-index'],
  'drop-unmanaged-table': ['drop-table', 'expand-contract-mixed'],
  'drop-then-recreate-index': ['index-not-concurrent', 'drop-index-not-concurrent', 'add-unique-existing'],
  'not-null-without-default': ['python-default-ignored'],
  'circular-foreign-keys': ['fk-before-table'],
  'connection-execute-string': ['deprecated-api', 'sql-injection-format', 'unresolved-statement'],
  'deprecated-api': ['wrong-arguments'],
  'unnamed-constraint-in-downgrade': ['drop-constraint'],
  'drop-cascade': ['drop-column', 'drop-constraint', 'drop-table'],
  'concurrently-in-transaction': ['autocommit-block-mixed'],
};
