// heads, branches, history, show and current as processes, byte for byte what real Alembic printed for the generated
// histories of test/golden/graph. The engine is asked everything in there by test/engine/revisions/goldenGraph.test.ts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON, PYTHON_SKIP } from '../database/python';
import { ROOT } from '../support/build';
import { temporaryFolder, writeFiles } from '../support/commandLine';
import { inPython } from '../support/sqliteProject';
import { differences, writeProject, type RecordedAnswer } from './recordedAnswers';

type Answers = Readonly<Record<string, RecordedAnswer>>;

interface Golden {
  readonly files: Readonly<Record<string, string>>;
  readonly alembic: {
    readonly loads: RecordedAnswer;
    readonly text: Answers;
    readonly ranges: Answers;
    readonly current: readonly (Answers & { readonly held: readonly string[] })[];
  };
}

const folder = join(ROOT, 'test', 'golden', 'graph');
const histories = readdirSync(folder)
  .filter((name) => name.startsWith('history-'))
  .map((name) => ({
    name,
    golden: JSON.parse(readFileSync(join(folder, name), 'utf8')) as Golden,
  }));
const sound = histories.filter(({ golden }) => 'ok' in golden.alembic.loads);

function projectOf({ files }: Golden): string {
  const project = temporaryFolder('history');
  writeProject(project, 'sqlite:///%(here)s/database', 'from alembic import context\n');
  writeFiles(join(project, 'versions'), files);
  return project;
}

describe('a recorded history', () => {
  it('is there often enough', () => {
    expect(sound.length).toBeGreaterThanOrEqual(40);
  });

  it.each(sound)('$name: heads, branches, history and show', async ({ golden }) => {
    const { text, ranges } = golden.alembic;
    const shows = Object.keys(text).filter((words) => words.startsWith('show '));
    const asked = [
      ...Object.entries(text).filter(([words]) => !shows.slice(2).includes(words)),
      ...Object.entries(ranges)
        .filter(([range]) => !range.startsWith('-'))
        .slice(0, 2)
        .map(([range, answer]) => [`history -r ${range}`, answer] as const),
    ];
    const questions = asked.map(([words, answer]) => ({ words: wordsOf(words), answer }));
    expect(await differences(projectOf(golden), questions)).toEqual([]);
  });
});

describe.skipIf(PYTHON === undefined)(`a recorded history that a database holds${PYTHON_SKIP}`, () => {
  it.each(sound)('$name: current', async ({ golden }) => {
    const project = projectOf(golden);
    const [{ held, ...answers } = { held: [] }] = golden.alembic.current.toReversed();
    const rows = held.map((one) => `db.execute("INSERT INTO alembic_version VALUES ('${one}')")`);
    const table = 'db.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")';
    await inPython(project, [table, ...rows, 'db.commit()'].join('\n'), 'database');
    const questions = ['current', 'current -v', 'history -i'].flatMap((words) => {
      const answer = (answers as Answers)[words];
      return answer === undefined ? [] : [{ words: wordsOf(words), answer: anyOrder(answer, held, words) }];
    });
    expect(questions).toHaveLength(3);
    expect(await differences(project, questions)).toEqual([]);
  });
});

/** `show ` without a name is asked with an empty one. */
function wordsOf(text: string): readonly string[] {
  const [command = '', ...rest] = text.split(' ');
  return command === 'show' ? [command, rest.join(' ')] : [command, ...rest];
}

/** Several current revisions are a set to Alembic, printed in any order. */
function anyOrder(answer: RecordedAnswer, held: readonly string[], words: string): RecordedAnswer {
  if (held.length < 2 || !words.startsWith('current') || !('ok' in answer)) return answer;
  return typeof answer.ok === 'string' ? { ok: { any: [answer.ok, ''] } } : answer;
}
