// Runs the rules over one revision and settles what the rules leave open: severities, suppressions, overlaps, order.
import type { Finding, Fix, Severity } from './finding';
import type {
  AnyOperationRule,
  FunctionAnalysis,
  GraphContext,
  Report,
  RevisionContext,
  RevisionRule,
  Rule,
  UnusedSuppression,
} from './rule';
import { readSuppressions, type Suppression } from './suppressions';
import { operationsOf } from './functionFacts';
import { SUPERSEDES } from './supersedes';
import type { Dialect } from '../operations/evaluation';
import type { Operation } from '../operations/operation';
import type { Comment } from '../python/syntax';
import { LineIndex } from '../text/lineIndex';
import type { Span } from '../text/span';

/** Severity per rule id; a rule that is not named keeps its own. */
export type RuleSettings = Readonly<Record<string, Severity | 'off'>>;

/**
 * The rules that decide which findings of error severity there are: those that report some, and those that silence one of
 * them. All of them where a comment that silences nothing counts as an error.
 */
export function rulesForErrors(rules: readonly Rule[], settings: RuleSettings): readonly Rule[] {
  const isError = (rule: Rule): boolean => severityOf(rule, settings) === 'error';
  if (rules.some((rule) => rule.on === 'suppressions' && isError(rule))) return rules;
  const errors = new Set(rules.filter(isError).map(({ id }) => id));
  return rules.filter(
    ({ id }) => errors.has(id) || SUPERSEDES[id]?.some((other) => errors.has(other)) === true,
  );
}

/** The findings of one revision file and of its place in the history, in the order of their places. */
export function lintFile(
  revision: RevisionContext,
  history: GraphContext,
  rules: readonly Rule[],
  settings: RuleSettings,
): readonly Finding[] {
  const findings = [
    ...revisionFindings(revision, rules, settings),
    ...historyFindings(history, rules, settings),
  ];
  const unused = unusedFindings(revision, findings, rules, settings);
  return settle([...findings, ...unused], revision.source, () => revision.module.comments);
}

function revisionFindings(
  revision: RevisionContext,
  rules: readonly Rule[],
  settings: RuleSettings,
): readonly Finding[] {
  const findings: Finding[] = [];
  const active = activeRules(rules, settings, revision.dialect);
  const reporter = (rule: Rule) => (report: Report) => {
    findings.push(toFinding(rule, report, revision.path, settings));
  };
  for (const rule of active.onRevision) rule.check(revision, reporter(rule));
  for (const analysis of [revision.upgrade, revision.downgrade]) {
    visitOperations(revision, analysis, active.onOperation, reporter);
  }
  return findings;
}

/** What the comments of the file silence for nothing. A rule that is turned off is not asked about. */
function unusedFindings(
  { path, source, module, dialect }: RevisionContext,
  findings: readonly Finding[],
  rules: readonly Rule[],
  settings: RuleSettings,
): readonly Finding[] {
  const found: Finding[] = [];
  if (module.comments.length === 0) return found;
  const lines = new LineIndex(source);
  const unused: UnusedSuppression[] = readSuppressions(module.comments, source, lines).flatMap(
    (suppression) =>
      suppression.ruleIds
        .filter((id) => rules.some((rule) => rule.id === id && isActive(rule, settings, dialect)))
        .filter((id) => !findings.some((one) => one.ruleId === id && silences(suppression, one, lines)))
        .filter((id) => id !== 'unused-suppression')
        .map((ruleId) => ({ suppression, ruleId })),
  );
  if (unused.length === 0) return found;
  for (const rule of rules) {
    if (rule.on !== 'suppressions' || !isActive(rule, settings, dialect)) continue;
    rule.check({ path, source, unused }, (report) => found.push(toFinding(rule, report, path, settings)));
  }
  return found;
}

/**
 * The findings about one file's place in the history: rules `on: 'graph'` only, so that nothing has to be replayed.
 * `comments` is asked only when there is something to silence.
 */
export function lintHistory(
  context: GraphContext,
  rules: readonly Rule[],
  settings: RuleSettings,
  comments: () => readonly Comment[],
): readonly Finding[] {
  const findings = historyFindings(context, rules, settings);
  return findings.length === 0 ? [] : settle(findings, context.source, comments);
}

function historyFindings(
  context: GraphContext,
  rules: readonly Rule[],
  settings: RuleSettings,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.on !== 'graph' || !isActive(rule, settings, context.dialect)) continue;
    rule.check(context, (report) => findings.push(toFinding(rule, report, context.path, settings)));
  }
  return findings;
}

/** Takes out what is superseded or silenced, and puts the rest in order. */
export function settle(
  findings: readonly Finding[],
  source: string,
  comments: () => readonly Comment[],
): readonly Finding[] {
  const lines = new LineIndex(source);
  const suppressions = readSuppressions(comments(), source, lines);
  return withoutRepeated(withoutSuperseded(findings))
    .filter((finding) => !suppressions.some((suppression) => silences(suppression, finding, lines)))
    .toSorted(byPlace);
}

