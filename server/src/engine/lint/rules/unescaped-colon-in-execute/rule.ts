// unescaped-colon-in-execute: a colon inside a SQL string that SQLAlchemy's text() takes for a bind.
import type { StatementStep } from '../../../operations/step';
import { descendants } from '../../../python/find';
import type { Module } from '../../../python/syntax';
import { placeInFile } from '../../../sqlText/place';
import { sqlOf } from '../../../sqlText/sqlOf';
import { sqlTokens } from '../../../sqlText/tokens';
import { compiledBinds } from '../../../text/binds';
import type { Span } from '../../../text/span';
import type { Fix } from '../../finding';
import { defineRevisionRule, type RevisionContext } from '../../rule';

export const unescapedColonInExecute = defineRevisionRule({
  id: 'unescaped-colon-in-execute',
  summary: 'A colon before a word inside a SQL string is taken for a bind, and the word disappears.',
  severity: 'warning',
  check(revision, report) {
    for (const { steps } of [revision.upgrade, revision.downgrade]) {
      for (const { step } of steps) {
        if (step.kind !== 'statement' || step.through === 'driver' || step.hasParameters) continue;
        for (const { name, span } of swallowed(step, revision)) {
          report({
            span,
            message:
              `SQLAlchemy takes ":${name}" for a bind although it stands inside a SQL string: offline it prints ` +
              'NULL there, and online the run fails because nobody gives it a value. Write a backslash before the ' +
              'colon.',
            fixes: () => fixOf(revision, span),
          });
        }
      }
    }
  },
});

/** The binds that stand inside string literals of the SQL and are given no value. */
function swallowed(
  step: StatementStep,
  { module, source }: RevisionContext,
): readonly { readonly name: string; readonly span: Span }[] {
  const sql = sqlOf(step);
  if (sql === undefined || step.statement.kind !== 'textStatement') return [];
  const { value } = sql;
  if (!value.includes(':')) return [];
  const given = new Set(step.statement.text.binds.map(({ name }) => name));
  const place = placeInFile(module, source, { ...sql, valueOffset: (offset) => offset }, step.span);
  return sqlTokens(value)
    .filter(({ kind }) => kind === 'string')
    .flatMap(({ start, text }) =>
      compiledBinds(text).flatMap((bind) => {
        if (given.has(bind.name)) return [];
        const at = start + bind.start;
        return [{ name: bind.name, span: place({ start: at, end: at + 1 + bind.name.length }) }];
      }),
    );
}

/** One backslash in a raw string, two in any other; none where the text is put together. */
function fixOf({ module, source, path }: RevisionContext, span: Span): readonly Fix[] {
  if (source.charAt(span.start) !== ':') return [];
  const text = isRaw(module, span.start) ? '\\' : '\\\\';
  const edits = [{ span: { start: span.start, end: span.start }, text }];
  return [{ title: 'Escape the colon', isPreferred: true, isSafe: false, files: [{ path, edits }] }];
}

function isRaw(module: Module, offset: number): boolean {
  for (const node of descendants(module)) {
    if (node.kind !== 'string') continue;
    const part = node.parts.find(({ span }) => span.start <= offset && span.end > offset);
    if (part) return /r/i.test(part.prefix);
  }
  return false;
}
