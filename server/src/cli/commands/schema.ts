// `retort schema [REV]`: the schema that the history makes, at a revision.
import type { Command } from '../command';
import { openProject } from '../openProject';
import { schemaAt } from '../schemaAt';
import { schemaText } from '../../engine/index';

export const schema: Command = {
  name: 'schema',
  summary: 'Prints the schema after a revision, as the history makes it (default: head).',
  options: {
    sql: { names: ['--sql'], takes: 'nothing', help: 'print SQL; the default' },
    json: { names: ['--json'], takes: 'nothing', help: 'print JSON' },
  },
  positionals: ['rev?'],
  async run(input) {
    const opened = openProject(input);
    const { objects, isComplete } = await schemaAt(opened, input, input.arguments.positionals[0] ?? 'head');
    const isJson = input.arguments.flags.has('json');
    const json = (): string => `${JSON.stringify({ is_complete: isComplete, objects }, undefined, 2)}\n`;
    input.process.write(isJson ? json() : schemaText(objects, isComplete));
    return 0;
  },
};
