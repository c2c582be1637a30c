// What acts outside the database is never passed over in silence.
import { describe, expect, test } from 'vitest';
import { stepsOf } from './checkSteps';

const OUTSIDE: readonly (readonly [title: string, body: string, reason: string | undefined])[] = [
  ['os.kill', 'os.kill(os.getpid(), 9)', 'calls os.kill, which only Python can do'],
  [
    'os.kill under what a file says',
    `
    with open('/tmp/x') as f:
        if f.read() == 'x':
            os.kill(1, 9)`,
    'the contents of files are only known when it runs',
  ],
  ['os.system for its result', `status = os.system('true')`, 'calls os.system, which only Python can do'],
  ['shutil.rmtree', `shutil.rmtree('/srv/x')`, 'calls shutil.rmtree, which only Python can do'],
  [
    'urlopen',
    `
    import urllib.request
    urllib.request.urlopen('http://localhost')`,
    'calls urllib.request.urlopen, which only Python can do',
  ],
  ['open() for writing', `open('/tmp/x', 'w').write('x')`, 'calls open, which only Python can do'],
  [
    'open(mode=) that is not known',
    `open('/tmp/x', mode=os.environ.get('M'))`,
    'calls open, which only Python can do',
  ],
  [
    'a path that is written',
    `pathlib.Path('/tmp/x').write_text('x')`,
    'calls pathlib.Path().write_text, which only Python can do',
  ],
  [
    'a path that was put together',
    `(pathlib.Path(__file__).parent / 'x').unlink()`,
    'calls .unlink, which only Python can do',
  ],
  [
    'files in a loop over a folder',
    `
    for path in pathlib.Path('/tmp').glob('*.x'):
        path.unlink()`,
    'value of pathlib.Path is only known when it runs',
  ],
  ['a person who is asked', `input('Go on?')`, 'calls input, which only Python can do'],
  [
    'an import that runs code',
    `importlib.import_module('seed')`,
    'calls importlib.import_module, which only Python can do',
  ],
  ['reading a file', `text = open('/tmp/x').read()`, undefined],
  ['reading a path', `text = pathlib.Path('/tmp/x').read_text('utf8').replace('a', 'b')`, undefined],
  [
    'looking at the environment',
    `name = os.path.join(os.getenv('A', ''), os.environ.get('B', ''))`,
    undefined,
  ],
  ['the clock, the log and a pause', `time.sleep(1); logging.getLogger().info('x'); print('x')`, undefined],
  ['which', `shutil.which('git')`, undefined],
];

describe('what a run would leave out', () => {
  const module = 'import os, shutil, pathlib, importlib, time, logging';

  test.each(OUTSIDE)('%s', (_, body, reason) => {
    const steps = `${body}\nop.drop_table('t')`.includes('\n    ')
      ? `${body}\n    op.drop_table('t')`
      : `${body}\nop.drop_table('t')`;
    const expected = `${reason === undefined ? '' : `opaque: ${reason}\n`}drop table t`;
    expect(stepsOf(steps, { module, mode: 'online' })).toBe(expected);
    expect(stepsOf(steps, { module })).toBe('drop table t');
  });

  test.each(['sys.exit(1)', 'exit()', 'os._exit(0)'])('%s ends what is printed too', (call) => {
    const steps = stepsOf(`${call}\nop.drop_table('t')`, { module: 'import os, sys' });
    expect(steps).toContain('which only Python can do');
  });
});
