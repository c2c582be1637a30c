// Completion of Alembic's directives behind `op.` and behind the name of a batch, with the parameters they need.
import { DIRECTIVES } from '../operations/directives/directives';
import { pathAt } from '../python/find';
import type { Module } from '../python/syntax';
import type { Span } from '../text/span';

export interface DirectiveChoice {
  readonly name: string;
  /** As in Alembic's documentation, without the star and the catch-all. */
  readonly parameters: readonly string[];
  /** Those without a default, which a call has to give. */
  readonly required: readonly string[];
}

/** Directives that record no operation of their own. */
const OTHERS: readonly { readonly name: string; readonly parameters: string }[] = [
  { name: 'execute', parameters: 'sqltext, *, execution_options=None' },
  { name: 'batch_alter_table', parameters: 'table_name, schema=None, recreate=auto, copy_from=None' },
  { name: 'get_bind', parameters: '' },
  { name: 'get_context', parameters: '' },
  { name: 'f', parameters: 'name' },
  { name: 'inline_literal', parameters: 'value, type_=None' },
];

function choice(name: string, parameters: string): DirectiveChoice {
  const parts = parameters
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '*' && !part.startsWith('**'));
  const required = parts.filter((part) => !part.includes('=') && !part.startsWith('*'));
  return { name, parameters: parts, required };
}

/** Whether the name stands for a batch at this place. */
function isBatch(module: Module, receiver: string, offset: number): boolean {
  return pathAt(module, offset).some(
    (node) =>
      node.kind === 'with' &&
      node.items.some(({ context, target }) => {
        const called =
          context.kind === 'call' && context.function.kind === 'attribute' ? context.function.name : '';
        return called === 'batch_alter_table' && target?.kind === 'name' && target.name === receiver;
      }),
  );
}

/** The directives for the word at an offset, and the word to replace; undefined where none is wanted. */
export function completeDirectives(
  module: Module,
  source: string,
  offset: number,
): { readonly span: Span; readonly choices: readonly DirectiveChoice[] } | undefined {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
  const match = /(?:^|[^\w.])(?<receiver>\w+)\.(?<word>\w*)$/.exec(line)?.groups;
  if (match === undefined) return undefined;
  const { receiver = '', word = '' } = match;
  const span = { start: offset - word.length, end: offset };
  if (receiver === 'op') {
    const known = DIRECTIVES.flatMap(({ name, parameters }) =>
      parameters === undefined ? [] : [choice(name, parameters)],
    );
    return { span, choices: [...known, ...OTHERS.map(({ name, parameters }) => choice(name, parameters))] };
  }
  if (!isBatch(module, receiver, offset)) return undefined;
  const choices = DIRECTIVES.flatMap(({ name, batchParameters }) =>
    batchParameters === undefined ? [] : [choice(name, batchParameters)],
  );
  return { span, choices: [...choices, choice('f', 'name')] };
}
