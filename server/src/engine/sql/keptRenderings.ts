// Renderings of an earlier time that are still good, and what tells whether they are: the types that had been created.
import type { Dialect, Mode } from '../operations/evaluation';
import type { RenderedFunction } from './rendering';
import type { RenderState } from './renderSteps';

/** One function of one file, and what it is rendered for. */
export interface RenderQuery {
  readonly path: string;
  readonly direction: 'upgrade' | 'downgrade';
  readonly dialect: Dialect;
  readonly mode: Mode;
}

/** A rendering with the state it was made in. */
export interface KeptRendering {
  readonly rendered: RenderedFunction;
  /** The types that it needs, and whether each had been created by a function before. */
  readonly types: readonly (readonly [type: string, wasCreated: boolean])[];
}

/**
 * Renderings by what they are made from: the name and the text of the file, the project's modules and what env.py
 * configures. Whoever implements it answers only what was made from the same.
 */
export interface KeptRenderings {
  get(query: RenderQuery): KeptRendering | undefined;
  set(query: RenderQuery, kept: KeptRendering): void;
}

/** The rendering that is kept, where the state is what it was then; the state goes on as if it had been made now. */
export function keptRendering(
  renderings: KeptRenderings | undefined,
  query: RenderQuery,
  { createdTypes }: RenderState,
): RenderedFunction | undefined {
  const kept = renderings?.get(query);
  if (kept?.types.every(([type, wasCreated]) => createdTypes.has(type) === wasCreated) !== true)
    return undefined;
  for (const [type] of kept.types) createdTypes.add(type);
  return kept.rendered;
}

/** Renders with `make`, whose state notes the types that are asked for, and keeps the result. */
export function keepRendering(
  renderings: KeptRenderings,
  query: RenderQuery,
  { createdTypes }: RenderState,
  make: (state: RenderState) => RenderedFunction,
): RenderedFunction {
  const types = new Map<string, boolean>();
  const has = (type: string): boolean => {
    const wasCreated = createdTypes.has(type);
    if (!types.has(type)) types.set(type, wasCreated);
    return wasCreated;
  };
  const add = (type: string): void => void createdTypes.add(type);
  const rendered = make({ createdTypes: { has, add } });
  renderings.set(query, { rendered, types: [...types] });
  return rendered;
}
