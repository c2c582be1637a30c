// Compares what Alembic printed with what we printed, row by row: identical, refused (we said what is not known) or WRONG.

/**
 * @typedef {object} Expected
 * @property {string} revision
 * @property {string} direction
 * @property {string} dialect
 * @property {string} path
 * @property {string[]} [stmts] absent when Alembic fails
 * @property {{ type: string, message: string }} [error]
 * @property {string[]} [ext] modules of the project that the row reaches
 * @property {boolean} [tainted] a stub may have changed the outcome
 * @property {boolean} [nondeterministic]
 * @property {boolean} [order_unstable]
 */
/**
 * @typedef {object} Actual
 * @property {string} revision
 * @property {string} direction
 * @property {string} dialect
 * @property {string[]} statements
 * @property {number[]} [varying] places of statements whose order varies from run to run of Alembic
 * @property {{ line: number, reason: string }[]} unresolved
 * @property {string | null} error
 */

/** How many wrong rows are shown. */
const SHOWN = 10;

/** @param {Expected | Actual} row */
const keyOf = ({ revision, direction, dialect }) => `${revision} ${direction} ${dialect}`;

/**
 * @template T
 * @param {string} text
 * @returns {T[]}
 */
const rowsOf = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** @param {readonly string[]} items */
const sorted = (items) => JSON.stringify([...items].sort());

/**
 * @param {Expected} expected
 * @param {Actual | undefined} actual
 * @returns {'identical' | 'refused' | 'WRONG' | 'missing'}
 */
function outcome(expected, actual) {
  if (actual === undefined) return 'missing';
  if (actual.unresolved.length > 0) return 'refused';
  const { stmts } = expected;
  // Where Alembic itself fails, printing nothing or saying that it fails are both right.
  if (stmts === undefined)
    return actual.error !== null || actual.statements.length === 0 ? 'identical' : 'WRONG';
  if (actual.error !== null) return 'WRONG';
  const isSame = JSON.stringify(actual.statements) === JSON.stringify(stmts);
  const isUnstable = expected.order_unstable === true || actual.varying !== undefined;
  return isSame || (isUnstable && sorted(actual.statements) === sorted(stmts)) ? 'identical' : 'WRONG';
}

/**
 * @param {Expected} expected
 * @param {Actual} actual
 */
function describe(expected, actual) {
  const head = `WRONG ${keyOf(expected)} ${expected.path}`;
  const { stmts = [], error } = expected;
  if (error !== undefined && expected.stmts === undefined)
    return `${head}\n  alembic fails: ${error.type}: ${error.message}\n  ours: ${JSON.stringify(actual.statements)}`;
  const first = stmts.findIndex((text, index) => text !== actual.statements[index]);
  const at = first < 0 ? stmts.length : first;
  const ours = actual.error ?? actual.statements[at] ?? '(nothing)';
  return `${head}\n  alembic: ${JSON.stringify(stmts[at] ?? '(nothing more)')}\n  ours:    ${JSON.stringify(ours)}`;
}

/**
 * @param {string} expected JSON lines of the judge
 * @param {string} actual JSON lines of `retort render`
 * @returns {{ lines: string[], isWrong: boolean }}
 */
export function compare(expected, actual) {
  /** @type {Map<string, Actual>} */
  const ours = new Map(rowsOf(actual).map((/** @type {Actual} */ row) => [keyOf(row), row]));
  const counts = { identical: 0, refused: 0, WRONG: 0, missing: 0 };
  /** @type {Map<string, number>} */
  const reasons = new Map();
  /** @type {string[]} */
  const wrong = [];
  let excluded = 0;
  for (const row of /** @type {Expected[]} */ (rowsOf(expected))) {
    if (row.tainted === true || row.nondeterministic === true) {
      excluded++;
      continue;
    }
    const found = ours.get(keyOf(row));
    const result = outcome(row, found);
    counts[result]++;
    if (result === 'WRONG' && found !== undefined) wrong.push(describe(row, found));
    if (result !== 'refused' || found === undefined) continue;
    for (const { reason } of found.unresolved) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const all = counts.identical + counts.refused + counts.WRONG + counts.missing;
  const share = all === 0 ? '0' : ((100 * counts.identical) / all).toFixed(1);
  const top = [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 8);
  return {
    lines: [
      ...wrong.slice(0, SHOWN),
      ...top.map(([reason, count]) => `refused ${count} times: ${reason}`),
      `${all} rows: identical ${counts.identical} (${share} %), refused ${counts.refused}, WRONG ${counts.WRONG}, missing ${counts.missing}; not judged ${excluded}`,
    ],
    isWrong: counts.WRONG > 0 || counts.missing > 0,
  };
}
