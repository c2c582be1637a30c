// The pages of the lint rules, which lie in the extension: what a rule says, why, and what to write instead.
import type { Diagnostic } from 'vscode';

/** The folder of dist/ with one Markdown file for each rule. */
export const RULE_PAGES = 'rules';

/** True for what can be the name of a rule, and so of its page; never for a path. */
export function isRuleId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9-]{0,99}$/u.test(value);
}

/** The rule that found this; undefined for what others say. */
export function ruleOf({ source, code }: Pick<Diagnostic, 'source' | 'code'>): string | undefined {
  return source === 'retort' && isRuleId(code) ? code : undefined;
}
