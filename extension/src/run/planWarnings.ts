// Takes a warning of a plan apart: the place it begins with, the lint rule that says it, its first sentence and the rest.
import type { RunPlan } from '../../../server/src/lsp/protocol';

/** A warning in its parts. */
export interface ReadWarning {
  /** The index of the step it is about; undefined when it is about none, or none of this plan. */
  readonly step: number | undefined;
  readonly line: number | undefined;
  readonly rule: string | undefined;
  readonly text: string;
  /** What follows the first sentence of a long warning; empty when `text` says all. */
  readonly more: string;
}

/** `versions/0002_email.py:12 [rule-id] What is wrong.`, as the command line writes it; the rule may be absent. */
const PLACED = /^(?<path>.+?\.py):(?<line>\d+) (?:\[(?<rule>[a-z][a-z0-9-]*)\] )?(?<text>.+)$/su;
/** The first sentence ends where the next one begins: a capital, or something quoted. */
const NEXT_SENTENCE = /(?<=[.!?]["')]?)\s+(?=[A-Z"'`(])/u;
/** A shorter warning is read faster than it is opened. */
const SHORT = 140;

/** Reads one line of `plan.warnings`; a form that is not known stays a text. */
export function readWarning(plan: RunPlan, warning: string): ReadWarning {
  const { path = '', line, rule, text = '' } = PLACED.exec(warning)?.groups ?? {};
  const step = plan.steps.findIndex((one) => isSameFile(one.path, path));
  if (step >= 0) return { step, line: Number(line), rule, ...folded(text) };
  // One about a whole revision begins with its id, and reads on from it.
  const named = plan.steps.findIndex(({ revision }) => warning.startsWith(`${revision} `));
  return { step: named < 0 ? undefined : named, line: undefined, rule: undefined, ...folded(warning) };
}

/** A path may be told from another folder than the plan tells it from. */
function isSameFile(ofStep: string, told: string): boolean {
  if (ofStep === '' || told === '') return false;
  const [one, other] = [below(ofStep), below(told)];
  return one.endsWith(other) || other.endsWith(one);
}

/** With one kind of slash, and one of them in front. */
function below(path: string): string {
  return `/${path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '')}`;
}

function folded(text: string): Pick<ReadWarning, 'text' | 'more'> {
  if (text.length <= SHORT) return { text, more: '' };
  const [first = text] = text.split(NEXT_SENTENCE, 1);
  return { text: first, more: text.slice(first.length).trim() };
}
