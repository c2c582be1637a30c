// Which lint rule a finding is of. Its page: commands/explainRule.ts.
import type { Diagnostic } from 'vscode';

/** True for what can be the name of a rule, and so of its page; never for a path. */
export function isRuleId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9-]{0,99}$/u.test(value);
}

/** The rule that found this; undefined for what others say. */
export function ruleOf({ source, code }: Pick<Diagnostic, 'source' | 'code'>): string | undefined {
  return source === 'retort' && isRuleId(code) ? code : undefined;
}
