// A plan as text for a terminal and for the confirmation in it.
import type { PlannedStatement, RunPlan } from '../../database/runEvents';

/** What will run, where, by whom, and what to watch out for. */
export function planText(plan: RunPlan): string {
  const lines: string[] = [
    plan.target === '' ? `Plan: ${plan.command}` : `Plan: ${plan.command} to ${plan.target}`,
    `  database  ${plan.database.label} (${plan.database.serverVersion})`,
    `  runner    ${plan.runner}: ${plan.runnerReason}`,
    ...(plan.backup === undefined ? [] : [`  back-up   ${plan.backup}`]),
    `  current   ${plan.current.length === 0 ? '(no revision)' : plan.current.join(', ')}`,
    '',
  ];
  if (plan.steps.length === 0) lines.push('Nothing to do: the database is there already.', '');
  for (const [index, step] of plan.steps.entries()) {
    const arrow = `${idList(step.from)} -> ${idList(step.to)}`;
    lines.push(`${index + 1}. ${step.direction} ${arrow}  ${step.message}`.trimEnd());
    for (const statement of step.statements) lines.push(...statementLines(statement));
    const unknown = step.unknown ?? [];
    for (const { line, reason } of unknown) {
      const place = line === undefined ? '' : `line ${line}: `;
      lines.push(`     -- ${place}known only when Alembic runs it: ${reason}`);
    }
    if (step.statements.length === 0 && unknown.length === 0) lines.push('     (no SQL)');
    lines.push('');
  }
  const destroyed = plan.steps.flatMap((step) =>
    step.statements.flatMap((statement) => (statement.destroys === undefined ? [] : [statement.destroys])),
  );
  for (const warning of [...destroyed, ...plan.warnings]) lines.push(`! ${warning}`);
  return `${lines.join('\n').trimEnd()}\n\n`;
}

function idList(ids: readonly string[]): string {
  return ids.length === 0 ? '<base>' : ids.join(', ');
}

function statementLines(statement: PlannedStatement): readonly string[] {
  const notes = [
    ...(statement.lock === undefined ? [] : [`takes ${statement.lock}`]),
    ...(statement.transactional ? [] : ['outside the transaction']),
  ];
  const lines = statement.sql.split('\n').map((line) => `     ${line}`);
  return notes.length === 0 ? lines : [...lines, `       -- ${notes.join('; ')}`];
}
