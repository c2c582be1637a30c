// File names of new revisions: the fields of file_template and the slug, as Python's % and Alembic make them.
import { describe, expect, it } from 'vitest';
import { revisionFileName, slugOf } from '../../../server/src/engine/features/revisionFileName';

const DATE = { text: '', epoch: 1772359509, year: 2026, month: 3, day: 1, hour: 9, minute: 5, second: 9 };

function checkName(template: string, expected: string): void {
  expect(revisionFileName(template, 40, 'ab12', 'Add Users!', DATE)).toEqual({
    value: expected,
    problem: undefined,
  });
}

describe('file_template', () => {
  it.each([
    ['%(rev)s_%(slug)s', 'ab12_add_users.py'],
    ['%(year)d_%(month).2d_%(day).2d_%(hour).2d%(minute).2d-%(rev)s', '2026_03_01_0905-ab12.py'],
    ['%(year)d/%(month)02d/%(epoch)s_%(second)s', '2026/03/1772359509_9.py'],
    ['100%%_%(rev).2s', '100%_ab.py'],
  ])('%s', (template, expected) => {
    checkName(template, expected);
  });

  it.each([
    ['%(revision)s', "KeyError: 'revision'"],
    ['%(rev)d', 'TypeError'],
    ['%(rev)x', 'not known'],
    ['%s', 'not known'],
  ])('%s is refused', (template, problem) => {
    expect(revisionFileName(template, 40, 'ab12', undefined, DATE).problem).toContain(problem);
  });
});

describe('the slug', () => {
  it.each([
    ['Add users, now', 40, 'add_users_now'],
    ['one two three', 9, 'one_two_'],
    ['abcdefghijkl', 5, 'abcde_'],
    ['Größe: 50%', 40, 'größe_50'],
    ['', 40, ''],
  ])('%s', (message, limit, expected) => {
    expect(slugOf(message, limit)).toBe(expected);
  });
});
