// Parsed SQL by its text: what adapters handed in, what is still wanted, and readings of steps made from it.
import type { Dialect } from '../operations/evaluation';
import type { StatementStep } from '../operations/step';
import type { Module } from '../python/syntax';
import type { Span } from '../text/span';
import type { ParsedSql, SqlReading } from './parsedSql';
import { moved, placeInFile } from './place';
import { sqlOf, type StepSql } from './sqlOf';
import { translateTree } from './translate';
import type { SqlParseAnswer } from './tree';

type Known =
  | { readonly kind: 'statements'; readonly statements: readonly ParsedSql[] }
  | { readonly kind: 'error'; readonly message: string; readonly offset: number | undefined }
  | { readonly kind: 'tooHard'; readonly reason: string };

/** Answers by text: a text has one meaning, in whatever file it stands. */
export type SqlTexts = ReadonlyMap<string, Known>;

/** The texts with more answers. Trees are translated and let go. */
export function withAnswers(
  texts: SqlTexts,
  answers: Iterable<readonly [sql: string, answer: SqlParseAnswer]>,
): SqlTexts {
  const next = new Map(texts);
  for (const [sql, answer] of answers) next.set(sql, knownOf(sql, answer));
  return next;
}

function knownOf(sql: string, answer: SqlParseAnswer): Known {
  if ('error' in answer) return { kind: 'error', ...answer.error };
  if ('tooHard' in answer) return { kind: 'tooHard', reason: answer.tooHard };
  return { kind: 'statements', statements: translateTree(sql, answer.tree) };
}

/** Where a step stands. */
export interface StepPlace {
  readonly module: Module;
  readonly source: string;
  readonly dialect: Dialect;
  /** Called with SQL that nobody has parsed. */
  readonly note: (sql: string) => void;
}

/** What is known of a step's SQL; undefined where it is no text. A text without an answer is noted. */
export function readSql(texts: SqlTexts, step: StatementStep, place: StepPlace): SqlReading | undefined {
  const sql = sqlOf(step);
  if (sql === undefined) return undefined;
  const known = texts.get(sql.sql);
  if (known === undefined) {
    place.note(sql.sql);
    return { state: 'notAnalysed' };
  }
  return readingOf(known, sql, step.span, place);
}

function readingOf(
  known: Known,
  sql: StepSql,
  call: Span,
  { module, source, dialect }: StepPlace,
): SqlReading {
  const inFile = placeInFile(module, source, sql, call);
  switch (known.kind) {
    case 'statements':
      return { state: 'parsed', statements: moved(known.statements, inFile) };
    case 'tooHard':
      return { state: 'unreadable', reason: known.reason };
    case 'error': {
      // Another dialect has its own grammar, and a bind may stand where PostgreSQL wants a name.
      if (dialect !== 'postgresql' || sql.hasBinds) return { state: 'unreadable', reason: known.message };
      const { message, offset = 0 } = known;
      return { state: 'invalid', message, span: inFile({ start: offset, end: offset + 1 }) };
    }
  }
}
