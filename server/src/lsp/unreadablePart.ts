// Finds the first part of a revision file that the parser could not read.
import type { Span, Workspace } from '../engine/index';

type Module = ReturnType<Workspace['module']>;

/** The innermost first broken statement or expression; undefined when everything was read. */
export function unreadablePart(module: Module): Span | undefined {
  return module.broken ? find(module) : undefined;
}

/** Trees are plain values; nesting is bounded by the parser. */
function find(value: unknown): Span | undefined {
  if (Array.isArray(value)) return first(value);
  if (typeof value !== 'object' || value === null) return undefined;
  const node = value as { readonly kind?: unknown; readonly span?: Span };
  const inner = first(Object.values(node));
  if (inner !== undefined) return inner;
  const isBroken = node.kind === 'brokenStatement' || node.kind === 'brokenExpression';
  return isBroken ? node.span : undefined;
}

function first(values: readonly unknown[]): Span | undefined {
  for (const value of values) {
    const found = find(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
