// Lezer's tree as plain nodes by name, with offsets of the file. The only file that touches Lezer.
import type { Tree } from '@lezer/common';
import { parser } from '@lezer/python';

/** A node of Lezer's tree. `name` is Lezer's own, `⚠` for what it could not read. */
export interface RawNode {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly children: RawNode[];
}

/** What Lezer made of one expression. */
export interface RawExpression {
  readonly root: RawNode | undefined;
  readonly fault: boolean;
}

// Lezer gives up the structure of trees deeper than 2,500 without saying so.
const MAX_DEPTH = 2400;

// Recovery from errors is slow, and nobody looks at so much damage: a parser that stops at the first error.
const strictParser = parser.configure({ strict: true });

/**
 * Reads text made by `normalise`, which starts at `start` in the file; nothing reaches beyond `limit`. With `recover`
 * damaged text gives what can be read of it, without it gives nothing.
 */
export function parseRaw(text: string, start: number, limit: number, recover: boolean): RawExpression {
  const tree = parseTree(text, recover);
  if (tree === undefined) return { root: undefined, fault: true };
  const cursor = tree.cursor();
  const stack: RawNode[] = [];
  let root: RawNode | undefined;
  let fault = false;
  const offset = (at: number): number => Math.max(start, Math.min(at + start - 1, limit));
  for (;;) {
    const node: RawNode = {
      name: cursor.name,
      start: offset(cursor.from),
      end: offset(cursor.to),
      children: [],
    };
    if (cursor.type.isError) fault = true;
    stack.at(-1)?.children.push(node);
    root ??= node;
    if (stack.length < MAX_DEPTH) {
      if (cursor.firstChild()) {
        stack.push(node);
        continue;
      }
    } else fault = true;
    while (!cursor.nextSibling()) {
      stack.pop();
      if (!cursor.parent()) return { root, fault };
    }
  }
}

function parseTree(text: string, recover: boolean): Tree | undefined {
  // In parentheses everything that can stand right of `=` or in a header is one expression.
  const whole = `(${text})`;
  if (recover) return parser.parse(whole);
  try {
    return strictParser.parse(whole);
  } catch {
    return undefined;
  }
}
