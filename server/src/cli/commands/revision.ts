// `retort revision`: a new revision file from the project's own template, as `alembic revision`.
import { valueOf } from '../arguments';
import { nativelyOrByAlembic, optionWords } from '../authorByAlembic';
import type { Command } from '../command';
import { DATABASE_OPTIONS } from '../databaseOptions';
import { CommandFailure, EXIT } from '../failure';
import { openProject } from '../openProject';
import { writeRevision } from '../writeRevision';

export const revision: Command = {
  name: 'revision',
  summary: 'Makes a new revision file.',
  options: {
    message: { names: ['-m', '--message'], takes: 'value', value: 'TEXT', help: 'what the revision does' },
    autogenerate: {
      names: ['--autogenerate'],
      takes: 'nothing',
      help: 'compare the models with the database',
    },
    sql: { names: ['--sql'], takes: 'nothing', help: 'as in Alembic, of use with revision_environment only' },
    head: { names: ['--head'], takes: 'value', value: 'REV', help: 'head, or branch@head, to stand on' },
    splice: { names: ['--splice'], takes: 'nothing', help: 'allow a --head that is no head' },
    branchLabel: {
      names: ['--branch-label'],
      takes: 'value',
      value: 'LABEL',
      help: 'label of the new branch',
    },
    versionPath: {
      names: ['--version-path'],
      takes: 'value',
      value: 'FOLDER',
      help: 'version location to write to',
    },
    revId: { names: ['--rev-id'], takes: 'value', value: 'ID', help: 'id, instead of a random one' },
    dependsOn: {
      names: ['--depends-on'],
      takes: 'values',
      value: 'REV',
      help: 'revision to run first; repeatable',
    },
    noHooks: {
      names: ['--no-hooks'],
      takes: 'nothing',
      help: 'write the file although post_write_hooks are not run',
    },
    ...DATABASE_OPTIONS,
  },
  positionals: [],
  async run(input) {
    const { flags, values } = input.arguments;
    if (flags.has('sql')) {
      const message = flags.has('autogenerate')
        ? 'Using --sql with --autogenerate does not make any sense'
        : 'Using --sql with the revision command when revision_environment is not configured does not make any sense';
      throw new CommandFailure(EXIT.usage, message, { nextStep: 'Leave out --sql.' });
    }
    const options = [
      ...(flags.has('splice') ? ['--splice'] : []),
      ...optionWords(input.arguments, [
        'message',
        'head',
        'branchLabel',
        'versionPath',
        'revId',
        'dependsOn',
      ]),
    ];
    if (flags.has('autogenerate')) {
      const { autogenerate } = await import('../models/autogenerate');
      return await autogenerate(input, options);
    }
    const opened = openProject(input);
    const natively = (): void => {
      writeRevision(input, opened, {
        id: valueOf(input.arguments, 'revId'),
        message: valueOf(input.arguments, 'message'),
        head: valueOf(input.arguments, 'head') ?? 'head',
        splice: flags.has('splice'),
        branchLabel: valueOf(input.arguments, 'branchLabel'),
        dependsOn: values.get('dependsOn') ?? [],
        versionPath: valueOf(input.arguments, 'versionPath'),
        withoutHooks: flags.has('noHooks'),
      });
    };
    return await nativelyOrByAlembic(input, opened, natively, { command: 'revision', options, targets: [] });
  },
};
