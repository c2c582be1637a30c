// A function with every statement of its SQL texts as a step of its own, so that rules see what comes before what.
import type { FunctionAnalysis } from './rule';

const UNFOLDED = new WeakMap<FunctionAnalysis, FunctionAnalysis>();

/** The same analysis where no text has several statements. */
export function unfolded(analysis: FunctionAnalysis): FunctionAnalysis {
  if (analysis.steps.every(({ parts }) => parts === undefined)) return analysis;
  const known = UNFOLDED.get(analysis);
  if (known !== undefined) return known;
  const made = { ...analysis, steps: analysis.steps.flatMap((step) => step.parts ?? [step]) };
  UNFOLDED.set(analysis, made);
  return made;
}
