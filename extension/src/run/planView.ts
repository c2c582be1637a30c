// A run plan as its page shows it: what is lost and locked first, then every step. Texts only; drawing is media/webview/plan.
import { alembicLine } from './alembicLine';
import {
  describeSession,
  emptyStep,
  limits,
  oneLine,
  place,
  runLabel,
  shortPath,
  summarizePlan,
  title,
  type Translate,
} from './planWords';
import { foldLong } from './planWarnings';
import { targetWords } from './safeTarget';
import type {
  PlanNotice,
  PlannedStatement,
  PlannedStep,
  PlanPlace,
  PlanRemark,
  PlanStatementView,
  PlanStepView,
  PlanView,
  RunPlan,
} from '../../../server/src/lsp/protocol';

/** A longer statement is cut: somebody reads this. */
const LONGEST_SQL = 20_000;
/** More places than these are counted and not named: each of them stands beside its statement too. */
const MOST_PLACES = 12;

export interface PlanViewOptions {
  /** Options of the command beside its target, such as `--purge`. */
  readonly options: readonly string[];
  /** The configuration file relative to the project's folder. */
  readonly configFile: string;
}

/** The view of a plan. Nothing in it can look like another text than it is. */
export function viewPlan(plan: RunPlan, { options, configFile }: PlanViewOptions, l10n: Translate): PlanView {
  const { t } = l10n;
  const { losses, revisions, statements } = summarizePlan(plan);
  const { label, name, serverVersion, isProtected } = plan.database;
  const words = [plan.command, ...options, ...targetWords(plan.command, plan.target)];
  return {
    heading: plain(title(plan, l10n)),
    database: {
      name: plain(name),
      place: plain(plan.database.place ?? label),
      version: plain(serverVersion),
    },
    protection: isProtected === true ? t('Protected: the name of the database has to be typed') : '',
    summary: t('Revisions: {0}, statements: {1}', String(revisions), String(statements)),
    facts: [
      { name: t('Stands at'), text: plan.current.length === 0 ? t('nothing applied') : ids(plan.current) },
      { name: t('Runner'), text: `${plan.runner}: ${plain(plan.runnerReason)}` },
      ...(plan.backup === undefined ? [] : [{ name: t('Back-up'), text: plain(plan.backup) }]),
      ...limits(plan, l10n).map(({ name, text }) => ({ name, text: plain(text) })),
      {
        name: t('Configuration'),
        text: `${plain(plan.project.configFile)} [${plain(plan.project.section)}]`,
      },
    ],
    alembicLine:
      // Alembic here knows no revision of another commit.
      plan.command === 'restore' || plan.project.commit !== undefined
        ? ''
        : plain(alembicLine({ configFile, section: plan.project.section, words })),
    notices: noticesOf(plan, l10n),
    steps: plan.steps.map((step, index) => viewStep(plan, step, index, l10n)),
    question: {
      run: runLabel(plan, l10n),
      cancel: t('Cancel'),
      losesSomething: losses.length > 0 || plan.command === 'restore',
      typedName:
        isProtected === true
          ? {
              name,
              label:
                plan.command === 'restore'
                  ? t('Everything in {0} is replaced. Type {1} to do it.', plain(label), plain(name))
                  : t('Type {0} to run this', plain(name)),
              wrong: t('This is not {0}. Nothing runs.', plain(name)),
            }
          : undefined,
    },
    words: {
      facts: t('About this run'),
      copy: t('Copy'),
      copied: t('Copied'),
      steps: t('Steps'),
    },
  };
}

function noticesOf(plan: RunPlan, l10n: Translate): readonly PlanNotice[] {
  const { t } = l10n;
  const statements = plan.steps.flatMap((step, index) =>
    step.statements.map((statement) => ({ step, index, statement })),
  );
  const losses = statements.flatMap(({ step, index, statement: { destroys, line } }) =>
    destroys === undefined ? [] : [remark(destroys, placesOf(plan, step, index, line))],
  );
  const unknown = plan.steps.flatMap((step, index) =>
    (step.unknown ?? []).map(({ line, reason }) => remark(reason, placesOf(plan, step, index, line))),
  );
  const ofSteps = plan.steps.flatMap((step, index) =>
    (step.warnings ?? []).map(({ line, rule, message }) =>
      folded(message, placesOf(plan, step, index, line), rule),
    ),
  );
  const notices: readonly PlanNotice[] = [
    { kind: 'loss', heading: t('Loses data or objects'), remarks: losses },
    {
      kind: 'warning',
      heading: t('Warnings'),
      remarks: [...plan.warnings.map((warning) => folded(warning)), ...ofSteps],
    },
    { kind: 'lock', heading: t('Locks'), remarks: locksOf(plan, l10n) },
    {
      kind: 'session',
      heading: t('Sessions that may be in the way'),
      remarks: (plan.sessions?.notable ?? []).map((session) => remark(describeSession(session, l10n))),
    },
    { kind: 'unknown', heading: t('Known only when it runs'), remarks: unknown },
  ];
  return notices.filter(({ remarks }) => remarks.length > 0);
}

