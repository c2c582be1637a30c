// What each kind of statement does to a running PostgreSQL: lock, rewrite or scan of the table, loss of data. Data for plans.
import type { Operation } from '../operations/operation';
import type { ConstraintDefinition, ServerDefault } from '../operations/definition';

/** Table-level lock modes of PostgreSQL, weakest first. */
export type LockMode =
  | 'ACCESS SHARE'
  | 'ROW EXCLUSIVE'
  | 'SHARE UPDATE EXCLUSIVE'
  | 'SHARE'
  | 'SHARE ROW EXCLUSIVE'
  | 'ACCESS EXCLUSIVE';

/** The effect of one operation on the table it works on. */
export interface LockEffect {
  /** undefined when it takes no lock on an existing table. */
  readonly lock: LockMode | undefined;
  /** A lock it takes on a second table (foreign keys). */
  readonly otherTableLock?: LockMode;
  /** rewrite: every row is written again under the lock; scan: every row is read under it. */
  readonly work: 'none' | 'scan' | 'rewrite' | 'depends';
  /** Data or objects are lost that a downgrade cannot bring back. */
  readonly isDestructive: boolean;
  /** Cannot run inside a transaction. */
  readonly isNonTransactional: boolean;
  /** The page of the manual that says so. */
  readonly manual: string;
}

const MANUAL = 'https://www.postgresql.org/docs/current';
const ALTER_TABLE = `${MANUAL}/sql-altertable.html#SQL-ALTERTABLE-NOTES`;
const LOCKING = `${MANUAL}/explicit-locking.html#LOCKING-TABLES`;

/** What a lock mode keeps others from doing, in a few words. */
export const LOCK_BLOCKS: Readonly<Record<LockMode, string>> = {
  'ACCESS SHARE': 'blocks only DROP, TRUNCATE and most ALTER TABLE',
  'ROW EXCLUSIVE': 'blocks index builds and most ALTER TABLE, not reads or writes',
  'SHARE UPDATE EXCLUSIVE': 'blocks other schema changes and VACUUM, not reads or writes',
  SHARE: 'blocks writes, not reads',
  'SHARE ROW EXCLUSIVE': 'blocks writes, not reads',
  'ACCESS EXCLUSIVE': 'blocks reads and writes',
};

const QUICK: LockEffect = {
  lock: 'ACCESS EXCLUSIVE',
  work: 'none',
  isDestructive: false,
  isNonTransactional: false,
  manual: ALTER_TABLE,
};
const NO_LOCK: LockEffect = { ...QUICK, lock: undefined, manual: LOCKING };

