// Small questions about Lezer's nodes that every builder asks.
import type { Span } from '../text/span';
import type { RawNode } from './rawTree';

const PUNCTUATION = new Set(['(', ')', '[', ']', '{', '}', ',', ':', '.', '*', '**', '⚠']);
const OPERATORS = new Set(['AssignOp', 'ArithOp', 'BitOp', 'CompareOp']);

/** The span of one node. */
export function spanOf(node: RawNode): Span {
  return { start: node.start, end: node.end };
}

/** The text of a name: CPython compares names in their NFKC form. */
export function textOf(source: string, node: RawNode): string {
  const text = source.slice(node.start, node.end);
  return /[^\0-\x7f]/.test(text) ? text.normalize('NFKC') : text;
}

/** Children without the first and last bracket. */
export function inside(children: readonly RawNode[]): readonly RawNode[] {
  const first = children[0]?.name ?? '';
  const last = children.at(-1)?.name ?? '';
  return children.slice('([{'.includes(first) && first !== '' ? 1 : 0, ')]}'.includes(last) ? -1 : undefined);
}

/** The children that are expressions themselves. */
export function operands(children: readonly RawNode[]): readonly RawNode[] {
  return children.filter((child) => /^[A-Z]/.test(child.name) && !OPERATORS.has(child.name));
}

/** The children between commas; a comma at the end opens no group, and one between `for` and `in` separates nothing. */
export function splitCommas(children: readonly RawNode[]): RawNode[][] {
  const groups: RawNode[][] = [];
  let group: RawNode[] = [];
  let inTargets = false;
  for (const child of children) {
    if (child.name === 'for') inTargets = true;
    else if (child.name === 'in') inTargets = false;
    if (child.name === ',' && !inTargets) {
      groups.push(group);
      group = [];
    } else group.push(child);
  }
  if (group.length > 0) groups.push(group);
  return groups.filter((part) => part.length > 0);
}

/** The span from the first node to the last. */
export function groupSpan(group: readonly RawNode[]): Span {
  return { start: group[0]?.start ?? 0, end: group.at(-1)?.end ?? 0 };
}

/** True for a node that is no expression: brackets, commas, words. */
export function isPunctuation(node: RawNode): boolean {
  return PUNCTUATION.has(node.name) || /^[a-z]/.test(node.name);
}

/** True for a node that is the sign of an operator. */
export function isOperator(node: RawNode): boolean {
  return OPERATORS.has(node.name);
}
