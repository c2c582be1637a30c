// The header of one revision file: values in every form Alembic takes, problems in its words, broken files included.
import { describe, expect, test } from 'vitest';
import { readHeader } from '../../../server/src/engine/revisions/header';
import type { RevisionHeader } from '../../../server/src/engine/revisions/revision';

const BODY = '\n\ndef upgrade():\n    pass\n';

function read(source: string, path = '/versions/abc_x.py'): RevisionHeader {
  return readHeader(path, source);
}

/** The ids as one line: `revision <- parents / depends_on / labels`. */
function ids(source: string): string {
  const header = read(source);
  const list = (some: RevisionHeader['downRevisions']): string => some.map((one) => one.value).join(',');
  const { revision, downRevisions, dependsOn, branchLabels } = header;
  return `${revision?.value ?? '?'} <- ${list(downRevisions)} / ${list(dependsOn)} / ${list(branchLabels)}`;
}

describe('values', () => {
  const cases: [title: string, source: string, expected: string][] = [
    [
      'the usual',
      "revision = 'a'\ndown_revision = None\nbranch_labels = None\ndepends_on = None",
      'a <-  /  / ',
    ],
    [
      'annotated',
      'revision: str = "a"\ndown_revision: Union[str, Sequence[str], None] = "b"',
      'a <- b /  / ',
    ],
    ['a tuple', "revision = 'a'\ndown_revision = ('b', 'c')", 'a <- b,c /  / '],
    ['a list over lines', "revision = 'a'\ndown_revision = [\n    'b',\n    'c',\n]", 'a <- b,c /  / '],
    ['a tuple of one', "revision = 'a'\ndown_revision = ('b',)", 'a <- b /  / '],
    ['a string in parentheses', "revision = 'a'\ndown_revision = ('b')", 'a <- b /  / '],
    ['a tuple without parentheses', "revision = 'a'\ndown_revision = 'b', 'c'", 'a <- b,c /  / '],
    ['a set', "revision = 'a'\ndown_revision = {'b'}", 'a <- b /  / '],
    ['empty sequences', "revision = 'a'\ndown_revision = []\ndepends_on = ()", 'a <-  /  / '],
    ['None in a tuple', "revision = 'a'\ndown_revision = (None,)", 'a <-  /  / '],
    ['joined literals', "revision = 'a' 'b'\ndown_revision = None", 'ab <-  /  / '],
    ['a sum', "revision = 'a' + 'b'\ndown_revision = None", 'ab <-  /  / '],
    ['a constant', "PARENT = 'b'\nrevision = 'a'\ndown_revision = PARENT", 'a <- b /  / '],
    ['the last assignment', "revision = 'a'\nrevision = 'b'\ndown_revision = None", 'b <-  /  / '],
    ['two at once', "revision, down_revision = 'a', 'b'", 'a <- b /  / '],
    ['escapes', "revision = '\\x61'\ndown_revision = None", 'a <-  /  / '],
    ['carriage returns', '"""m\r\n\r\nx"""\r\nrevision = "a"\r\ndown_revision = None\r\n', 'a <-  /  / '],
    ['a byte order mark', '\ufeffrevision = "a"\ndown_revision = None', 'a <-  /  / '],
    [
      'all four',
      "revision = 'a'\ndown_revision = 'b'\nbranch_labels = ('x', 'y')\ndepends_on = ['c']",
      'a <- b / c / x,y',
    ],
    ['an empty string is no None', "revision = 'a'\ndown_revision = ''", 'a <-  /  / '],
    ['behind a class', "class A:\n    x = 1\n\nrevision = 'a'\ndown_revision = 'b'", 'a <- b /  / '],
    ['behind a function', "def f():\n    pass\n\nrevision = 'a'\ndown_revision = 'b'", 'a <- b /  / '],
    ['a def inside a text', '"""m\n\ndef f(): x\n"""\nrevision = "a"\ndown_revision = "b"', 'a <- b /  / '],
  ];
  test.each(cases)('%s', (_, source, expected) => {
    expect(ids(source + BODY)).toBe(expected);
  });

  test('an empty string stays in the list', () => {
    expect(read("revision = 'a'\ndown_revision = ''\n").downRevisions.map((one) => one.value)).toEqual(['']);
  });

  test('constants of another module of the project', () => {
    const source =
      "from shop import branches\nrevision = 'a'\ndown_revision = None\nbranch_labels = (branches.MAIN,)\n";
    const modules = new Map([['shop.branches', "MAIN = 'main'\n"]]);
    const header = readHeader('a.py', source, (name) => {
      const text = modules.get(name);
      return text === undefined ? undefined : { source: text, isPackage: false };
    });
    expect(header.branchLabels.map((one) => one.value)).toEqual(['main']);
    expect(header.problems).toEqual([]);
  });
});

describe('spans', () => {
  const source = `"""message"""\nrevision: str = "abc"\ndown_revision = ('b', 'c')\n${BODY}`;
  const at = (span: { start: number; end: number } | undefined): string | undefined =>
    span && source.slice(span.start, span.end);

  test.each([
    ['quick', source],
    ['parsed', `${source}\nif 0:\n    pass\n`],
  ])('literals with their quotes, right-hand sides whole: %s', (_, text) => {
    const header = read(text);
    expect(at(header.revision?.span)).toBe('"abc"');
    expect(header.downRevisions.map((one) => at(one.span))).toEqual(["'b'", "'c'"]);
    expect(at(header.assignments.revision)).toBe('"abc"');
    expect(at(header.assignments.downRevision)).toBe("('b', 'c')");
    expect(header.assignments.dependsOn).toBeUndefined();
    expect(at(header.docstringSpan)).toBe('"""message"""');
  });

  test('a constant is underlined where it is written, its assignment where it is used', () => {
    const text = "P = 'b'\nrevision = 'a'\ndown_revision = P\nx = (1)\n";
    const header = read(text);
    expect(header.downRevisions[0]?.span).toEqual({ start: 4, end: 7 });
    expect(header.assignments.downRevision).toEqual({ start: 39, end: 40 });
  });
});

