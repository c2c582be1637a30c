// What an evaluated function prints or runs, and what stands for one that is not there or cannot be read.
import type { Evaluation } from '../operations/evaluation';
import { descendants } from '../python/find';
import type { Module } from '../python/syntax';
import type { RenderedFunction, RenderOptions } from './rendering';
import { renderSteps, type RenderState } from './renderSteps';

/** The statements of the steps. What was only assumed is unresolved. */
export function renderEvaluation(
  { steps, assumptions }: Evaluation,
  options: RenderOptions,
  state: RenderState,
): RenderedFunction {
  const rendered = renderSteps(steps, options, state);
  if (assumptions.length === 0) return rendered;
  // Lint may go on under an assumption, text and runs may not: the guard could decide otherwise.
  const assumed = assumptions.map(({ span, text }) => ({ span, reason: text }));
  return { ...rendered, unresolved: [...assumed, ...rendered.unresolved] };
}

/** A file without the function: Python's own error. */
export function renderMissing(path: string, direction: 'upgrade' | 'downgrade'): RenderedFunction {
  const name = path.split(/[\\/]/).at(-1)?.replace(/\.py$/, '') ?? '';
  const message = `module '${name}_py' has no attribute '${direction}'`;
  return { statements: [], unresolved: [], error: { type: 'AttributeError', message, span: undefined } };
}

/** A file that Python would not load emits nothing: what stands before the damage may not be run either. */
export function renderUnreadable(module: Module): RenderedFunction {
  const damage = [...descendants(module)].find(
    (node) => node.kind === 'brokenStatement' || node.kind === 'brokenExpression',
  );
  const span = damage?.span ?? { start: 0, end: 0 };
  return { statements: [], unresolved: [{ span, reason: 'Python cannot read this file' }], error: undefined };
}
