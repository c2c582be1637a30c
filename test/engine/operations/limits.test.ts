// Code that would go on for ever or grow without end is left with a reason.
import { describe, expect, test } from 'vitest';
import { stepsOf } from './checkSteps';

describe('limits', () => {
  test.each([
    ['while True:\n    pass', 'the loop does not end within what is followed'],
    [`x = 'a'\nfor i in range(100):\n    x = x + x\nop.execute(x)`, 'the text is too long to follow'],
    [`x = [1]\nfor i in range(100):\n    x = x + x\nop.execute(str(x))`, 'the list is too long to follow'],
    [`op.execute('x' * 10 ** 12)`, 'the text is too long to follow'],
    [`op.execute(str(10 ** 10 ** 10))`, 'the number is too large to follow'],
    [`def f():\n    return f()\nf()\nop.execute(f())`, 'f() is nested too deeply to follow'],
    [`for a in range(10000):\n    for b in range(10000):\n        op.execute(str(a))`, 'too'],
    [`x = []\nfor i in range(30):\n    x = [x, x]\nop.execute(str(x))`, 'the text is too long to follow'],
  ])('%s', (body, reason) => expect(stepsOf(body)).toContain(reason));

  test('a loop whose end was taken not to come is not followed to the limit', () => {
    const steps = stepsOf(
      `import os\ndef fill():\n    while True:\n        rows = os.environ.get('ROWS')\n` +
        `        if not rows:\n            return\n        op.execute('UPDATE t SET a = 1')\nfill()\nfill()`,
    );
    expect(steps).toContain('the loop does not end within what is followed');
    expect(steps.split('UPDATE t').length - 1).toBe(200);
  });

  test('deep nesting of the source', () => {
    expect(stepsOf(`op.execute(${'('.repeat(3000)}'x'${')'.repeat(3000)})\nop.drop_table('t')`)).toContain(
      'drop table t',
    );
  });
});
