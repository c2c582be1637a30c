// `upgrade|downgrade A:B --sql` as a process, byte for byte what real Alembic printed: branches, merges, dependencies,
// labels, relative targets. The answers were recorded by test/golden/sql/regenerateHistories.py.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../support/commandLine';
import { ROOT } from '../support/build';
import { differences, writeProject, type RecordedAnswer } from './recordedAnswers';

interface Asked {
  readonly words: string;
  readonly dialect: string;
  readonly text?: string;
  readonly failed?: string;
}

const { env, histories } = JSON.parse(
  readFileSync(join(ROOT, 'test', 'golden', 'sql', 'histories.json'), 'utf8'),
) as {
  readonly env: string;
  readonly histories: readonly {
    readonly name: string;
    readonly files: Readonly<Record<string, string>>;
    readonly answers: readonly Asked[];
  }[];
};

function answerOf({ text, failed }: Asked): RecordedAnswer {
  return text === undefined ? { failed: failed ?? '' } : { ok: text };
}

describe('--sql over a range is what Alembic prints', () => {
  for (const { name, files, answers } of histories) {
    for (const dialect of new Set(answers.map((answer) => answer.dialect))) {
      it(`${name} on ${dialect}`, async () => {
        const folder = temporaryFolder('ranges');
        writeProject(folder, `${dialect}://`, env);
        writeFiles(join(folder, 'versions'), files);
        const questions = answers
          .filter((asked) => asked.dialect === dialect)
          .map((asked) => ({ words: [...asked.words.split(' '), '--sql'], answer: answerOf(asked) }));
        expect(questions.length).toBeGreaterThan(15);
        expect(await differences(folder, questions)).toEqual([]);
      });
    }
  }
});
