// The SQL that PostgreSQL gets for a step, and the way back from it to the value written in Python.
import type { SqlStatement } from '../operations/expression';
import type { StatementStep } from '../operations/step';
import { compiledBinds, escapingBackslashes } from '../text/binds';
import { applyEdits } from '../text/edit';

/** SQL to parse. `valueOffset` leads from an offset in it to one in the Python value. */
export interface StepSql {
  readonly sql: string;
  /** The Python value itself. */
  readonly value: string;
  readonly valueOffset: (offset: number) => number;
  /** True when binds stand in it, so that a complaint of the parser may be about those. */
  readonly hasBinds: boolean;
}

/** Lost characters by where they stood, so that offsets behind them move. */
function backwards(removed: readonly number[]): (offset: number) => number {
  return (offset) => {
    let result = offset;
    for (const at of removed) if (at <= result) result++;
    return result;
  };
}

function ofText(value: string): StepSql {
  const binds = compiledBinds(value);
  const removed = escapingBackslashes(value);
  const sql = applyEdits(value, [
    // A parameter of the same length, so that everything behind it stays where it is.
    ...binds.map(({ name, start }) => ({
      span: { start, end: start + 1 + name.length },
      text: `$${'1'.padStart(name.length, '0')}`,
    })),
    ...removed.map((start) => ({ span: { start, end: start + 1 }, text: '' })),
  ]);
  return { sql, value, valueOffset: backwards(removed), hasBinds: binds.length > 0 };
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
