// The SQL that PostgreSQL gets for a step, and the way back from it to the value written in Python.
import type { SqlStatement } from '../operations/expression';
import type { StatementStep } from '../operations/step';

/** SQL to parse. `valueOffset` leads from an offset in it to one in the Python value. */
export interface StepSql {
  readonly sql: string;
  /** The Python value itself. */
  readonly value: string;
  readonly valueOffset: (offset: number) => number;
  /** True when binds stand in it, so that a complaint of the parser may be about those. */
  readonly hasBinds: boolean;
}

const WORD = '\\p{L}\\p{N}_$';
/** Binds as the compiler of text() finds them, escaped colons. Both keep or lose characters in known places. */
const SPECIAL = new RegExp(`(?<![:${WORD}\\\\]):([${WORD}]+)(?![:${WORD}])|\\\\(?=:)`, 'gu');

/** Lost characters by where they stood, so that offsets behind them move. */
function backwards(removed: readonly number[]): (offset: number) => number {
  return (offset) => {
    let result = offset;
    for (const at of removed) if (at <= result) result++;
    return result;
  };
}

function ofText(value: string): StepSql {
  const removed: number[] = [];
  let hasBinds = false;
  const sql = value.replace(SPECIAL, (match, name: string | undefined, at: number) => {
    if (name === undefined) {
      removed.push(at);
      return '';
    }
    // A parameter of the same length, so that everything behind it stays where it is.
    hasBinds = true;
    return `$${'1'.padStart(match.length - 1, '0')}`;
  });
  return { sql, value, valueOffset: backwards(removed), hasBinds };
}

/** sa.DDL: Python's %-formatting has been through it. Anything but `%%` is filled in by code that is not known. */
function ofDdl(value: string): StepSql | undefined {
  if (/%(?!%)/.test(value.replaceAll('%%', ''))) return undefined;
  const removed: number[] = [];
  const sql = value.replace(/%%/g, (_match, at: number) => {
    removed.push(at);
    return '%';
  });
  return { sql, value, valueOffset: backwards(removed), hasBinds: false };
}

/** The text a statement consists of; undefined for constructs of SQLAlchemy. */
function textIn(statement: SqlStatement): string | undefined {
  if (statement.kind === 'textStatement') return statement.text.text;
  return statement.kind === 'ddlText' ? statement.text : undefined;
}

/** The SQL of a step; undefined where it is no text or the text is not fixed. */
export function sqlOf(step: StatementStep): StepSql | undefined {
  const value = textIn(step.statement);
  if (value === undefined) return undefined;
  if (step.statement.kind === 'ddlText') return ofDdl(value);
  // exec_driver_sql hands its text over as it is.
  if (step.through === 'driver')
    return { sql: value, value, valueOffset: (offset) => offset, hasBinds: false };
  return ofText(value);
}
