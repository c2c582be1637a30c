// sqlite-without-render-as-batch: a project on SQLite whose env.py does not ask for batches.
import { namedCalls } from '../../namedCalls';
import { defineConfigRule } from '../../rule';
import { addArgument } from '../../writing/calls';

export const sqliteWithoutRenderAsBatch = defineConfigRule({
  id: 'sqlite-without-render-as-batch',
  summary: 'Autogenerate writes operations that SQLite cannot run, unless render_as_batch is set.',
  severity: 'info',
  dialects: ['sqlite'],
  check({ environment }, report) {
    if (environment === undefined || environment.text.includes('render_as_batch')) return;
    const { module, text, path } = environment;
    for (const { call, path: name } of namedCalls(module)) {
      if (name !== 'alembic.context.configure') continue;
      const names = call.arguments.map((argument) => argument.name);
      if (!names.includes('connection') || call.arguments.some(({ form }) => form === 'doubleStar')) continue;
      report({
        path,
        span: call.function.span,
        message:
          'SQLite has no ALTER COLUMN and no ALTER of constraints; without render_as_batch=True autogenerate writes them all the same. ' +
          'With it the operations are put into batch_alter_table.',
        fixes: [
          {
            title: 'Add render_as_batch=True',
            isPreferred: true,
            isSafe: false,
            files: [{ path, edits: [addArgument(call, text, 'render_as_batch=True')] }],
          },
        ],
      });
    }
  },
});
