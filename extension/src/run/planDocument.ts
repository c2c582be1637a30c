// Writes a run plan as Markdown that reads well as plain text. Showing it and asking for consent: confirmPlan.ts.
import type { l10n } from 'vscode';
import type { OtherSession, PlannedStatement, PlannedStep, RunPlan } from '../../../server/src/lsp/protocol';

type Translate = Pick<typeof l10n, 't'>;

/** What a person reads before the plan's details: counts of revisions, statements and losses. */
export interface PlanSummary {
  readonly revisions: number;
  readonly statements: number;
  /** One line per statement that loses data or objects. */
  readonly losses: readonly string[];
}

export function summarizePlan(plan: RunPlan): PlanSummary {
  const losses = plan.steps.flatMap((step) =>
    step.statements.flatMap(({ destroys, line }) =>
      destroys === undefined ? [] : [`${place(step, line)}: ${oneLine(destroys)}`],
    ),
  );
  const statements = plan.steps.reduce((sum, step) => sum + step.statements.length, 0);
  return { revisions: plan.steps.length, statements, losses };
}

/** The whole plan. Nothing in it can end a code fence or start a heading of its own. */
export function writePlan(plan: RunPlan, { t }: Translate): string {
  const { losses, revisions, statements } = summarizePlan(plan);
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
    ...limits(plan, { t }),
    `- ${t('Stands at')}: ${plan.current.length === 0 ? t('nothing applied') : plan.current.map(inert).join(', ')}`,
    `- ${t('Revisions: {0}, statements: {1}', String(revisions), String(statements))}`,
  ];
  return [
    ...head,
    ...list(t('Warnings'), plan.warnings),
    ...list(t('Loses data or objects'), losses),
    ...list(
      t('Sessions that may be in the way'),
      (plan.sessions?.notable ?? []).map((session) => writeSession(session, { t })),
    ),
    ...plan.steps.flatMap((step, index) => writeStep(step, index, folderOf(plan), { t })),
    '',
  ].join('\n');
}

/** `Upgrade shop@embedded to head`. */
export function title(plan: RunPlan, { t }: Translate): string {
  const target = oneLine(plan.target);
  const database = oneLine(plan.database.label);
  if (plan.command === 'upgrade') return t('Upgrade {0} to {1}', database, target);
  if (plan.command === 'downgrade') return t('Downgrade {0} to {1}', database, target);
  if (plan.command === 'stamp') return t('Stamp {0} with {1}', database, target);
  if (plan.command === 'restore') return t('Restore {0} from back-up {1}', database, target);
  return t('Create the version table of {0}', database);
}

/** How long statements may wait and work, and how many others are connected; nothing where no server was asked. */
function limits({ limits: set, sessions }: RunPlan, { t }: Translate): readonly string[] {
  const seconds = (value: number) => (value === 0 ? t('no limit') : t('{0} s', String(value)));
  const told =
    set === undefined
      ? []
      : set.isEnforced
        ? [
            t(
              'Limits: waiting for a lock {0}, tried {1} times; one statement {2}',
              seconds(set.lockTimeoutSeconds),
              String(set.lockTries),
              seconds(set.statementTimeoutSeconds),
            ),
          ]
        : [t('Limits: none, the connection of Alembic takes none')];
  const others = sessions === undefined ? [] : [t('Other sessions: {0}', String(sessions.count))];
  return [...told, ...others].map((line) => `- ${line}`);
}

function writeSession(
  { pid, user, application, state, openSeconds, query, holds }: OtherSession,
  { t }: Translate,
): string {
  const locks = holds.map(({ table, mode }) => `${mode} ${table}`).join(', ');
  return [
    `${pid} ${application} ${user} (${state})`.replace(/\s+/g, ' '),
    openSeconds === null ? '' : t('transaction open for {0} s', String(openSeconds)),
    locks === '' ? '' : t('holds {0}', locks),
    query,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function list(heading: string, entries: readonly string[]): readonly string[] {
  if (entries.length === 0) return [];
  return ['', `## ${heading}`, '', ...entries.map((entry) => `- ${inert(entry)}`)];
}

function writeStep(step: PlannedStep, index: number, folder: string, { t }: Translate): readonly string[] {
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
    [`${side(step.from)} → ${side(step.to)}`, inert(shortPath(step.path, folder))]
      .filter((part) => part !== '')
      .join(' · '),
    '',
    ...(sql === '' && unknown.length === 0
      ? [step.direction === 'restore' ? t('The whole database is replaced.') : t('No statements.')]
      : []),
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

/** The folder of the configuration file, with its last separator. */
function folderOf({ project }: RunPlan): string {
  return /^.*[\\/]/s.exec(project.configFile)?.[0] ?? '';
}

/** Relative to the project where the file lies inside it. */
function shortPath(path: string, folder: string): string {
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

function place(step: PlannedStep, line: number | undefined): string {
  const file = oneLine(step.path.split(/[\\/]/).at(-1) ?? step.path);
  return line === undefined ? file : `${file}:${line}`;
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

/** Control characters and line ends become blanks: a revision message must not write a line of its own. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}
