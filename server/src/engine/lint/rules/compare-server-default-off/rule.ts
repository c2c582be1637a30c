// compare-server-default-off: context.configure() with a connection and without compare_server_default.
import { namedCalls } from '../../namedCalls';
import { defineConfigRule } from '../../rule';
import { addArgument } from '../../writing/calls';

export const compareServerDefaultOff = defineConfigRule({
  id: 'compare-server-default-off',
  summary: 'Autogenerate does not compare server defaults unless it is told to.',
  severity: 'hint',
  check({ environment }, report) {
    if (environment === undefined) return;
    const { module, text, path } = environment;
    for (const { call, path: name } of namedCalls(module)) {
      if (name !== 'alembic.context.configure') continue;
      const names = call.arguments.map((argument) => argument.name);
      if (!names.includes('connection') || names.includes('compare_server_default')) continue;
      if (call.arguments.some(({ form }) => form === 'doubleStar')) continue;
      report({
        path,
        span: call.function.span,
        message:
          'A server_default that differs between models and database is not noticed: compare_server_default is off unless it is ' +
          'set. Add compare_server_default=True.',
        fixes: [
          {
            title: 'Add compare_server_default=True',
            isPreferred: true,
            isSafe: false,
            files: [{ path, edits: [addArgument(call, text, 'compare_server_default=True')] }],
          },
        ],
      });
    }
  },
});
