// What the plan is called and what stands in it, in words: shared by its page and by its Markdown.
import type { l10n } from 'vscode';
import type { OtherSession, PlannedStep, RunPlan } from '../../../server/src/lsp/protocol';

export type Translate = Pick<typeof l10n, 't'>;

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

/** What the button says that runs it. */
export function runLabel({ command }: RunPlan, { t }: Translate): string {
  if (command === 'upgrade') return t('Run upgrade');
  if (command === 'downgrade') return t('Run downgrade');
  if (command === 'stamp') return t('Run stamp');
  if (command === 'restore') return t('Restore the back-up');
  return t('Create the version table');
}

/** What is said of the run as a whole: `name` and what there is to say of it. */
export interface PlanFact {
  readonly name: string;
  readonly text: string;
}

/** How long statements may wait and work, and how many others are connected; nothing where no server was asked. */
export function limits({ limits: set, sessions }: RunPlan, { t }: Translate): readonly PlanFact[] {
  const seconds = (value: number) => (value === 0 ? t('no limit') : t('{0} s', String(value)));
  const told =
    set === undefined
      ? undefined
      : set.isEnforced
        ? t(
            'waiting for a lock {0}, tried {1} times; one statement {2}',
            seconds(set.lockTimeoutSeconds),
            String(set.lockTries),
            seconds(set.statementTimeoutSeconds),
          )
        : t('none, the connection of Alembic takes none');
  return [
    ...(told === undefined ? [] : [{ name: t('Limits'), text: told }]),
    ...(sessions === undefined ? [] : [{ name: t('Other sessions'), text: String(sessions.count) }]),
  ];
}

export function describeSession(
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

/** The path of a step's file; relative to the project where it lies inside it. */
export function shortPath({ project }: RunPlan, { path }: PlannedStep): string {
  const folder = /^.*[\\/]/s.exec(project.configFile)?.[0] ?? '';
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

/** `0002_email.py:12`. */
export function place(step: PlannedStep, line: number | undefined): string {
  const file = oneLine(step.path.split(/[\\/]/).at(-1) ?? step.path);
  return line === undefined ? file : `${file}:${line}`;
}

/** What is said of a step without statements. */
export function emptyStep({ direction }: PlannedStep, { t }: Translate): string {
  return direction === 'restore' ? t('The whole database is replaced.') : t('No statements.');
}

/** Control characters and line ends become blanks: a revision message must not write a line of its own. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}