describe('the message', () => {
  const cases: [title: string, docstring: string, message: string][] = [
    ['first paragraph', '"""add users\n\nRevision ID: a\n"""', 'add users'],
    ['two lines stay two lines', '"""add users\nand orders\n\nRevision ID: a\n"""', 'add users\nand orders'],
    ['blanks around the docstring go, others stay', '"""\n\n  add users  \n\nx\n"""', 'add users  '],
    ['a blank line with blanks does not end it', '"""add\n \nx"""', 'add\n \nx'],
    ['escapes', '"""a\\tb"""', 'a\tb'],
    ['none', '', ''],
    ['a string further down is none', "import os\n'''add users'''", ''],
  ];
  test.each(cases)('%s', (_, docstring, message) => {
    expect(read(`${docstring}\nrevision = 'a'\ndown_revision = None\n`).message).toBe(message);
  });

  test('the create date', () => {
    const header = read(
      '"""m\n\nCreate Date: 2024-05-01 10:00:00.123\n"""\nrevision = "a"\ndown_revision = None\n',
    );
    expect(header.createDate).toBe('2024-05-01 10:00:00.123');
  });
});

describe('problems', () => {
  const cases: [title: string, path: string, source: string, expected: string[]][] = [
    [
      'no revision',
      '/v/x.py',
      'down_revision = None',
      [
        "missing-revision: Could not determine revision id from filename x.py. Be sure the 'revision' variable is declared inside the script (please see 'Upgrading from Alembic 0.1 to 0.2' in the documentation).",
      ],
    ],
    ['no revision, but a file name that is one', '/v/3f2.py', 'down_revision = None', []],
    [
      'no down_revision',
      '/v/a-b.py',
      "revision = 'a'",
      ["missing-down-revision: module 'a_b_py' has no attribute 'down_revision'"],
    ],
    [
      'an illegal character',
      '/v/x.py',
      "revision = 'a-b@c'\ndown_revision = None",
      ["illegal-character: Character(s) '-, @' not allowed in revision identifier 'a-b@c'"],
    ],
    [
      'a number',
      '/v/x.py',
      "revision = 'a'\ndown_revision = 12",
      [
        'wrong-type: down_revision holds a number where Alembic takes a string, a list or tuple of strings, or None',
      ],
    ],
    [
      'None as revision',
      '/v/x.py',
      'revision = None\ndown_revision = None',
      ['wrong-type: revision holds None where Alembic takes a string'],
    ],
    [
      'a call',
      '/v/x.py',
      "revision = 'a'\ndown_revision = parent()",
      [
        'not-literal: down_revision is the result of a call, so it is known only when the file runs; write it as a plain string',
      ],
    ],
    [
      'an import',
      '/v/x.py',
      "from app import LABEL\nrevision = 'a'\ndown_revision = None\nbranch_labels = LABEL",
      [
        'not-literal: branch_labels is imported from app, so it is known only when the file runs; write it as a plain string',
      ],
    ],
    [
      'a condition',
      '/v/x.py',
      "revision = 'a'\nif x:\n    down_revision = 'b'\n",
      [
        'not-literal: down_revision is assigned under a condition, so it is known only when the file runs; write it as a plain string',
      ],
    ],
  ];
  test.each(cases)('%s', (_, path, source, expected) => {
    const { problems } = read(source + BODY, path);
    expect(problems.map((problem) => `${problem.kind}: ${problem.message}`)).toEqual(expected);
  });
});

describe('broken files', () => {
  test('damage in a body leaves the header whole', () => {
    const header = read("revision = 'a'\ndown_revision = 'b'\n\ndef upgrade(:\n    op.(\n");
    expect([header.revision?.value, header.downRevisions[0]?.value]).toEqual(['a', 'b']);
    expect(header.problems).toEqual([]);
  });

  test('damage in the head leaves what can be read', () => {
    const header = read("revision = 'a'\ndown_revision = (\nbranch_labels = None\n" + BODY);
    expect(header.revision?.value).toBe('a');
    expect(header.problems.map((problem) => problem.kind)).toContain('unreadable');
  });

  test.each([
    ['nothing', ''],
    ['noise', '\0\u2028)]}"""'],
    ['deep nesting', `revision = ${'['.repeat(10_000)}`],
    ['one very long line', `revision = '${'a'.repeat(1_000_000)}'`],
    ['blanks behind an equals sign', `a =${' '.repeat(100_000)}\\`],
    ['blanks behind an import', `import ${' '.repeat(100_000)}\\`],
    ['line separators', '\u2028'.repeat(100_000)],
    ['quotes', `"""${'"x'.repeat(50_000)}`],
    ['many blanks', `revision${' '.repeat(100_000)}x`],
  ])('%s gives a header', (_, source) => {
    expect(read(source).path).toBe('/versions/abc_x.py');
  });
});
