// sql-injection-format: f-strings, % and format() in SQL, where the values cannot be read from the file.
import { namedCalls } from '../../namedCalls';
import { constantsOf } from './constants';
import { isPutTogether } from './formatted';
import { defineRevisionRule } from '../../rule';

const EXECUTES = /^(?:alembic\.op|<bind>|<batch>)\.(?:execute|exec_driver_sql)$|^sqlalchemy\.(?:sql\.)?text$/;

export const sqlInjectionFormat = defineRevisionRule({
  id: 'sql-injection-format',
  summary: 'SQL is put together from values that are only known when it runs.',
  severity: 'info',
  check({ module, upgrade, downgrade }, report) {
    const known = new Set<number>();
    for (const { steps } of [upgrade, downgrade]) {
      for (const { step } of steps) if (step.kind === 'statement') known.add(step.span.start);
    }
    const calls = namedCalls(module);
    const isConstant = constantsOf(module);
    for (const { call, path } of calls) {
      const [first] = call.arguments;
      if (!EXECUTES.test(path) || first?.form !== 'positional') continue;
      if (!isPutTogether(first.value, isConstant)) continue;
      // What the evaluation could follow is made of constants.
      const outer = calls.find(
        (one) =>
          one.call.span.start <= call.span.start &&
          one.call.span.end >= call.span.end &&
          known.has(one.call.span.start),
      );
      if (outer !== undefined) continue;
      report({
        span: first.value.span,
        message:
          'A value with a quote in it breaks this statement, or becomes part of it. Pass values as parameters: ' +
          'sa.text("... WHERE id = :id").bindparams(id=...), or a Core statement.',
      });
    }
  },
});
