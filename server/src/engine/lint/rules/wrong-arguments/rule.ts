// wrong-arguments: what Python answers with a TypeError when the migration runs.
import { nearestName } from '../../editDistance';
import { namedCalls } from '../../namedCalls';
import { defineRevisionRule } from '../../rule';
import type { Fix } from '../../finding';
import { DIRECTIVES } from '../../../operations/directives/directives';
import type { Call } from '../../../python/syntax';

/** Options of dialects that directives pass on. */
const OPTIONS = [
  'postgresql_using',
  'postgresql_where',
  'postgresql_include',
  'postgresql_ops',
  'postgresql_concurrently',
  'postgresql_with',
  'postgresql_tablespace',
  'postgresql_nulls_not_distinct',
  'postgresql_not_valid',
  'postgresql_partition_by',
  'sqlite_where',
  'sqlite_autoincrement',
  'mysql_length',
  'mysql_engine',
  'mssql_clustered',
  'mssql_include',
];
const SAYS =
  /\(\) (?:got|missing|takes)|Additional arguments should be named|is not accepted by dialect|is not a valid/;

export const wrongArguments = defineRevisionRule({
  id: 'wrong-arguments',
  summary: "A call does not fit the parameters of the directive or of SQLAlchemy's constructor.",
  severity: 'error',
  check({ module, path, source, upgrade, downgrade }, report) {
    for (const { steps } of [upgrade, downgrade]) {
      for (const { step } of steps) {
        if (step.kind !== 'raise' || !/^(?:Type|Argument)Error$/.test(step.type) || !SAYS.test(step.message))
          continue;
        const called = namedCalls(module).findLast(
          ({ call }) =>
            step.span.start <= call.span.start &&
            call.span.end <= step.span.end &&
            isMeant(call, step.message),
        );
        if (called === undefined || !/^(?:alembic\.op|<batch>|sqlalchemy)\./.test(called.path)) continue;
        const wrong = /'(\w+)'/.exec(step.message)?.[1];
        const argument = called.call.arguments.find(({ name }) => name !== undefined && name === wrong);
        report({
          span: argument?.span ?? called.call.span,
          message: `Python stops here with "${step.type}: ${step.message}". Correct the arguments.`,
          fixes:
            argument === undefined || wrong === undefined
              ? []
              : renameFix(called.path, wrong, argument.span, path, source),
        });
      }
    }
  },
});

/** The call whose function the message names, or that has the argument. */
function isMeant(call: Call, message: string): boolean {
  const callee = call.function;
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  const wrong = /'(\w+)'/.exec(message)?.[1];
  return (
    message.includes(`${name}()`) ||
    call.arguments.some((argument) => argument.name !== undefined && argument.name === wrong)
  );
}

function renameFix(
  called: string,
  wrong: string,
  span: { readonly start: number; readonly end: number },
  path: string,
  source: string,
): readonly Fix[] {
  const directive = DIRECTIVES.find(({ name }) => called.endsWith(`.${name}`));
  const own =
    `${directive?.parameters ?? ''},${directive?.batchParameters ?? ''}`.match(/(?<!\w)\w+(?==|,|$)/g) ?? [];
  const nearest =
    nearestName(wrong, [...own, ...OPTIONS]) ??
    OPTIONS.find((option) => option === wrong.replace(/^postgres_/, 'postgresql_'));
  if (nearest === undefined || !source.startsWith(wrong, span.start)) return [];
  const edits = [{ span: { start: span.start, end: span.start + wrong.length }, text: nearest }];
  return [{ title: `Write ${nearest}=`, isPreferred: true, isSafe: false, files: [{ path, edits }] }];
}
