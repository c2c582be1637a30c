// Runs the parser cases of the *.txt files in this folder: `# title`, source, `==>`, the printed tree.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../server/src/engine/python/parse';
import { printModule } from '../../support/printSyntax';

interface Case {
  readonly title: string;
  readonly source: string;
  readonly tree: string;
}

/** White space between the parts of the expected tree has no meaning. */
function squeeze(tree: string): string {
  return tree.replaceAll(/\s+/g, ' ').replaceAll(' )', ')').trim();
}

/** A title is looked for only behind a tree, so a source may have comments. */
function readCases(text: string): readonly Case[] {
  const cases = text.matchAll(/^# (.+)\n\n([^]*?)\n==>\n([^]*?)(?=^# |$(?![^]))/gmy);
  return Array.from(cases, ([, title = '', source = '', tree = '']) => ({ title, source, tree }));
}

const folder = new URL('.', import.meta.url);
for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  describe(file, () => {
    it.each(readCases(readFileSync(new URL(file, folder), 'utf8')))('$title', ({ source, tree }) => {
      expect(squeeze(printModule(parseModule(source)))).toBe(squeeze(tree));
    });
  });
}