/** PostgreSQL's locks, what stops most people first. */
const LOCKS = [
  'ACCESS EXCLUSIVE',
  'EXCLUSIVE',
  'SHARE ROW EXCLUSIVE',
  'SHARE',
  'SHARE UPDATE EXCLUSIVE',
  'ROW EXCLUSIVE',
];

function lockOrder(lock: string): number {
  const at = LOCKS.indexOf(lock.replace(/ \(.*$/s, ''));
  return at < 0 ? LOCKS.length : at;
}

/** The locks with what they block, the tables and where they are taken; each lock once, the hardest first. */
function locksOf(plan: RunPlan, { t }: Translate): readonly PlanRemark[] {
  const found = new Map<string, { tables: Set<string>; places: PlanPlace[] }>();
  for (const [index, step] of plan.steps.entries())
    for (const { lock, line, tables = [] } of step.statements) {
      if (lock === undefined) continue;
      const entry = found.get(lock) ?? { tables: new Set(), places: [] };
      found.set(lock, entry);
      for (const { table, size } of tables) entry.tables.add(`${plain(table)} (${plain(size)})`);
      for (const one of placesOf(plan, step, index, line))
        if (entry.places.every(({ text }) => text !== one.text)) entry.places.push(one);
    }
  const ordered = [...found].sort(([a], [b]) => lockOrder(a) - lockOrder(b));
  return ordered.map(([lock, { tables, places }]) => {
    const more = places.length - MOST_PLACES;
    const words = [
      plain(lock),
      [...tables].join(', '),
      more > 0 ? t('and {0} more places than these', String(more)) : '',
    ];
    return remark(words.filter((part) => part !== '').join(' · '), places.slice(0, MOST_PLACES));
  });
}

function viewStep(plan: RunPlan, step: PlannedStep, index: number, l10n: Translate): PlanStepView {
  const { t } = l10n;
  const side = (revisions: readonly string[]) => (revisions.length === 0 ? t('base') : ids(revisions));
  const [file] = placesOf(plan, step, index, undefined);
  const unknown = (step.unknown ?? []).map(({ line, reason }) =>
    remark(t('Not known before it runs: {0}', plain(reason)), placesOf(plan, step, index, line)),
  );
  return {
    number: String(index + 1),
    revision: plain(step.revision),
    message: plain(step.message),
    way: `${side(step.from)} → ${side(step.to)}`,
    place: file === undefined ? undefined : { ...file, text: plain(shortPath(plan, step)) },
    statements: step.statements.map((statement) => viewStatement(statement, plan, step, index, l10n)),
    remarks: step.statements.length === 0 && unknown.length === 0 ? [remark(emptyStep(step, l10n))] : unknown,
  };
}

function viewStatement(
  { sql, line, lock, destroys, tables = [], work, transactional }: PlannedStatement,
  plan: RunPlan,
  step: PlannedStep,
  index: number,
  { t }: Translate,
): PlanStatementView {
  const whole = revealed(sql.trim());
  const rest = whole.length - LONGEST_SQL;
  // The file stands above the statements of its revision.
  const own = line === undefined ? undefined : placesOf(plan, step, index, line)[0];
  const facts = [
    ...tables.map(({ table, size }) => `${table}: ${size}`),
    ...(work === undefined ? [] : [work]),
    ...(transactional ? [] : [t('outside a transaction')]),
    ...(rest > 0
      ? [t('{0} more characters are not shown: Copy Plan as Markdown has all of them', String(rest))]
      : []),
  ];
  return {
    sql: rest > 0 ? whole.slice(0, LONGEST_SQL) : whole.endsWith(';') ? whole : `${whole};`,
    place: own === undefined ? undefined : { ...own, text: t('line {0}', String(line)) },
    notes: [
      ...(destroys === undefined ? [] : [{ kind: 'loss' as const, text: plain(destroys) }]),
      ...(lock === undefined ? [] : [{ kind: 'lock' as const, text: plain(lock) }]),
      ...facts.map((text) => ({ kind: 'fact' as const, text: plain(text) })),
    ],
  };
}

/** Where a step comes from; nowhere for one that has no revision file. Files of another commit cannot be opened. */
function placesOf(
  { project }: RunPlan,
  step: PlannedStep,
  index: number,
  line: number | undefined,
): readonly PlanPlace[] {
  const isFile = (step.direction === 'upgrade' || step.direction === 'downgrade') && step.path !== '';
  const opened = project.commit === undefined ? index : undefined;
  return isFile ? [{ step: opened, line, text: plain(place(step, line)) }] : [];
}

function remark(text: string, places: readonly PlanPlace[] = []): PlanRemark {
  return { text: plain(text), more: '', places, rule: undefined };
}

/** A warning, behind its first sentence when it is long. */
function folded(warning: string, places: readonly PlanPlace[] = [], rule?: string): PlanRemark {
  const { text, more } = foldLong(oneLine(warning));
  return { text: plain(text), more: plain(more), places, rule };
}

function ids(revisions: readonly string[]): string {
  return revisions.map(plain).join(', ');
}

function plain(text: string): string {
  return revealed(oneLine(text));
}

/** Characters that turn the direction of a text or take no room are written out: what is read is what runs. */
function revealed(text: string): string {
  return text.replace(
    /[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g,
    (hidden) => `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
