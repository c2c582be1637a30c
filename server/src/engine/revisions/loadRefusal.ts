// Whether Alembic loads a history at all. Every question that needs the whole of it asks here first.
import type { RevisionGraph } from './graph';
import type { Refusal } from './refusal';

/** A refusal when the history does not load in Alembic, or is not certain; undefined when it does. */
export function loadRefusal(
  graph: RevisionGraph,
): { readonly value: undefined; readonly refusal: Refusal } | undefined {
  const { failure } = graph;
  if (failure === undefined) return undefined;
  return {
    value: undefined,
    refusal: {
      message: failure.raises ?? failure.message,
      crash: true,
      nextStep: `Alembic cannot load this history. Repair ${failure.path} first: ${failure.message}`,
    },
  };
}
