// `retort merge`: a revision that joins branches, as `alembic merge`.
import { valueOf } from '../arguments';
import { nativelyOrByAlembic, optionWords } from '../authorByAlembic';
import type { Command } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { openProject } from '../openProject';
import { writeRevision } from '../writeRevision';

export const merge: Command = {
  name: 'merge',
  summary: 'Makes a revision that joins the named revisions, or all heads.',
  options: {
    message: { names: ['-m', '--message'], takes: 'value', value: 'TEXT', help: 'what the revision does' },
    branchLabel: {
      names: ['--branch-label'],
      takes: 'value',
      value: 'LABEL',
      help: 'label of the new revision',
    },
    revId: { names: ['--rev-id'], takes: 'value', value: 'ID', help: 'id, instead of a random one' },
    splice: { names: ['--splice'], takes: 'nothing', help: 'allow revisions that are no heads' },
    noHooks: {
      names: ['--no-hooks'],
      takes: 'nothing',
      help: 'write the file although post_write_hooks are not run',
    },
  },
  positionals: ['revisions*'],
  async run(input) {
    const { flags, positionals } = input.arguments;
    const opened = openProject(input);
    const { graph } = opened.workspace;
    if (positionals.length === 0 && graph.failure === undefined && graph.heads.length < 2) {
      throw new CommandFailure(EXIT.usage, 'there is nothing to merge: the history has one head at most', {
        nextStep: 'Name the revisions to merge.',
      });
    }
    const head = positionals.length === 0 ? ['heads'] : positionals;
    const natively = (): void => {
      writeRevision(input, opened, {
        id: valueOf(input.arguments, 'revId'),
        message: valueOf(input.arguments, 'message'),
        head,
        splice: flags.has('splice'),
        branchLabel: valueOf(input.arguments, 'branchLabel'),
        dependsOn: [],
        versionPath: undefined,
        withoutHooks: flags.has('noHooks'),
      });
    };
    const options = [
      ...(flags.has('splice') ? ['--splice'] : []),
      ...optionWords(input.arguments, ['message', 'branchLabel', 'revId']),
    ];
    return await nativelyOrByAlembic(input, opened, natively, { command: 'merge', options, targets: head });
  },
};
