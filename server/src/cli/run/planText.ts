// A plan as text for a terminal and for the confirmation in it.
import type { OtherSession, PlannedStatement, RunPlan, StepWarning } from '../../database/runEvents';

/** What will run, where, by whom, and what to watch out for. */
export function planText(plan: RunPlan): string {
  const lines: string[] = [
    plan.target === '' ? `Plan: ${plan.command}` : `Plan: ${plan.command} to ${plan.target}`,
    `  database  ${databaseText(plan)}`,
    `  runner    ${plan.runner}: ${plan.runnerReason}`,
    ...(plan.backup === undefined ? [] : [`  back-up   ${plan.backup}`]),
    ...limitLines(plan),
    ...sessionLines(plan),
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
  const ofSteps = plan.steps.flatMap(({ warnings = [] }) => warnings.map(warningText));
  for (const warning of [...destroyed, ...plan.warnings, ...ofSteps]) lines.push(`! ${warning}`);
  return `${lines.join('\n').trimEnd()}\n\n`;
}

/** `versions/0002_email.py:12 [rule] What is wrong.` */
export function warningText({ place, rule, message }: StepWarning): string {
  return [place, rule === undefined ? undefined : `[${rule}]`, message].filter(Boolean).join(' ');
}

/** `staging, ann@db.example.com/shop (PostgreSQL 18.6)`. */
function databaseText({ database: { label, place, serverVersion } }: RunPlan): string {
  return `${label}${place === undefined ? '' : `, ${place}`} (${serverVersion})`;
}

function limitLines({ limits }: RunPlan): readonly string[] {
  if (limits === undefined) return [];
  if (!limits.isEnforced)
    return ['  limits    none that Retort could set: Alembic’s connection takes no start-up options'];
  const { lockTimeoutSeconds: lock, statementTimeoutSeconds: statement, lockTries } = limits;
  const tries = lockTries > 1 && lock > 0 ? `, tried ${lockTries} times` : '';
  return [
    `  limits    lock_timeout ${lock === 0 ? 'off' : `${lock} s`}${tries}; statement_timeout ${statement === 0 ? 'off' : `${statement} s`}`,
  ];
}

function sessionLines({ sessions }: RunPlan): readonly string[] {
  if (sessions === undefined) return [];
  const { count, notable } = sessions;
  return [
    `  sessions  ${count === 0 ? 'nobody else is connected' : `${count} other${count === 1 ? '' : 's'} connected`}`,
    ...notable.map((session) => `            ${sessionText(session)}`),
  ];
}

/** `4711 (psql of ann, idle in transaction for 12 min) holds ACCESS SHARE on orders: SELECT ...`. */
export function sessionText({
  pid,
  user,
  application,
  state,
  openSeconds,
  query,
  holds,
}: OtherSession): string {
  const who = [application, user === '' ? '' : `of ${user}`].filter((part) => part !== '').join(' ');
  const since = openSeconds === null ? state : `${state}, transaction open for ${durationText(openSeconds)}`;
  const locks = holds.map(({ table, mode }) => `${mode} on ${table}`).join(', ');
  const held = locks === '' ? '' : ` holds ${locks}`;
  return `${pid} (${[who, since].filter((part) => part !== '').join(', ')})${held}${query === '' ? '' : `: ${query}`}`;
}

/** `45 s`, `12 min`, `3 h`. */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

function idList(ids: readonly string[]): string {
  return ids.length === 0 ? '<base>' : ids.join(', ');
}

function statementLines(statement: PlannedStatement): readonly string[] {
  const notes = [
    ...(statement.lock === undefined ? [] : [`takes ${statement.lock}`]),
    ...(statement.tables ?? []).map(({ table, size }) => `${table}: ${size}`),
    ...(statement.work === undefined ? [] : [statement.work]),
    ...(statement.transactional ? [] : ['outside the transaction']),
  ];
  const lines = statement.sql.split('\n').map((line) => `     ${line}`);
  return notes.length === 0 ? lines : [...lines, `       -- ${notes.join('; ')}`];
}
