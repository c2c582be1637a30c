// `retort drift`: what the database holds that its history does not make, and the revision that would make it.
import { valueOf } from '../arguments';
import type { Command } from '../command';
import { DATABASE_OPTIONS } from '../databaseOptions';
import { withDrift } from '../drift/compareWithHistory';
import { writeDrift } from '../drift/writeDrift';
import { CommandFailure, EXIT } from '../failure';
import { comparisonAnswer } from '../../database/catalogue/comparisonAnswer';

export const drift: Command = {
  name: 'drift',
  summary: 'Shows what the database holds that its history does not make, and the other way round.',
  options: {
    ...DATABASE_OPTIONS,
    scratch: {
      names: ['--scratch'],
      takes: 'value',
      value: 'DATABASE',
      help: 'where to make the scratch database: embedded (default), env:NAME or a URL without a password',
    },
    json: { names: ['--json'], takes: 'nothing', help: 'print the differences as JSON' },
    revision: {
      names: ['--revision'],
      takes: 'nothing',
      help: 'write a revision that makes what only the database has',
    },
    message: { names: ['-m', '--message'], takes: 'value', value: 'TEXT', help: 'what the revision does' },
    revId: { names: ['--rev-id'], takes: 'value', value: 'ID', help: 'id, instead of a random one' },
    noHooks: {
      names: ['--no-hooks'],
      takes: 'nothing',
      help: 'write the file although post_write_hooks are not run',
    },
  },
  positionals: [],
  async run(input) {
    const { flags } = input.arguments;
    const isForRevision = flags.has('revision');
    if (!isForRevision && ['message', 'revId'].some((name) => valueOf(input.arguments, name) !== undefined)) {
      throw new CommandFailure(EXIT.usage, '--message and --rev-id belong to --revision', {
        nextStep: 'Add --revision.',
      });
    }
    return await withDrift(input, async (found, scratch) => {
      const { label, differences, notes, rows } = found;
      if (isForRevision) return await writeDrift(input, found, scratch);
      const { write, writeError } = input.process;
      const answer = comparisonAnswer(label, differences, notes);
      for (const note of flags.has('json') ? [] : notes) writeError(`note: ${note}\n`);
      const at = rows.length === 0 ? 'no revision' : rows.join(', ');
      if (flags.has('json')) write(`${JSON.stringify(answer)}\n`);
      else if (answer.isSame) write(`${label} holds what the history makes at ${at}.\n`);
      else {
        write(`${label} has (+) and the history at ${at} has (-):\n`);
        write(answer.lines.map((line) => `  ${line}\n`).join(''));
        if (differences.some(({ change }) => change !== 'removed')) {
          writeError('`retort drift --revision -m TEXT` writes what only the database has as a revision.\n');
        }
      }
      return answer.isSame ? 0 : EXIT.findings;
    });
  },
};
