// The expressions of our grammars grow no faster than the line they read: the rules that hold for those of the code hold for them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Linter } from 'eslint';
import regexp from 'eslint-plugin-regexp';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/build';
import { CONTRIBUTED } from './tokenize';

const linter = new Linter();
const KEYS = new Set(['match', 'begin', 'end', 'while']);

/** Every expression of a grammar, wherever it is nested. */
function expressionsOf(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    KEYS.has(key) && typeof value === 'string' ? [value] : expressionsOf(value),
  );
}

/** What the rules say of an expression that Oniguruma and JavaScript write alike. */
function complaints(expression: string): readonly string[] {
  const isAnyCase = expression.startsWith('(?i)');
  const written = new RegExp(isAnyCase ? expression.slice(4) : expression).toString();
  const messages = linter.verify(`export const expression = ${written}${isAnyCase ? 'i' : ''};`, {
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  });
  return messages.map(({ message }) => `${expression}: ${message}`);
}

describe.each(CONTRIBUTED)('$scopeName', ({ path }) => {
  const expressions = [...new Set(expressionsOf(JSON.parse(readFileSync(join(ROOT, path), 'utf8'))))];

  it('has expressions', () => expect(expressions.length).toBeGreaterThan(5));
  it.each(expressions)('%s', (expression) => expect(complaints(expression)).toEqual([]));
});

it('notices those that grow with the square, and faster', () => {
  for (const expression of ['^\\w*\\w*x$', '\\s+#', '^(?:a+)+$'])
    expect(complaints(expression)).toHaveLength(1);
});
