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
  ['config', { kind: 'configuration', option: (name) => (name === 'databases' ? 'one, two' : undefined) }],
  ['context', { kind: 'context', variables: new Map([['message', 'm']]) }],
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

describe('loops and Python blocks', () => {
  it.each([
    ['% for x in depends_on:\n[${x}]\n% endfor\nend', '[x]\n[y]\nend'],
    ['% for x in depends_on:\n% for y in down_revision:\n${x}${y}\n% endfor\n% endfor\n', 'xa\nxb\nya\nyb\n'],
    ['% for x in depends_on:\n% if x == "y":\n${x}\n% endif\n% endfor\n', 'y\n'],
    ['% if branch_labels:\n% for x in unknown:\n${x}\n% endfor\n% endif\n.', '.'],
    ['% for x in "".split():\n${x}\n% endfor\n.', '.'],
    ['<% names = config.get_main_option("databases") %>${names}', 'one, two'],
    ['<%\n    a = "%>"  # %>\n    b = a\n%>\n${b}', '\n%>'],
    ['<%!\nimport re\n\n%>\n% for x in re.split(r",\\s*", "a,  b"):\n${x}\n% endfor\n', '\na\nb\n'],
    ['${config.get_main_option("none", "other")}', 'other'],
    ['${context.get("%s_upgrades" % up_revision, "pass")}', 'pass'],
    ['${context.get("message")}', 'm'],
  ])('%j', (template, expected) => {
    checkText(template, expected);
  });
});

describe('what is refused', () => {
  it.each([
    ['a\n<% x = [1] %>', 2, 'Python block'],
    ['<%! import os %>', 1, 'Python blocks'],
    ['<% print(1) %>', 1, 'Python blocks'],
    ['<% x = 1', 1, 'not closed'],
    ['% if message:\n<% x = "a" %>\n% endif\n', 2, 'inside of'],
    ['<%def name="x()"></%def>', 1, 'tags of Mako'],
    ['a\nb\n% for x in y:\n% endfor\n', 3, "'y'"],
    ['% for x in message:\n% endfor\n', 1, 'no list'],
    ['% for x, y in depends_on:\n% endfor\n', 1, 'not evaluated'],
    ['% for x in depends_on:\n', 2, '% endfor'],
    ['% endfor\n', 1, 'without'],
    ['% for x in depends_on:\n${loop.index}\n% endfor\n', 2, 'loop.index'],
    ['${context.get("len")}', 1, 'not evaluated'],
    ['<%! import re %>${re.split("x*", message)}', 1, 'matches nothing'],
    ['<%! import re %>${re.split("(,)", message)}', 1, 'not evaluated'],
    ['${config.get_section("x")}', 1, 'not evaluated'],
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
