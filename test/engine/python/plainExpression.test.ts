// Plain expressions have a way of their own through the parser: it has to give what the other way gives. Parentheses send an
// expression the other way, and blanks in their place leave every offset as it is.
import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../server/src/engine/python/parse';

const PLAIN = [
  'sa.Column("id", sa.Integer(), nullable=False)',
  'op.f("ix")',
  '["a", \'b\', sa.text("now()")]',
  '{"a": 1, "b": [2.5, None], sa: {}}',
  '(1, "two", three)',
  'Union[str, Sequence[str], None]',
  'a.b["c"](d)[e, f].g',
  'f(\n  a, # comment\n  b=1,\n)',
  '"one" \'two\' r"\\d"',
  'b"x".decode()',
  'f(0x10, 1_000, 1e3, 2j, ...)',
  'f()()',
];
const OTHER = [
  'f(*a, **b)',
  'f(k=1, k=2)',
  'f(k=1, 2)',
  'f(a for a in b)',
  'f(a b)',
  'f(,)',
  '[a, *b]',
  'a[1:2]',
  'a[b,]',
  'f((a), b)',
  'f(-1)',
  'f(not a)',
  'f(07)',
  'f("\\N{NO SUCH NAME}")',
  'f("\\x")',
  'f("a" b"c")',
  'f(f"{a.b}")',
  'f(print)',
  'a.None',
  'f(None=1)',
  'f(lambda: a)',
  'f(a := 1)',
  'f(\ufb01le, \u00e9)',
  '{a}',
  '{**a}',
  'a if b else c',
];

describe('the two ways through an expression', () => {
  it.each([...PLAIN, ...OTHER])('agree on %s', (expression) => {
    const plain = parseModule(`x =  ${expression} \n`);
    const other = parseModule(`x = (${expression})\n`);
    expect(plain.broken).toBe(other.broken);
    const [left, right] = [plain.body[0], other.body[0]];
    if (left?.kind !== 'assign' || right?.kind !== 'assign') expect(left?.kind).toBe(right?.kind);
    else expect(left.value).toEqual(right.value);
  });

  it('agree inside of f-strings and annotations', () => {
    const { body } = parseModule('def f(a: Union[str, None] = sa.text("x")) -> list[int]: pass\n');
    expect(body[0]).toMatchObject({ kind: 'function', returns: { kind: 'subscript' } });
  });
});
