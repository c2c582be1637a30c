// Where logging.config.fileConfig() of Python 3.11 fails, and with what; the words are its own.
import { expect, it } from 'vitest';
import { loggingProblem } from '../../server/src/files/loggingSections';

const WHOLE = `[loggers]
keys=root
[handlers]
keys=c
[formatters]
keys=g
[logger_root]
level=WARN
handlers=c
[handler_c]
class=StreamHandler
args=(sys.stderr,)
formatter=g
[formatter_g]
format=%(message)s
`;

it('a whole file has no problem, nor has one without what may be left out', () => {
  for (const [part, other] of [
    ['', ''],
    ['handlers=c', 'handlers='],
    ['args=(sys.stderr,)\n', ''],
    ['formatter=g\n', ''],
  ] as const)
    expect(loggingProblem(WHOLE.replace(part, other))).toBe(undefined);
});

it.each([
  ['[formatters]\nkeys=g\n', '', "KeyError: 'formatters'", 0],
  ['[handlers]\nkeys=c\n', '', "KeyError: 'handlers'", 0],
  ['[loggers]\nkeys=root\n', '', "KeyError: 'loggers'", 0],
  ['[logger_root]\nlevel=WARN\nhandlers=c\n', '', "KeyError: 'logger_root'", 0],
  ['[formatter_g]\nformat=%(message)s\n', '', "KeyError: 'formatter_g'", 4],
  ['[handler_c]\nclass=StreamHandler\nargs=(sys.stderr,)\nformatter=g\n', '', "KeyError: 'handler_c'", 2],
  ['keys=root', 'keys=a', 'ValueError: list.remove(x): x not in list', 0],
  ['keys=c', 'keys=', "KeyError: 'c'", 6],
  ['keys=g', 'keys=', "KeyError: 'g'", 9],
  ['handlers=c', 'x=1', "KeyError: 'handlers'", 6],
  ['class=StreamHandler\n', '', "KeyError: 'class'", 9],
  ['formatter=g', 'formatter=zz', "KeyError: 'zz'", 9],
  ['level=WARN', 'level=NOPE', "ValueError: Unknown level: 'NOPE'", 6],
  ['keys=root', 'keys=root,a', "KeyError: 'logger_a'", 0],
  ['handlers=c', 'handlers=q', "KeyError: 'q'", 6],
])('%j as %j: %s', (part, other, message, line) => {
  expect(loggingProblem(WHOLE.replace(part, other))).toEqual({ message, line });
});

it('a file without any of it fails at the first that is asked for', () => {
  expect(loggingProblem('[alembic]\na = b\n')?.message).toBe("KeyError: 'formatters'");
});
