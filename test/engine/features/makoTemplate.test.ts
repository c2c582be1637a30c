// The part of Mako that revision templates use. Expected texts are what Mako makes of them.
import { describe, expect, it } from 'vitest';
import { renderTemplate } from '../../../server/src/engine/features/makoTemplate';
import type { TemplateValue } from '../../../server/src/engine/features/templateExpression';

const VARIABLES = new Map<string, TemplateValue>([
  ['up_revision', 'abc'],
  ['down_revision', { kind: 'tuple', items: ['a', 'b'] }],
  ['branch_labels', null],
  ['depends_on', { kind: 'list', items: ['x', 'y'] }],
  ['message', " it's "],
  ['create_date', { kind: 'date', text: '2026-03-01 10:00:00' }],
  ['imports', undefined],
]);

function checkText(template: string, expected: string): void {
  expect(renderTemplate(template, VARIABLES)).toEqual({ text: expected, refusal: undefined });
}

function checkRefused(template: string, line: number, reason: string): void {
  const { refusal } = renderTemplate(template, VARIABLES);
  expect(refusal?.line).toBe(line);
  expect(refusal?.reason).toContain(reason);
}

describe('text', () => {
  it.each([
    ['', ''],
    ['plain $ { } \\ text', 'plain $ { } \\ text'],
    ['joined \\\nline', 'joined line'],
    ['windows\r\nline ends\r\n', 'windows\r\nline ends\r\n'],
    ['## gone\nstays\n  ## gone too\n', 'stays\n'],
    ['## gone \\\nand this\nstays', 'stays'],
    ['%% percent\n  %%% two\n', '% percent\n  %% two\n'],
    ['a % b ## c', 'a % b ## c'],
    ['<%text>${raw}\n% if\n</%text>', '${raw}\n% if\n'],
    ['a<%doc>\nx</%doc>b', 'ab'],
  ])('%j', (template, expected) => {
    checkText(template, expected);
  });
});

describe('expressions and filters', () => {
  it.each([
    ['${up_revision}', 'abc'],
    ['${down_revision}', "('a', 'b')"],
    ['${down_revision | comma,n}', 'a, b'],
    ['${branch_labels}', 'None'],
    ['${branch_labels | comma,n}', ''],
    ['${repr(depends_on)}', "['x', 'y']"],
    ['${repr(message)}', '" it\'s "'],
    ['${message | trim}', "it's"],
    ['${create_date}', '2026-03-01 10:00:00'],
    ['${imports if imports else ""}', ''],
    ['${branch_labels or "none"}', 'none'],
    ['${"a|b}" if up_revision == "abc" else message}', 'a|b}'],
    ['${", ".join(down_revision)}', 'a, b'],
    ['${message.replace("\'", "").strip()}', 'its'],
  ])('%s', (template, expected) => {
    checkText(template, expected);
  });
});

describe('conditions', () => {
  it.each([
    ['% if message:\nyes\n% endif\n', 'yes\n'],
    ['% if branch_labels:\nyes\n% else:\nno\n% endif\n', 'no\n'],
    [
      '% if branch_labels:\n1\n% elif depends_on is not None:\n2\n% elif message:\n3\n% else:\n4\n% endif\n',
      '2\n',
    ],
    ['% if branch_labels:\n% if message:\n1\n% else:\n2\n% endif\n% endif\nend', 'end'],
    ['% if not imports:\n${up_revision}\n% endif', 'abc\n'],
    ['% if branch_labels:\n${unknown}\n% endif\n', ''],
  ])('%j', (template, expected) => {
    checkText(template, expected);
  });
});

describe('what is refused', () => {
  it.each([
    ['a\n<% x = 1 %>', 2, 'Python blocks'],
    ['<%! import re %>', 1, 'Python blocks'],
    ['a\nb\n% for x in y:\n% endfor\n', 3, '% for x in y:'],
    ['${config.get_main_option("x")}', 1, "'config'"],
    ['${imports}', 1, 'does not define'],
    ['${message | h}', 1, "filter 'h'"],
    ['${branch_labels | n}', 1, 'no text'],
    ['${up_revision + "x"}', 1, 'not evaluated'],
    ['${up_revision', 1, 'not closed'],
    ['% if message:\nx', 2, 'not closed'],
    ['% endif\n', 1, 'without'],
    ['% if message:\n% else:\n% else:\n% endif\n', 3, 'without'],
    ['${create_date.strftime("%Y")}', 1, 'not evaluated'],
  ])('%j', (template, line, reason) => {
    checkRefused(template, line, reason);
  });
});
