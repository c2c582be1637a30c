// batch-outer-op: op.add_column("t", ...) inside `with op.batch_alter_table("t") as batch_op`.
import { argumentAt, namedCalls, type BatchBlock, type NamedCall } from '../../namedCalls';
import { defineRevisionRule } from '../../rule';
import { DIRECTIVES } from '../../../operations/directives/directives';
import type { TextEdit } from '../../../text/edit';

const IN_BATCH: ReadonlySet<string> = new Set(
  DIRECTIVES.filter(({ batchParameters }) => batchParameters !== undefined).map(({ name }) => name),
);
/** Where the table stands among the arguments. */
const TABLE_FIRST: ReadonlySet<string> = new Set([
  'add_column',
  'drop_column',
  'alter_column',
  'create_table_comment',
  'drop_table_comment',
]);

export const batchOuterOp = defineRevisionRule({
  id: 'batch-outer-op',
  summary: 'Inside a batch a call of op works past the batch, and before it.',
  severity: 'warning',
  check({ module, path }, report) {
    const calls = namedCalls(module);
    const batches = new Set(calls.flatMap(({ batch }) => batch ?? []));
    const blocks = [...new Map([...batches].map((batch) => [batch.statement, batch])).values()];
    for (const named of calls) {
      const method = /^alembic\.op\.(\w+)$/.exec(named.path)?.[1];
      if (method === undefined || !IN_BATCH.has(method)) continue;
      const block = blocks.find(
        ({ statement, opening }) =>
          statement.span.start < named.call.span.start &&
          statement.span.end >= named.call.span.end &&
          opening !== named.call,
      );
      if (block === undefined || !sameTable(named, method, block)) continue;
      const { name } = block;
      report({
        span: named.call.span,
        message:
          `This runs at once, on its own, while the calls of ${name} are collected and run together when the block ends: the ` +
          `order is not the one written, and on SQLite it fails where the batch would not. Write ${name}.${method}(...) ` +
          'without the table.',
        fixes: [
          {
            title: `Write ${name}.${method}()`,
            isPreferred: true,
            isSafe: false,
            files: [{ path, edits: edits(named, method, name) }],
          },
        ],
      });
    }
  },
});

function tablePosition(method: string): number {
  return TABLE_FIRST.has(method) ? 0 : 1;
}

/** Both name the same table, as literals. */
function sameTable({ call }: NamedCall, method: string, { opening }: BatchBlock): boolean {
  const own = argumentAt(
    call,
    tablePosition(method),
    method === 'create_foreign_key' ? 'source_table' : 'table_name',
  );
  const table = argumentAt(opening, 0, 'table_name');
  return own?.kind === 'string' && table?.kind === 'string' && own.value === table.value;
}

function edits({ call }: NamedCall, method: string, batch: string): readonly TextEdit[] {
  const found: TextEdit[] = [];
  if (call.function.kind === 'attribute') found.push({ span: call.function.object.span, text: batch });
  const gone = call.arguments.filter((argument, index) =>
    argument.form === 'positional'
      ? index === tablePosition(method)
      : ['table_name', 'source_table', 'schema', 'source_schema'].includes(argument.name ?? ''),
  );
  for (const argument of gone) {
    const index = call.arguments.indexOf(argument);
    const next = call.arguments[index + 1];
    const previous = call.arguments[index - 1];
    const start = next === undefined ? (previous?.span.end ?? argument.span.start) : argument.span.start;
    found.push({ span: { start, end: next?.span.start ?? argument.span.end }, text: '' });
  }
  return found;
}
