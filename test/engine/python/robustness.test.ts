// No text makes the parser throw, overflow the stack or take forever; damage stays where it is.
import { describe, expect, it } from 'vitest';
import { calls, descendants, dottedName } from '../../../server/src/engine/python/find';
import { parseModule } from '../../../server/src/engine/python/parse';
import type { Module } from '../../../server/src/engine/python/syntax';

/** Parses, walks every node and checks that spans lie inside the text. */
function checkSurvives(source: string): Module {
  const module = parseModule(source);
  const outside = [...descendants(module, true)].filter(
    ({ span }) => span.start < 0 || span.start > span.end || span.end > source.length,
  );
  expect(outside).toEqual([]);
  return module;
}

describe('deep nesting', () => {
  const deep = 10_000;
  it.each([
    ['brackets', '('.repeat(deep) + ')'.repeat(deep)],
    ['open brackets', '['.repeat(deep)],
    ['calls', 'f('.repeat(deep) + ')'.repeat(deep)],
    ['not', `${'not '.repeat(deep)}a`],
    ['signs', `${'-'.repeat(deep)}a`],
    ['powers', `${'a**'.repeat(deep)}a`],
    ['sums', `${'a+'.repeat(deep)}a`],
    ['attributes', `a${'.b'.repeat(deep)}`],
    ['lambdas', `${'lambda: '.repeat(deep)}a`],
    ['conditions', `${'a if b else '.repeat(deep)}a`],
    ['f-strings', `${'f"{'.repeat(deep)}x${'}"'.repeat(deep)}`],
    ['elif', `if a: b\n${'elif a: b\n'.repeat(deep)}`],
    ['blocks', Array.from({ length: 300 }, (_, index) => `${' '.repeat(index)}if a:`).join('\n')],
  ])('%s', (_, source) => {
    const module = checkSurvives(`${source}\nop.f()\n`);
    expect(module.broken).toBe(true);
  });

  it('leaves what follows alone', () => {
    const module = checkSurvives(`x = ${'('.repeat(deep)}${')'.repeat(deep)}\nop.f()\n`);
    expect([...calls(module)].map((call) => dottedName(call.function))).toEqual(['op.f']);
  });

  it('reads what people nest', () => {
    expect(checkSurvives(`${'f('.repeat(100)}${')'.repeat(100)}`).broken).toBe(false);
    expect(checkSurvives(`${'"a" + '.repeat(250)}"b"`).broken).toBe(false);
  });
});

describe('long lines', () => {
  const long = 1_000_000;
  it.each([
    ['a name', 'x'.repeat(long)],
    ['a string', `"${'x'.repeat(long)}"`],
    ['digits', '1'.repeat(long)],
    ['arguments', `f(${'a, '.repeat(long / 40)})`],
    ['quotes', '"'.repeat(long / 20)],
    ['noise', '?$ '.repeat(long / 20)],
    ['names', 'a '.repeat(long / 20)],
    ['backslashes', '\\'.repeat(long / 10)],
    ['closers', ')'.repeat(long / 10)],
    ['open f-strings', 'f"{'.repeat(long / 40)],
    ['open brackets on lines of their own', '(\n'.repeat(long / 20)],
  ])('%s', (_, source) => {
    checkSurvives(source);
  });
});

describe('other forms of the same text', () => {
  const source = 'def f():\n    """a\n    b"""\n    op.g(\n        1,\n    )\n\n\nx = 1 + \\\n    2\n';
  const expected = parseModule(source);

  it('reads line ends of two characters', () => {
    const module = checkSurvives(source.replaceAll('\n', '\r\n'));
    expect(module.broken).toBe(false);
    expect(module.body).toHaveLength(expected.body.length);
    const [text] = [...descendants(module)].filter((node) => node.kind === 'string');
    expect(text?.value).toBe('a\n    b');
  });
  it('reads line ends of old', () => {
    expect(checkSurvives(source.replaceAll('\n', '\r')).broken).toBe(false);
  });
  it('passes over a byte order mark and form feeds', () => {
    const module = checkSurvives(`\ufeff${source.replace('\n\n\n', '\n\f\n\f')}`);
    expect(module.broken).toBe(false);
    expect(module.body[0]?.span.start).toBe(1);
  });
  it('reads tabs as eight columns, and refuses them where Python does', () => {
    expect(checkSurvives('if a:\n\tb\n\tc\n').broken).toBe(false);
    expect(checkSurvives('if a:\n        b\n\tc\n').broken).toBe(true);
  });
  it('reads an empty file and one without an end of line', () => {
    expect(checkSurvives('')).toMatchObject({ body: [], broken: false });
    expect(checkSurvives('a # b')).toMatchObject({ comments: [{ text: '# b' }], broken: false });
  });
});

describe('damage', () => {
  const source = [
    '"""Add a column.\n\nRevises: 1\n"""',
    'from alembic import op',
    'revision = "2"',
    'def upgrade():',
    '    op.add_column("t", sa.Column("c", sa.String(length=10), nullable=True))',
    '    with op.batch_alter_table("t") as batch_op:',
    '        batch_op.drop_column("d")',
    '    op.execute("""UPDATE t\n        SET a = 1""")',
    'def downgrade():',
    '    op.create_table("u", sa.Column("id", sa.Integer()),)',
    '    op.drop_column("t", "c")',
  ];

  /** The calls of statements other than `damaged`, whatever is cut off its end, are those of the whole file. */
  function checkKept(damaged: number, cut: number): void {
    const keep = source.map((line, index) => (index === damaged ? line.slice(0, -cut) : line));
    const outer = (module: Module): readonly string[] =>
      [...calls(module)]
        .map((call) => dottedName(call.function) ?? '')
        .filter((name) => name.includes('op.'));
    const damagedCall = /(\w*op\.\w+)\(/.exec(source[damaged] ?? '')?.[1];
    const expected = outer(parseModule(source.join('\n'))).filter((name) => name !== damagedCall);
    expect(outer(checkSurvives(keep.join('\n'))).filter((name) => name !== damagedCall)).toEqual(expected);
  }

  it.each(
    source.flatMap((line, index) =>
      [1, 2, 3, 5, 8].filter((cut) => cut < line.length).map((cut) => [index, cut]),
    ),
  )('statement %i without its last %i characters', (line, cut) => checkKept(line, cut));
});
