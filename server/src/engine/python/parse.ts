// The entry of this layer: the source of one Python file -> its syntax tree.
import { BlockReader } from './buildBlocks';
import type { BuildContext } from './buildContext';
import { readLines } from './lines';
import type { Module } from './syntax';

/**
 * Reads a Python file. Never throws: what cannot be read is a broken node, everything else is still there, and
 * `broken` says that something is missing. What Python accepts only in some version (3.8 to 3.14) is accepted.
 */
export function parseModule(source: string): Module {
  const context: BuildContext = { source, fault: false, depth: 0, recovered: 0 };
  const { lines, comments } = readLines(source);
  const body = new BlockReader(context, lines).readFile();
  return { kind: 'module', span: { start: 0, end: source.length }, body, comments, broken: context.fault };
}
