// Writes a run plan as Markdown that reads well as plain text, for a pull request. What a person confirms is planView.ts.
import {
  describeSession,
  emptyStep,
  limits,
  oneLine,
  place,
  shortPath,
  summarizePlan,
  title,
  type Translate,
} from './planWords';
import type { PlannedStatement, PlannedStep, RunPlan } from '../../../server/src/lsp/protocol';

/** The whole plan. Nothing in it can end a code fence or start a heading of its own. */
export function writePlan(plan: RunPlan, { t }: Translate): string {
  const { losses, revisions, statements } = summarizePlan(plan);
  const warnings = plan.steps.flatMap((step) =>
    (step.warnings ?? []).map(({ line, message }) => `${place(step, line)}: ${message}`),
  );
  const head = [
    `# ${inert(title(plan, { t }))}`,
    '',
    `- ${t('Database')}: ${inert(plan.database.label)} (${inert(plan.database.serverVersion)})`,
    ...(plan.database.isProtected === true
      ? [`- ${t('Protected: the name of the database has to be typed')}`]
      : []),
    `- ${t('Runner')}: ${plan.runner}: ${inert(plan.runnerReason)}`,
    `- ${t('Configuration')}: ${inert(plan.project.configFile)} [${inert(plan.project.section)}]`,
    ...(plan.backup === undefined ? [] : [`- ${t('Back-up')}: ${inert(plan.backup)}`]),
    ...limits(plan, { t }).map(({ name, text }) => `- ${name}: ${text}`),
    `- ${t('Stands at')}: ${plan.current.length === 0 ? t('nothing applied') : plan.current.map(inert).join(', ')}`,
    `- ${t('Revisions: {0}, statements: {1}', String(revisions), String(statements))}`,
  ];
  return [
    ...head,
    ...list(t('Warnings'), [...plan.warnings, ...warnings]),
    ...list(t('Loses data or objects'), losses),
    ...list(
      t('Sessions that may be in the way'),
      (plan.sessions?.notable ?? []).map((session) => describeSession(session, { t })),
    ),
    ...plan.steps.flatMap((step, index) => writeStep(plan, step, index, { t })),
    '',
  ].join('\n');
}

function list(heading: string, entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [];
  return ['', `## ${heading}`, '', ...entries.map((entry) => `- ${inert(entry)}`)];
}

function writeStep(plan: RunPlan, step: PlannedStep, index: number, { t }: Translate): readonly string[] {
  const base = t('base');
  const side = (revisions: readonly string[]) =>
    revisions.length === 0 ? base : revisions.map(inert).join(', ');
  const sql = step.statements.map((statement) => writeStatement(statement, { t })).join('\n\n');
  const fence = fenceFor(sql);
  const unknown = (step.unknown ?? []).map(
    ({ line, reason }) =>
      `- ${t('Not known before it runs ({0}): {1}', inert(place(step, line)), inert(reason))}`,
  );
  return [
    '',
    `## ${index + 1}. ${inert(step.revision)} ${inert(step.message)}`.trimEnd(),
    '',
    [`${side(step.from)} → ${side(step.to)}`, inert(shortPath(plan, step))]
      .filter((part) => part !== '')
      .join(' · '),
    '',
    ...(sql === '' && unknown.length === 0 ? [emptyStep(step, { t })] : []),
    ...(sql === '' ? [] : [`${fence}sql`, sql, fence]),
    ...unknown,
  ];
}

function writeStatement(statement: PlannedStatement, { t }: Translate): string {
  const notes = [
    statement.line === undefined ? undefined : t('line {0}', String(statement.line)),
    statement.lock === undefined ? undefined : t('lock: {0}', statement.lock),
    ...(statement.tables ?? []).map(({ table, size }) => `${table}: ${size}`),
    statement.work,
    statement.transactional ? undefined : t('outside a transaction'),
    statement.destroys === undefined ? undefined : t('LOSES: {0}', statement.destroys),
  ].filter((note) => note !== undefined);
  const comment = notes.length === 0 ? '' : `-- ${oneLine(notes.join(' · '))}\n`;
  const sql = statement.sql.trim();
  return `${comment}${sql}${sql.endsWith(';') ? '' : ';'}`;
}

/** A fence longer than any run of backticks in the text. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return '`'.repeat(longest + 1);
}

/** One line in which nothing starts a link, a picture, a tag or code: the document may be opened as a Markdown preview. */
function inert(text: string): string {
  return oneLine(text).replace(/[[<`]|\\(?=[!-/:-@[-`{-~])/g, '\\$&');
}