/** One finding for a place that a loop runs several times, where nothing else is said of it. */
function withoutRepeated(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ ruleId, span, message }) => {
    const key = `${ruleId} ${String(span.start)} ${String(span.end)} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function byPlace(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || compareText(a.ruleId, b.ruleId);
}

/** The rules that settings and dialect leave, by what they look at. */
interface ActiveRules {
  readonly onRevision: readonly RevisionRule[];
  readonly onOperation: ReadonlyMap<Operation['kind'], readonly AnyOperationRule[]>;
}

/** They are the same for every file and every edit, so they are sorted once. */
const ACTIVE = new WeakMap<readonly Rule[], WeakMap<RuleSettings, Map<Dialect, ActiveRules>>>();

function activeRules(rules: readonly Rule[], settings: RuleSettings, dialect: Dialect): ActiveRules {
  const ofRules = ACTIVE.get(rules) ?? new WeakMap<RuleSettings, Map<Dialect, ActiveRules>>();
  ACTIVE.set(rules, ofRules);
  const ofSettings = ofRules.get(settings) ?? new Map<Dialect, ActiveRules>();
  ofRules.set(settings, ofSettings);
  const found = ofSettings.get(dialect) ?? sortRules(rules, settings, dialect);
  ofSettings.set(dialect, found);
  return found;
}

function sortRules(rules: readonly Rule[], settings: RuleSettings, dialect: Dialect): ActiveRules {
  const onRevision: RevisionRule[] = [];
  const onOperation = new Map<Operation['kind'], AnyOperationRule[]>();
  for (const rule of rules) {
    if (!isActive(rule, settings, dialect)) continue;
    if (rule.on === 'revision') onRevision.push(rule);
    if (typeof rule.on === 'string') continue;
    for (const kind of rule.on) onOperation.set(kind, [...(onOperation.get(kind) ?? []), rule]);
  }
  return { onRevision, onOperation };
}

/** False for a rule that the settings turn off, or that is about another dialect. */
export function isActive(rule: Rule, settings: RuleSettings, dialect: Dialect): boolean {
  return (
    severityOf(rule, settings) !== 'off' && (rule.dialects === undefined || rule.dialects.includes(dialect))
  );
}

function severityOf(rule: Rule, settings: RuleSettings): Severity | 'off' {
  return settings[rule.id] ?? (rule.isOptional === true ? 'off' : rule.severity);
}

/** The report with the rule's name and the severity the settings give it. */
export function toFinding(rule: Rule, report: Report, path: string, settings: RuleSettings): Finding {
  const setting = settings[rule.id];
  const { span, message, fixes = [], related = [] } = report;
  const severity = setting === undefined || setting === 'off' ? rule.severity : setting;
  const finding = { ruleId: rule.id, severity, path, span, message, related };
  if (typeof fixes !== 'function') return { ...finding, fixes };
  let written: readonly Fix[] | undefined;
  return {
    ...finding,
    get fixes() {
      return (written ??= fixes());
    },
  };
}

function visitOperations(
  revision: RevisionContext,
  analysis: FunctionAnalysis,
  rules: ActiveRules['onOperation'],
  reporter: (rule: Rule) => (report: Report) => void,
): void {
  for (const { operation, stepIndex, before, sql } of operationsOf(analysis)) {
    const context = { revision, function: analysis, stepIndex, before, sql };
    for (const rule of rules.get(operation.kind) ?? []) {
      if (sql === undefined) rule.check(operation, context, reporter(rule));
      else if (rule.readsSql === true) rule.check(operation, context, withoutFixes(reporter(rule)));
    }
  }
}

/** Fixes are written for calls: in SQL text their places are others. */
function withoutFixes(report: (report: Report) => void): (report: Report) => void {
  return ({ span, message, related = [] }) => {
    report({ span, message, related });
  };
}

function withoutSuperseded(findings: readonly Finding[]): readonly Finding[] {
  const places = new Map<string, Span[]>();
  for (const finding of findings) {
    for (const silenced of SUPERSEDES[finding.ruleId] ?? []) {
      const known = places.get(silenced) ?? [];
      known.push(finding.span, ...samePlaces(finding));
      places.set(silenced, known);
    }
  }
  if (places.size === 0) return findings;
  return findings.filter(
    ({ ruleId, span }) => places.get(ruleId)?.some((place) => overlap(place, span)) !== true,
  );
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

function silences(suppression: Suppression, finding: Finding, lines: LineIndex): boolean {
  if (!suppression.ruleIds.includes(finding.ruleId)) return false;
  return suppression.lines === undefined || suppression.lines.has(lines.positionAt(finding.span.start).line);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function samePlaces(finding: Finding): readonly Span[] {
  return finding.related.filter((place) => place.path === finding.path).map((place) => place.span);
}
