// The shape of a lint rule and what it is given. Running rules, severities, suppressions and overlaps: linter.ts.
import type { ConfigContext, ConfigReport } from './configuration/files';
import type { Suppression } from './suppressions';
import type { RelatedPlace, Fix, Severity } from './finding';
import type { ProjectSource } from '../projectSources';
import type { Reference } from './repository';
import type { Dialect, Evaluation } from '../operations/evaluation';
import type { Operation } from '../operations/operation';
import type { Step } from '../operations/step';
import type { Module } from '../python/syntax';
import type { GraphRevision, RevisionGraph } from '../revisions/graph';
import type { ModuleReader } from '../revisions/metadata';
import type { RevisionHeader } from '../revisions/revision';
import type { EnvironmentOption, NamingConvention } from '../schema/namingConvention';
import type { Schema, SchemaProblem } from '../schema/schema';
import type { ParsedSql, SqlReading } from '../sqlText/parsedSql';
import type { Span } from '../text/span';

/** One step together with the schema it meets and the schema it leaves. */
export interface AnalysedStep {
  readonly step: Step;
  readonly before: Schema;
  readonly after: Schema;
  /** For SQL text given to execute: what PostgreSQL's parser read. Absent for every other step. */
  readonly sql?: SqlReading;
  /** The statements of that text in order; absent unless they are known. The same as `sql.statements`. */
  readonly parsed?: readonly ParsedSql[];
  /** What of the step does not fit the schema it meets. */
  readonly problems: readonly SchemaProblem[];
  /** The statements of a text that has several, each with the schema around it; absent for every other step. */
  readonly parts?: readonly AnalysedStep[];
}

/** upgrade() or downgrade() of a file, evaluated and replayed. */
export interface FunctionAnalysis {
  readonly direction: 'upgrade' | 'downgrade';
  readonly evaluation: Evaluation;
  readonly steps: readonly AnalysedStep[];
}

/** Everything a rule may look at when it judges a revision file. */
export interface RevisionContext {
  readonly path: string;
  readonly source: string;
  readonly module: Module;
  readonly header: RevisionHeader;
  readonly dialect: Dialect;
  /** Major version of the server the project runs on; undefined when it is not configured. */
  readonly serverVersion: number | undefined;
  /** Whether a revision runs in a transaction; undefined when env.py decides that in a way that cannot be read. */
  readonly isTransactional: boolean | undefined;
  readonly graph: RevisionGraph;
  readonly upgrade: FunctionAnalysis;
  readonly downgrade: FunctionAnalysis;
  readonly namingConvention: EnvironmentOption<NamingConvention>;
  /** True when the dotted name is a module of the project itself, whose code changes with the project. */
  readonly isProjectModule: (name: string) => boolean;
  /** A module of the project by its dotted name; undefined for every other one. */
  readonly readModule: ModuleReader;
  /** The same as a tree, which is made once for all revisions. */
  readonly moduleTree: (name: string) => Module | undefined;
  /** The text of any revision file; the same function for one snapshot of the files. */
  readonly textOf: (path: string) => string | undefined;
  /** What upgrade() of a revision before this one does; free for ancestors, since they are replayed already. */
  readonly upgradeOf: (revision: string) => FunctionAnalysis;
  /** The text of env.py; undefined when it is not known. */
  readonly environmentSource: string | undefined;
  /** Where it lies; undefined with it. */
  readonly environmentPath: string | undefined;
  /** Texts that can say how sessions are opened: env.py, the project's modules it leads to, the configuration files. */
  readonly sessionSources: () => readonly string[];
  /** Modules of the project that env.py leads to, nearest first. */
  readonly projectSources: () => readonly ProjectSource[];
  /** The schema that a revision leaves, for any revision; replays what is not replayed yet. */
  readonly schemaAfter: (revision: string) => Schema;
  /** Replays the file's downgrade() as it would be with another text, from the schema that upgrade() leaves. */
  readonly replayDowngrade: (source: string) => FunctionAnalysis;
}

/** What a rule about the history sees: one file's header and the whole graph, but not what the file does. */
export interface GraphContext {
  readonly path: string;
  readonly source: string;
  readonly header: RevisionHeader;
  readonly dialect: Dialect;
  readonly graph: RevisionGraph;
  /** The revision the file holds in the graph; undefined when it has no id or another file repeats it later. */
  readonly revision: GraphRevision | undefined;
  /** The text of any revision file, for fixes that reach further; the same function for one snapshot of the files. */
  readonly textOf: (path: string) => string | undefined;
  /** The default branch, or the ref to compare with; undefined where git says nothing. */
  readonly reference: Reference | undefined;
  /** The database that ran this revision with other contents; undefined where none is known. */
  readonly earlier: EarlierContents | undefined;
}

