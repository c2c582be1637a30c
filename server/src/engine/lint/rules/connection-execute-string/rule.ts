// connection-execute-string: op.get_bind().execute("...") raises ObjectNotExecutableError since SQLAlchemy 2.0.
import { defineRevisionRule } from '../../rule';
import { namedCalls } from '../../namedCalls';
import { planImports } from '../../writing/names';
import type { Expression } from '../../../python/syntax';

export const connectionExecuteString = defineRevisionRule({
  id: 'connection-execute-string',
  summary: 'SQLAlchemy 2 does not execute a plain string on a connection.',
  severity: 'error',
  check({ module, source, path }, report) {
    for (const { call, path: name } of namedCalls(module)) {
      const method = /^<bind>\.(execute|scalar|scalars)$/.exec(name)?.[1];
      const [first] = call.arguments;
      if (method === undefined || first?.form !== 'positional' || !isText(first.value)) continue;
      const { names, complete } = planImports(module, source);
      const { span } = first.value;
      const edits = complete([
        { span: { start: span.start, end: span.start }, text: `${names.sa}.text(` },
        { span: { start: span.end, end: span.end }, text: ')' },
      ]);
      report({
        span,
        message:
          `A connection of SQLAlchemy 2 does not ${method === 'execute' ? 'execute' : 'run'} a plain string: it raises ` +
          'ObjectNotExecutableError ("Not an executable object"). Wrap it in sa.text(), or use op.execute(), which does that itself.',
        fixes: [
          {
            title: `Wrap it in ${names.sa}.text()`,
            isPreferred: true,
            isSafe: false,
            files: [{ path, edits }],
          },
        ],
      });
    }
  },
});

function isText(value: Expression): boolean {
  if (value.kind === 'string' || value.kind === 'formattedString') return true;
  if (value.kind === 'binary')
    return value.operator === '+'
      ? isText(value.left) || isText(value.right)
      : value.operator === '%' && isText(value.left);
  return (
    value.kind === 'call' &&
    value.function.kind === 'attribute' &&
    value.function.name === 'format' &&
    isText(value.function.object)
  );
}