/** Functions whose result is the same for the whole statement, so that a default of them rewrites nothing. */
const STABLE_FUNCTIONS =
  /^\(*\s*(?:now\s*\(\s*\)|current_timestamp|current_date|current_time|localtimestamp|localtime)/i;

function defaultWork(value: ServerDefault | undefined): LockEffect['work'] {
  if (!value || value.kind === 'string') return 'none';
  // Identity values and stored expressions are computed for every row.
  if (value.kind !== 'expression') return 'rewrite';
  const { expression } = value;
  if (expression.kind === 'constant' || expression.kind === 'bind') return 'none';
  if (expression.kind === 'function') {
    const name = expression.names.at(-1)?.toLowerCase() ?? '';
    return /^(?:now|current_timestamp|current_date|current_time|localtimestamp|localtime)$/.test(name)
      ? 'none'
      : 'depends';
  }
  if (expression.kind !== 'text') return 'depends';
  const { text } = expression;
  if (STABLE_FUNCTIONS.test(text)) return 'none';
  return text.includes('(') ? 'depends' : 'none';
}

function constraintEffect(constraint: ConstraintDefinition): LockEffect {
  const isNotValid = constraint.options.postgresql_not_valid === true;
  switch (constraint.kind) {
    case 'foreignKey':
      return {
        ...QUICK,
        lock: 'SHARE ROW EXCLUSIVE',
        otherTableLock: 'SHARE ROW EXCLUSIVE',
        work: isNotValid ? 'none' : 'scan',
      };
    case 'check':
      return { ...QUICK, work: isNotValid ? 'none' : 'scan' };
    case 'primaryKey':
    case 'unique':
    case 'exclude':
      // The index is built under the lock.
      return { ...QUICK, work: 'scan' };
  }
}

const STRENGTH: readonly (LockMode | undefined)[] = [
  undefined,
  'ACCESS SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'ACCESS EXCLUSIVE',
];
const WORK: readonly LockEffect['work'][] = ['none', 'depends', 'scan', 'rewrite'];

/** The worst of several effects. */
function worstEffect(effects: readonly LockEffect[]): LockEffect {
  return effects.reduce<LockEffect>(
    (worst, effect) => ({
      ...(STRENGTH.indexOf(effect.lock) > STRENGTH.indexOf(worst.lock) ? effect : worst),
      work: WORK.indexOf(effect.work) > WORK.indexOf(worst.work) ? effect.work : worst.work,
      isDestructive: worst.isDestructive || effect.isDestructive,
      isNonTransactional: worst.isNonTransactional || effect.isNonTransactional,
    }),
    NO_LOCK,
  );
}

/** The effect of an operation on a PostgreSQL table that exists already. */
export function lockEffect(operation: Operation): LockEffect {
  switch (operation.kind) {
    case 'createTable': {
      const refers = operation.items.some(
        (item) =>
          item.kind === 'foreignKey' ||
          (item.kind === 'column' && item.constraints.some(({ kind }) => kind === 'foreignKey')),
      );
      return refers ? { ...NO_LOCK, otherTableLock: 'SHARE ROW EXCLUSIVE' } : NO_LOCK;
    }
    case 'dropTable':
      return { ...QUICK, isDestructive: true, manual: `${MANUAL}/sql-droptable.html` };
    case 'renameTable':
      return QUICK;
    case 'addColumn': {
      const { column } = operation;
      const work = defaultWork(column.serverDefault);
      const constraints = column.constraints.map(constraintEffect);
      const unique = column.unique ? [{ ...QUICK, work: 'scan' as const }] : [];
      const index = column.index ? [{ ...QUICK, lock: 'SHARE' as const, work: 'scan' as const }] : [];
      return worstEffect([{ ...QUICK, work }, ...constraints, ...unique, ...index]);
    }
    case 'dropColumn':
      return { ...QUICK, isDestructive: true };
    case 'alterColumn': {
      const effects: LockEffect[] = [];
      if (operation.type) effects.push({ ...QUICK, work: 'depends' });
      if (operation.nullable === false) effects.push({ ...QUICK, work: 'scan' });
      if (operation.nullable === true || operation.serverDefault.given || operation.newName !== undefined) {
        effects.push(QUICK);
      }
      if (operation.comment.given) {
        effects.push({ ...QUICK, lock: 'SHARE UPDATE EXCLUSIVE', manual: `${MANUAL}/sql-comment.html` });
      }
      return worstEffect(effects);
    }
    case 'createIndex': {
      const manual = `${MANUAL}/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY`;
      const isConcurrent = operation.index.options.postgresql_concurrently === true;
      if (!isConcurrent) return { ...QUICK, lock: 'SHARE', work: 'scan', manual };
      return { ...QUICK, lock: 'SHARE UPDATE EXCLUSIVE', work: 'scan', isNonTransactional: true, manual };
    }
    case 'dropIndex': {
      const manual = `${MANUAL}/sql-dropindex.html`;
      if (operation.options.postgresql_concurrently !== true) return { ...QUICK, manual };
      return { ...QUICK, lock: 'SHARE UPDATE EXCLUSIVE', isNonTransactional: true, manual };
    }
    case 'createConstraint':
      return constraintEffect(operation.constraint);
    case 'dropConstraint':
      return QUICK;
    case 'createTableComment':
    case 'dropTableComment':
      return { ...QUICK, lock: 'SHARE UPDATE EXCLUSIVE', manual: `${MANUAL}/sql-comment.html` };
    case 'bulkInsert':
      return { ...QUICK, lock: 'ROW EXCLUSIVE', manual: LOCKING };
    case 'createType':
      return NO_LOCK;
    case 'dropType':
      return { ...NO_LOCK, isDestructive: true, manual: `${MANUAL}/sql-droptype.html` };
    case 'batchAlterTable':
      return worstEffect(
        operation.steps.flatMap((step) => (step.kind === 'operation' ? [lockEffect(step.operation)] : [])),
      );
  }
}

interface StatementPattern {
  readonly pattern: RegExp;
  readonly effect: LockEffect;
}

const rule = (pattern: RegExp, changes: Partial<LockEffect>): StatementPattern => ({
  pattern,
  effect: { ...QUICK, ...changes },
});

/** SQL text by its first words; the first that fits counts. */
const STATEMENTS: readonly StatementPattern[] = [
  rule(/^create\s+(?:unique\s+)?index\s+concurrently\b/i, {
    lock: 'SHARE UPDATE EXCLUSIVE',
    work: 'scan',
    isNonTransactional: true,
    manual: `${MANUAL}/sql-createindex.html`,
  }),
  rule(/^create\s+(?:unique\s+)?index\b/i, {
    lock: 'SHARE',
    work: 'scan',
    manual: `${MANUAL}/sql-createindex.html`,
  }),
  rule(/^(?:drop\s+index|reindex\b[\s\S]*)\sconcurrently\b/i, {
    lock: 'SHARE UPDATE EXCLUSIVE',
    isNonTransactional: true,
    manual: `${MANUAL}/sql-dropindex.html`,
  }),
  rule(/^refresh\s+materialized\s+view\s+concurrently\b/i, {
    lock: 'SHARE UPDATE EXCLUSIVE',
    manual: `${MANUAL}/sql-refreshmaterializedview.html`,
  }),
  rule(/^alter\s+table\b[\s\S]*\bvalidate\s+constraint\b/i, { lock: 'SHARE UPDATE EXCLUSIVE', work: 'scan' }),
  rule(/^alter\s+table\b[\s\S]*\bdrop\s+column\b/i, { isDestructive: true }),
  rule(/^alter\s+table\b[\s\S]*\badd\s+(?:constraint\s+\S+\s+)?foreign\s+key\b/i, {
    lock: 'SHARE ROW EXCLUSIVE',
    otherTableLock: 'SHARE ROW EXCLUSIVE',
    work: 'depends',
  }),
  rule(/^alter\s+table\b/i, { work: 'depends' }),
  rule(/^alter\s+type\b[\s\S]*\badd\s+value\b/i, { lock: undefined, manual: `${MANUAL}/sql-altertype.html` }),
  rule(/^(?:drop\s+(?:table|schema|view|materialized|type)|truncate)\b/i, {
    isDestructive: true,
    manual: `${MANUAL}/sql-droptable.html`,
  }),
  rule(/^delete\b/i, { lock: 'ROW EXCLUSIVE', isDestructive: true, manual: LOCKING }),
  rule(/^(?:insert|update|merge|copy)\b/i, { lock: 'ROW EXCLUSIVE', manual: LOCKING }),
  rule(/^(?:select|with|values|table)\b/i, { lock: 'ACCESS SHARE', manual: LOCKING }),
  rule(/^vacuum\b/i, {
    lock: 'SHARE UPDATE EXCLUSIVE',
    isNonTransactional: true,
    manual: `${MANUAL}/sql-vacuum.html`,
  }),
  rule(/^(?:create|drop)\s+database\b|^alter\s+system\b/i, { lock: undefined, isNonTransactional: true }),
];

/** The effect of SQL text as far as its first words tell; undefined when they do not. */
export function statementEffect(sql: string): LockEffect | undefined {
  const bare = sql.replace(/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
  return STATEMENTS.find(({ pattern }) => pattern.test(bare))?.effect;
}
