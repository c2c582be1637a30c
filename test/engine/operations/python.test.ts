// What of Python is evaluated: text, collections, functions, classes, the standard library.
import { describe, expect, test } from 'vitest';
import { checkSteps, stepsOf } from './checkSteps';

/** Cases print expressions through op.execute(str(...)) and expect the text. */
const VALUES: readonly (readonly [expression: string, expected: string])[] = [
  [`'a' 'b'`, 'ab'],
  [`'%s-%d-%05.2f-%r-%%' % ('a', 7, 3.14159, "x'y")`, `a-7-03.14-"x'y"-%`],
  [`'%(a)s %(b)s' % {'a': 1, 'b': None}`, '1 None'],
  [`'%-5s|%5s|%x' % ('ab', 'c', 255)`, 'ab   |    c|ff'],
  [`'{} {0}'.replace('{0}', '{}').format('a', 'b')`, 'a b'],
  [`'{1} {0} {name} {name!r:>6} {{}}'.format('a', 'b', name='n')`, `b a n    'n' {}`],
  [`'{0[k]} {1[0]}'.format({'k': 'v'}, ['x'])`, 'v x'],
  [`f"{1 + 1} {'x'!r} {3.5:.2f} {7:03d} {'ab':>4} {1000000:,}"`, `2 'x' 3.50 007   ab 1,000,000`],
  [`f"{'a':*^5}"`, '**a**'],
  [`', '.join(sorted(['b', 'a', 'c'], reverse=True))`, 'c, b, a'],
  [`' '.join(x.upper() for x in ('a', 'b') if x != 'a')`, 'B'],
  [`str([1, 'a', 2.0, None, True, (1,), {'k': b'x'}])`, `[1, 'a', 2.0, None, True, (1,), {'k': b'x'}]`],
  [`str(10 // 3) + str(-7 // 2) + str(-7 % 3) + str(2 ** 10) + str(7 / 2)`, '3-4210243.5'],
  [`str(1e16) + ' ' + str(1e-5) + ' ' + str(0.1) + ' ' + str(100.0)`, '1e+16 1e-05 0.1 100.0'],
  [`'a,b,c'.split(',')[-1] + 'abc'[1:] + 'abc'[::-1]`, 'cbccba'],
  [`'  x '.strip() + 'xxa'.lstrip('x') + 'a.b'.partition('.')[2]`, 'xab'],
  [`'A' if 'a' in {'a': 1} else 'B'`, 'A'],
  [`str({**{'a': 1}, 'b': [*range(3)]})`, `{'a': 1, 'b': [0, 1, 2]}`],
  [
    `str(dict(a=1)) + str(list(zip('ab', [1, 2]))) + str(list(enumerate('a', 1)))`,
    `{'a': 1}[('a', 1), ('b', 2)][(1, 'a')]`,
  ],
  [`str([n for n in range(10) if n % 2][1:3])`, '[3, 5]'],
  [`str(max(1, 3)) + str(min([2, 1])) + str(sum([1, 2])) + str(len('aé😀'))`, '3133'],
  [`str(any(x == 1 for x in [0, 1])) + str(all([]))`, 'TrueTrue'],
  [`(lambda a, b='y': a + b)('x')`, 'xy'],
  [`str(0 < 1 <= 1 != 2) + str(not []) + str(None is None)`, 'TrueTrueTrue'],
  [`textwrap.dedent('''\n        a\n          b\n        ''')`, '\na\n  b\n'],
  [`json.dumps({'a': [1, 2.5, None, True], 'é': 'x"'})`, '{"a": [1, 2.5, null, true], "\\u00e9": "x\\""}'],
  [
    `str(datetime.date(2020, 1, 2)) + ' ' + datetime.datetime(2020, 1, 2, 3, 4, 5, 6).isoformat()`,
    '2020-01-02 2020-01-02T03:04:05.000006',
  ],
  [`str(uuid.UUID(int=5)) + str(decimal.Decimal('1.50'))`, '00000000-0000-0000-0000-0000000000051.50'],
  [
    `','.join(c.name + '=' + c.value for c in Color) + Color('r').name + Color['GREEN'].value`,
    'RED=r,GREEN=gREDg',
  ],
  [`str(Color.RED) + ' ' + str(len(Color)) if False else str(Color.RED)`, 'Color.RED'],
  [`'x'.join(Name)`, 'axb'],
  [`Point(1, 2).text() + str(Point.origin)`, '1/2(0, 0)'],
  [`helper(2) + helper(1, suffix='!')`, 'v2.v1!'],
  [`CONSTANT + '|'.join(TABLES)`, 'consta|b'],
  [`'|'.join(sorted(list(set(TABLES + ['c']))))`, 'a|b|c'],
  [`'|'.join(sorted_later(list({'b', 'a'})))`, 'a|b'],
];

