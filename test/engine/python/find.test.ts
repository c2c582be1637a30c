// Questions about a tree: what stands at an offset, calls, names.
import { describe, expect, it } from 'vitest';
import {
  callAround,
  calls,
  dottedName,
  expressionAt,
  expressionWithSpan,
  functionAt,
  statementAt,
  topLevelFunction,
} from '../../../server/src/engine/python/find';
import { importBindings, usedNames } from '../../../server/src/engine/python/names';
import { parseModule } from '../../../server/src/engine/python/parse';
import type { Call } from '../../../server/src/engine/python/syntax';

/** Splits off the `|` that marks an offset. */
function marked(text: string): { readonly source: string; readonly offset: number } {
  const offset = text.indexOf('|');
  return { source: text.slice(0, offset) + text.slice(offset + 1), offset };
}

function textOf(source: string, node: { readonly span: { start: number; end: number } } | undefined): string {
  return node === undefined ? '' : source.slice(node.span.start, node.span.end);
}

function checkCallAround(text: string, callee: string | undefined): void {
  const { source, offset } = marked(text);
  const call = callAround(parseModule(source), source, offset);
  expect(call === undefined ? undefined : textOf(source, call.function)).toBe(callee);
}

function checkExpressionAt(text: string, expected: string): void {
  const { source, offset } = marked(text);
  expect(textOf(source, expressionAt(parseModule(source), offset))).toBe(expected);
}

describe('callAround', () => {
  it.each([
    ['f(|)', 'f'],
    ['f(a, g(b|), c)', 'g'],
    ['f(a, g(b)|, c)', 'f'],
    ['f(a)|', undefined],
    ['f|(a)', undefined],
    ['f(\n    a,\n    |\n)', 'f'],
    ['op.add_column("t", sa.|', 'op.add_column'],
    ['op.add_column("t", |', 'op.add_column'],
    ['op.add_column("t", sa.Column(|', 'sa.Column'],
    ['op.add_column("t", sa.Column("c")|', 'op.add_column'],
    ['op.drop_table("t|\nop.f()', 'op.drop_table'],
    ['op.f("a",|\nop.g()', 'op.f'],
    ['def upgrade():\n    op.f(|\n\ndef downgrade():\n    pass', 'op.f'],
    ['if f(|\n    a', 'f'],
    ['a = 1|', undefined],
  ])('%j', (text, callee) => checkCallAround(text, callee));
});

describe('expressionAt', () => {
  it.each([
    ['a.|b.c', 'a.b'],
    ['|a.b', 'a'],
    ['f(a, "x|y")', '"xy"'],
    ['f"{a + b|}"', 'b'],
    ['x = (a| + b)', 'a'],
    ['def f(a: in|t = 1): pass', 'int'],
    ['op.f(sa.|', 'sa.'],
  ])('%j', (text, expected) => checkExpressionAt(text, expected));
});

describe('what surrounds an offset', () => {
  const { source, offset } = marked('@a\ndef f():\n    def g():\n        x = 1\n        y =| 2\n');
  const module = parseModule(source);

  it('finds the statement', () => expect(textOf(source, statementAt(module, offset))).toBe('y = 2'));
  it('finds the innermost function', () => expect(functionAt(module, offset)?.name).toBe('g'));
  it('counts decorators to the function', () => expect(functionAt(module, 1)?.name).toBe('f'));
  it('finds none outside', () => expect(functionAt(parseModule('a\n'), 0)).toBeUndefined());
});

describe('expressionWithSpan', () => {
  it('finds the outermost expression of exactly this span', () => {
    const module = parseModule('x = f(a).b');
    expect(expressionWithSpan(module, { start: 4, end: 8 })?.kind).toBe('call');
    expect(expressionWithSpan(module, { start: 4, end: 10 })?.kind).toBe('attribute');
    expect(expressionWithSpan(module, { start: 4, end: 9 })).toBeUndefined();
  });
});

describe('calls', () => {
  const names = (source: string): readonly string[] =>
    [...calls(parseModule(source))].map((call: Call) => dottedName(call.function) ?? call.function.kind);

  it('are met in source order, outer before inner', () => {
    expect(names('a(b(c()), d=e())\nf()()')).toEqual(['a', 'b', 'c', 'e', 'call', 'f']);
  });
  it('are found in every place of a file', () => {
    const source =
      '@a()\ndef f(x: b() = c()) -> d(): e()\nwith g() as h: i()\ntry: j()\nexcept k(): l()\n' +
      'f"{m():{n()}}"\n[o() for p in q() if r()]\nmatch s():\n  case t() if u(): v()\nlambda w=x(): y()';
    expect(names(source)).toEqual('a b c d e g i j k l m n o q r s u v x y'.split(' '));
  });
  it('leave out statements that could not be read', () => {
    expect(names('a(b=1, c)\nd()')).toEqual(['d']);
  });
});

describe('topLevelFunction', () => {
  it('finds the last of several and no method', () => {
    const source = 'def f(): pass\ndef f(a): pass\nclass C:\n    def g(self): pass\n';
    expect(topLevelFunction(parseModule(source), 'f')?.parameters).toHaveLength(1);
    expect(topLevelFunction(parseModule(source), 'g')).toBeUndefined();
  });
});

describe('names', () => {
  it('lists what imports bind', () => {
    const source =
      'import a.b, c.d as e\nfrom . import f\nfrom ..g import h as i\nfrom j import *\ndef k():\n    import l';
    const bound = importBindings(parseModule(source)).map(({ local, path }) => `${local}=${path}`);
    expect(bound).toEqual(['a=a', 'e=c.d', 'f=.f', 'i=..g.h', '*=j.*', 'l=l']);
  });
  it('lists used names, those of broken statements too', () => {
    expect([...usedNames(parseModule('a.b(c=d)\ne = f"{g}"\nh('))].sort()).toEqual(['a', 'd', 'e', 'g', 'h']);
  });
});
