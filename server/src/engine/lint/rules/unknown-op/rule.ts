// unknown-op: a mistyped directive. Directives of other packages are registered by env.py, so only near misses are reported.
import { nearestName } from '../../editDistance';
import { namedCalls } from '../../namedCalls';
import { defineRevisionRule } from '../../rule';
import { DIRECTIVES } from '../../../operations/directives/directives';

/** What Alembic's operations have beside the directives that record something. */
const OTHERS = [
  'execute',
  'batch_alter_table',
  'get_bind',
  'get_context',
  'f',
  'inline_literal',
  'invoke',
  'run_async',
  'register_operation',
  'implementation_for',
  'create_module_class_proxy',
  'context',
];
const ON_OP: ReadonlySet<string> = new Set([
  ...OTHERS,
  ...DIRECTIVES.filter(({ parameters }) => parameters !== undefined).map(({ name }) => name),
]);
const ON_BATCH: ReadonlySet<string> = new Set([
  ...OTHERS,
  ...DIRECTIVES.filter(({ batchParameters }) => batchParameters !== undefined).map(({ name }) => name),
]);

export const unknownOp = defineRevisionRule({
  id: 'unknown-op',
  summary: 'op has no such directive; a similar one exists.',
  severity: 'error',
  check({ module, path }, report) {
    for (const { call, path: called, batch } of namedCalls(module)) {
      const name = /^(?:alembic\.op|<batch>)\.(\w+)$/.exec(called)?.[1];
      const known = batch === undefined ? ON_OP : ON_BATCH;
      if (name === undefined || known.has(name) || call.function.kind !== 'attribute') continue;
      const nearest = nearestName(name, known);
      if (nearest === undefined) continue;
      const span = call.function.nameSpan;
      report({
        span,
        message:
          `${batch === undefined ? 'op' : 'A batch'} has no "${name}": Python raises AttributeError when it gets here. Is "${nearest}" meant? ` +
          'A directive of your own needs a name that is not so close to one of Alembic.',
        fixes: [
          {
            title: `Write ${nearest}`,
            isPreferred: true,
            isSafe: false,
            files: [{ path, edits: [{ span, text: nearest }] }],
          },
        ],
      });
    }
  },
});
