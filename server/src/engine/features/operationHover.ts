// What a call in upgrade() or downgrade() prints and what that does to a running database: the content of a hover.
import type { Module } from '../python/syntax';
import { topLevelFunction } from '../python/find';
import type { RenderedFunction } from '../sql/rendering';
import { LOCK_BLOCKS, statementEffect } from '../sql/locks';
import { spanTouches, type Span } from '../text/span';

/** The statements of the innermost step at a place. */
export interface OperationHover {
  /** The call, or the block that is printed as a whole. */
  readonly span: Span;
  readonly statements: readonly string[];
  /** One line per lock, `ACCESS EXCLUSIVE (blocks reads and writes)`, strongest statement order kept. */
  readonly locks: readonly string[];
  /** Why part of it is not known; undefined when all of it is. */
  readonly unresolved: string | undefined;
}

/** Which of the two functions holds an offset. */
export function directionAt(module: Module, offset: number): 'upgrade' | 'downgrade' | undefined {
  return (['upgrade', 'downgrade'] as const).find((name) => {
    const found = topLevelFunction(module, name);
    return found !== undefined && offset > found.headerEnd && spanTouches(found.span, offset);
  });
}

/** What is printed for the place; undefined where no step stands. */
export function operationHover(rendered: RenderedFunction, offset: number): OperationHover | undefined {
  const spans = [...rendered.statements, ...rendered.unresolved].flatMap(({ span }) => span ?? []);
  const [span] = spans
    .filter((candidate) => spanTouches(candidate, offset))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  if (span === undefined) return undefined;
  const isHere = (other: Span | undefined): boolean => other?.start === span.start && other.end === span.end;
  const statements = rendered.statements
    .filter((statement) => isHere(statement.span))
    .map(({ text }) => text);
  const modes = statements.flatMap((text) => statementEffect(text)?.lock ?? []);
  return {
    span,
    statements,
    locks: [...new Set(modes)].map((mode) => `${mode} (${LOCK_BLOCKS[mode]})`),
    unresolved: rendered.unresolved.find((one) => isHere(one.span))?.reason,
  };
}
