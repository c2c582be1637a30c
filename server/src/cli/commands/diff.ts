// `retort diff A B`: what differs between the schemas at two revisions, object by object.
import type { Command } from '../command';
import { openProject } from '../openProject';
import { schemaAt } from '../schemaAt';
import { schemaText, type SchemaObject } from '../../engine/index';

export const diff: Command = {
  name: 'diff',
  summary: 'Shows what differs between the schemas at two revisions.',
  options: {},
  positionals: ['a', 'b'],
  async run(input) {
    const opened = openProject(input);
    const [a = 'base', b = 'head'] = input.arguments.positionals;
    const before = await schemaAt(opened, input, a);
    const after = await schemaAt(opened, input, b);
    input.process.write(difference(before.objects, after.objects));
    return 0;
  },
};

/** Lines of objects that differ, with `-` for the first and `+` for the second schema. */
function difference(before: readonly SchemaObject[], after: readonly SchemaObject[]): string {
  const key = ({ kind, name }: SchemaObject): string => `${kind} ${name}`;
  const keys = [...new Set([...before, ...after].map(key))].sort();
  return keys
    .flatMap((name) => {
      const [old, current] = [before, after].map((objects) =>
        linesOf(objects.find((one) => key(one) === name)),
      );
      const lines = changedLines(old ?? [], current ?? []);
      return lines.length === 0 ? [] : [`${name}\n${lines.map((line) => `${line}\n`).join('')}\n`];
    })
    .join('');
}

function linesOf(object: SchemaObject | undefined): readonly string[] {
  if (object === undefined) return [];
  return schemaText([object], true)
    .split('\n')
    .map((line) => line.trimEnd().replace(/,$/, ''))
    .filter((line) => line !== '');
}

/** Lines are compared as a set: the order of columns and constraints is not a difference that a database keeps. */
function changedLines(before: readonly string[], after: readonly string[]): readonly string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `- ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+ ${line}`),
  ];
}
