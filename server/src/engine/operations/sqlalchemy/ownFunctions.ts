// Which functions SQLAlchemy has classes for: they have a spelling and a result of their own.

/** Functions without parentheses, in SQLAlchemy's spelling. */
export const BARE =
  'current_date current_time current_timestamp current_user localtime localtimestamp session_user sysdate user'.split(
    ' ',
  );

/** Functions SQLAlchemy has a class for: whatever the case they are written in, the class's name is printed. */
export const REGISTERED = new Set(
  (
    'array_agg char_length coalesce concat count cume_dist dense_rank max min mode now percent_rank ' +
    'percentile_cont percentile_disc random rank sum'
  ).split(' '),
);

/** Classes whose text needs more than name and arguments. */
export const SPECIAL = new Set([
  'aggregate_strings',
  'cast',
  'cube',
  'extract',
  'grouping_sets',
  'next_value',
  'pow',
  'rollup',
]);

/** True for a class of sqlalchemy.sql.functions that is called as the function of `func` is. */
export function isFunctionClass(name: string): boolean {
  return REGISTERED.has(name) || BARE.includes(name);
}

/** Functions whose result SQLAlchemy gives a type of its own. */
export function hasOwnType(names: readonly string[]): boolean {
  const lower = (names.at(-1) ?? '').toLowerCase();
  return names.length === 1 && (REGISTERED.has(lower) || SPECIAL.has(lower) || BARE.includes(lower));
}