const MODULE = `
import datetime, decimal, json, textwrap, uuid
from enum import Enum
CONSTANT = 'const'
TABLES: list[str] = ['a', 'b']
class Color(Enum):
    RED = 'r'
    GREEN = 'g'
class Name(str, Enum):
    A = 'a'
    B = 'b'
class Point:
    origin = (0, 0)
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def text(self):
        return f'{self.x}/{self.y}'
def sorted_later(items):
    items.sort(reverse=False)
    return items
def helper(n, suffix='.'):
    return 'v' + str(n) + suffix
`;

test.each(VALUES)('%s', (expression, expected) => {
  const printed = stepsOf(`op.execute(${expression})`, { module: MODULE });
  expect(printed).toBe(`op text(${JSON.stringify(expected)})`);
});

const RAISED: readonly (readonly [body: string, expected: string])[] = [
  [`op.execute('%s %s' % 'a')`, 'raise TypeError: not enough arguments for format string'],
  [`op.execute('a' % ('b',))`, 'raise TypeError: not all arguments converted during string formatting'],
  [`op.execute('a' + 1)`, 'raise TypeError: can only concatenate str (not "int") to str'],
  [`op.execute(missing)`, `raise NameError: name 'missing' is not defined`],
  [`op.execute({'a': 1}['b'])`, `raise KeyError: 'b'`],
  [`op.execute([1][3])`, 'raise IndexError: list index out of range'],
  [`op.execute('x'.nope())`, `raise AttributeError: 'str' object has no attribute 'nope'`],
  [`a, b = (1, 2, 3)`, 'raise ValueError: too many values to unpack (expected 2)'],
  [`for x in None: pass`, `raise TypeError: 'NoneType' object is not iterable`],
  [`raise NotImplementedError('no way back')`, 'raise NotImplementedError: no way back'],
  [`op.execute('{x}'.format(y=1))`, `raise KeyError: 'x'`],
  [`(lambda a: a)()`, `raise TypeError: <lambda>() missing 1 required positional argument: 'a'`],
  [`op.execute(str(1 // 0))`, 'raise ZeroDivisionError: integer division or modulo by zero'],
];

describe('what Python raises', () => {
  test.each(RAISED)('%s', (body, expected) => checkSteps(body, expected));
});

const PROGRAMS: readonly (readonly [title: string, body: string, expected: string])[] = [
  [
    'loops, nested targets, break, continue and else',
    `
    for name, (kind, *rest) in [('a', ('x', 1, 2)), ('b', ('skip',)), ('c', ('stop',)), ('d', ('z',))]:
        if kind == 'skip':
            continue
        if kind == 'stop':
            break
        op.execute(f'{name} {kind} {rest}')
    else:
        op.execute('never')
    n = 0
    while n < 2:
        n += 1
        op.execute(str(n))`,
    `
    op text("a x [1, 2]")
    op text("1")
    op text("2")`,
  ],
  [
    'lists and dicts are shared and changed in place',
    `
    a = []
    b = a
    b.append('x')
    b += ['y']
    d = {}
    d.setdefault('k', []).append(1)
    d.update(z=2)
    op.execute(str(a) + str(d) + str(d.get('q', 'none')) + str([k for k, v in d.items()]))`,
    `op text("['x', 'y']{'k': [1], 'z': 2}none['k', 'z']")`,
  ],
  [
    'functions, defaults, *args and **kw, closures, global and nonlocal',
    `
    total = 0
    def add(*names, **options):
        nonlocal total
        total += len(names)
        op.execute(','.join(names) + str(options))
    add('a', 'b', x=1)
    add(*['c'], **{'y': None})
    op.execute(str(total))`,
    `
    op text("a,b{'x': 1}")
    op text("c{'y': None}")
    op text("3")`,
  ],
  [
    'arguments may be None where a default is another value',
    `
    def f(x='default'):
        op.execute(str(x))
    f(None)
    f()`,
    `
    op text("None")
    op text("default")`,
  ],
  [
    'columns from a helper, spread into create_table',
    `
    def stamps():
        return [sa.Column(n, sa.DateTime()) for n in ('created', 'updated')]
    op.create_table('t', sa.Column('id', sa.Integer()), *stamps(), **{'schema': 's'})`,
    `create table s.t (id Integer; created DateTime; updated DateTime)`,
  ],
  [
    'try with an exception that is certain, and finally',
    `
    try:
        value = {'a': 1}['b']
    except (KeyError, IndexError) as error:
        op.execute('caught')
    finally:
        op.execute('finally')`,
    `
    op text("caught")
    op text("finally")`,
  ],
  [
    'a return ends the function, also inside a loop',
    `
    for x in [1, 2]:
        op.execute(str(x))
        return
    op.execute('never')`,
    `op text("1")`,
  ],
];

describe('programs', () => {
  test.each(PROGRAMS)('%s', (_, body, expected) => checkSteps(body, expected));
});