/** Where and when a revision ran with other contents than its file has. */
export interface EarlierContents {
  readonly database: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

/** Where an operation stands: its function, its step (the batch for operations inside one) and the schema before it. */
export interface OperationContext {
  readonly revision: RevisionContext;
  readonly function: FunctionAnalysis;
  readonly stepIndex: number;
  readonly before: Schema;
  /** The statement of SQL text that the operation is read from; undefined for a call of `op`. */
  readonly sql?: ParsedSql | undefined;
}

/** What a rule says of one place; the linter adds rule, severity and path. */
export interface Report {
  readonly span: Span;
  /** What is wrong, why it hurts, what to write instead. */
  readonly message: string;
  /** A function where writing them takes time: it is called when somebody asks for the fixes of the finding. */
  readonly fixes?: readonly Fix[] | (() => readonly Fix[]);
  readonly related?: readonly RelatedPlace[];
}

interface RuleBase {
  /** The rule's only name: folder, diagnostic code, settings key, suppression, documentation page. */
  readonly id: string;
  /** One sentence, equal to the first paragraph of the rule's README. */
  readonly summary: string;
  readonly severity: Severity;
  /** True for a rule that runs only where the settings give it a severity. */
  readonly isOptional?: boolean;
  /** Absent: all dialects. */
  readonly dialects?: readonly Dialect[];
}

export interface RevisionRule extends RuleBase {
  readonly on: 'revision';
  check(revision: RevisionContext, report: (report: Report) => void): void;
}

export interface GraphRule extends RuleBase {
  readonly on: 'graph';
  check(context: GraphContext, report: (report: Report) => void): void;
}

/** A rule id in a suppression comment that silences nothing in the file. */
export interface UnusedSuppression {
  readonly suppression: Suppression;
  readonly ruleId: string;
}

/** What a rule about suppression comments sees, when all other rules have spoken. */
export interface SuppressionContext {
  readonly path: string;
  readonly source: string;
  readonly unused: readonly UnusedSuppression[];
}

export interface SuppressionRule extends RuleBase {
  readonly on: 'suppressions';
  check(context: SuppressionContext, report: (report: Report) => void): void;
}

export interface ConfigRule extends RuleBase {
  readonly on: 'config';
  check(context: ConfigContext, report: (report: ConfigReport) => void): void;
}

type Kind = Operation['kind'];

export interface OperationRule<K extends Kind = Kind> extends RuleBase {
  readonly on: readonly K[];
  /** True for a rule that also judges the operations that SQL text given to execute equals. It offers no fixes there. */
  readonly readsSql?: boolean;
  check(
    operation: Extract<Operation, { readonly kind: K }>,
    context: OperationContext,
    report: (report: Report) => void,
  ): void;
}

/** A rule whose operation type is forgotten, so that rules of all kinds fit one list. */
export type Rule = RevisionRule | GraphRule | SuppressionRule | ConfigRule | AnyOperationRule;

/** A rule about operations, which is only called for the kinds it names. */
export interface AnyOperationRule extends RuleBase {
  readonly on: readonly Kind[];
  readonly readsSql?: boolean;
  check(operation: Operation, context: OperationContext, report: (report: Report) => void): void;
}

/** Declares a rule that looks at a whole revision file. */
export function defineRevisionRule(rule: Omit<RevisionRule, 'on'>): Rule {
  return { ...rule, on: 'revision' };
}

/** Declares a rule that looks at one file's place in the history. It is asked per file and reports on that file. */
export function defineGraphRule(rule: Omit<GraphRule, 'on'>): Rule {
  return { ...rule, on: 'graph' };
}

/** Declares a rule that looks at the suppression comments of a file after all other rules. */
export function defineSuppressionRule(rule: Omit<SuppressionRule, 'on'>): Rule {
  return { ...rule, on: 'suppressions' };
}

/** Declares a rule about alembic.ini, pyproject.toml, env.py and script.py.mako, asked once for each project. */
export function defineConfigRule(rule: Omit<ConfigRule, 'on'>): Rule {
  return { ...rule, on: 'config' };
}

/** Declares a rule that looks at operations of the named kinds, one at a time, also inside batches. */
export function defineOperationRule<K extends Kind>(rule: OperationRule<K>): Rule {
  return {
    ...rule,
    check(operation, context, report) {
      rule.check(operation as Extract<Operation, { readonly kind: K }>, context, report);
    },
  };
}
