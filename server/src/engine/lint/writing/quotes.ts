// The quotes of written code follow those of the file it is put into.
import { descendants } from '../../python/find';
import type { Module } from '../../python/syntax';

const PREFERENCES = new WeakMap<Module, boolean>();

/** True when the file writes most of its short strings with double quotes. */
export function prefersDoubleQuotes(module: Module): boolean {
  const known = PREFERENCES.get(module);
  if (known !== undefined) return known;
  const answer = countsMoreDouble(module);
  PREFERENCES.set(module, answer);
  return answer;
}

function countsMoreDouble(module: Module): boolean {
  let balance = 0;
  for (const node of descendants(module)) {
    if (node.kind !== 'string') continue;
    for (const part of node.parts) {
      if (part.quote === '"') balance++;
      else if (part.quote === "'") balance--;
    }
  }
  return balance > 0;
}

const STRING = /"(?:[^"\\\n]|\\.)*"|'((?:[^'\\\n]|\\.)*)'/g;

/** Code that this folder wrote, with double quotes wherever that needs no escape. */
export function withDoubleQuotes(code: string): string {
  return code.replace(STRING, (literal, content: string | undefined) =>
    content === undefined || content.includes('"') ? literal : `"${content.replaceAll("\\'", "'")}"`,
  );
}
