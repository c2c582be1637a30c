// `retort check`: whether the models and the chosen database agree, as `alembic check`, with a list that people can read.
import type { Command } from '../command';
import { DATABASE_OPTIONS } from '../databaseOptions';
import { CommandFailure, EXIT } from '../failure';
import { failureOf, openModels } from '../models/askModels';
import { differencesOf } from '../models/differencesOf';
import { alembicWords } from '../run/alembicWords';
import { comparisonAnswer } from '../../database/catalogue/comparisonAnswer';

const FOUND = /^[ \t]*FAILED: New upgrade operations detected: /mu;
const NEXT_STEP = '`retort revision --autogenerate -m TEXT` writes them as a revision.';

export const check: Command = {
  name: 'check',
  summary: 'Compares the models with the database, as `alembic check`.',
  options: {
    ...DATABASE_OPTIONS,
    json: { names: ['--json'], takes: 'nothing', help: 'print the differences as JSON' },
  },
  positionals: [],
  async run(input) {
    const isJson = input.arguments.flags.has('json');
    const { process } = input;
    const quiet = isJson ? { ...input, process: { ...process, write: process.writeError } } : input;
    const reading = await openModels(quiet);
    const words = alembicWords(input, 'check', [], []);
    const { end, differences } = await differencesOf(quiet, reading, words);
    if (process.signal.aborted) return EXIT.cancelled;
    const isDifferent = FOUND.test(end.stdout);
    if (end.code !== 0 && !isDifferent) {
      const failure = failureOf(reading, end, 'alembic check');
      const { message, place, nextStep } = failure;
      throw new CommandFailure(end.code ?? failure.exitCode, message, { place, nextStep });
    }
    const answer = comparisonAnswer(reading.label, isDifferent ? differences : [], []);
    if (isJson) process.write(`${JSON.stringify(answer)}\n`);
    else if (isDifferent) {
      const head = `The models have (+) and ${reading.label} has (-):\n`;
      const list = answer.lines.map((line) => `  ${line}\n`).join('');
      process.writeError(`${list === '' ? '' : head}${list}${NEXT_STEP}\n`);
    }
    return end.code ?? EXIT.usage;
  },
};
