// Every regular expression that is written as a literal under a folder of sources, and how its work grows with hostile text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A literal and the first place it stands in. */
export interface WrittenExpression {
  readonly place: string;
  readonly pattern: RegExp;
}

export function expressionsUnder(root: string, folder: string): readonly WrittenExpression[] {
  const found = new Map<string, WrittenExpression>();
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const path = join(folder, name);
    const source = ts.createSourceFile(
      path,
      readFileSync(join(root, path), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.RegularExpressionLiteral && !found.has(node.getText())) {
        const text = node.getText();
        const end = text.lastIndexOf('/');
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        const pattern = new RegExp(text.slice(1, end), text.slice(end + 1).replace('y', ''));
        found.set(text, { place: `${path}:${String(line + 1)} ${text}`, pattern });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found.values()];
}

/** Repeated pieces, alone and behind what the expression itself begins with, and an end that fits nothing. */
const PIECES = [
  ' ',
  '\t',
  '\n',
  ' \n',
  'a',
  'A',
  '0',
  '_',
  '"',
  "'",
  '(',
  ')',
  '[',
  ']',
  '{',
  '.',
  ':',
  '-',
  '--',
  '/',
  '/*',
  '*',
  '#',
  '=',
  '%',
  '$',
  '\\',
  ',',
  '@',
  '<',
  '""',
  "''",
  'a ',
  'a.',
  'a,',
  '\\n',
];

export function attacks({ pattern }: WrittenExpression): readonly ((length: number) => string)[] {
  const words = [...pattern.source.matchAll(/[A-Za-z]{2,}/g)].map(([word]) => word);
  const heads = ['', words[0] ?? '', `${words[0] ?? ''} `];
  const pieces = [...PIECES, ...words.slice(0, 3).map((word) => `${word} `)];
  return pieces.flatMap((piece) =>
    heads.map((head) => (length: number) => `${head}${piece.repeat(Math.ceil(length / piece.length))}\u0001`),
  );
}

/** Milliseconds that the processor works, the least of a few tries; others on the machine do not count. */
export function cost({ pattern }: WrittenExpression, text: string): number {
  let best = Infinity;
  for (let round = 0; round < 3 && best > 1; round++) {
    const start = process.cpuUsage();
    if (pattern.global) text.replace(pattern, '');
    else pattern.test(text);
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  return best;
}
