// What an evaluation is asked and what it answers. The evaluator itself is in evaluate.ts.
import type { Module } from '../python/syntax';
import type { Span } from '../text/span';
import type { Assumption, Step } from './step';

export type Dialect = 'postgresql' | 'sqlite';

/** Offline: what Alembic prints with --sql. Online: what it runs. They differ (docs/architecture of the engine). */
export type Mode = 'offline' | 'online';

/** Answers of the schema at the current point of the run; undefined = not known. Asked after every earlier step was observed. */
export interface SchemaInspector {
  hasTable(name: string, schema: string | undefined): boolean | undefined;
  tableNames(schema: string | undefined): readonly string[] | undefined;
  columnNames(table: string, schema: string | undefined): readonly string[] | undefined;
  indexNames(table: string, schema: string | undefined): readonly string[] | undefined;
  constraintNames(
    table: string,
    schema: string | undefined,
    type: 'unique' | 'foreignKey' | 'check',
  ): readonly string[] | undefined;
  enumNames(schema: string | undefined): readonly string[] | undefined;
}

/** What env.py names the version table, which a revision may ask its migration context for. */
export interface VersionTableOptions {
  readonly versionTable: ConfiguredText;
  readonly versionTableSchema: ConfiguredText;
}

/** A text that env.py may pass to context.configure(). */
export type ConfiguredText =
  | { readonly state: 'absent' }
  | { readonly state: 'known'; readonly value: string }
  | { readonly state: 'unreadable'; readonly reason: string };

export interface EvaluationContext {
  readonly dialect: Dialect;
  readonly mode: Mode;
  /** Absent: nothing is known of env.py. */
  readonly versionTableOptions?: VersionTableOptions;
  /** Absent: inspector questions are opaque. */
  readonly inspector?: SchemaInspector;
  /** Called with every top-level step as soon as it is known, so that the inspector can follow. */
  readonly observe?: (step: Step) => void;
  /** The tree of a module of the project by dotted name (or relative with leading dots); undefined = not readable. */
  readonly readModule?: (name: string) => Module | undefined;
  /** True for a module of the project that is surely loaded before the revisions run. Absent: only what they import. */
  readonly isLoaded?: (name: string) => boolean;
}

/** The result for one function of one file. */
export interface Evaluation {
  /** False when the file has no such function at module level. */
  readonly isDefined: boolean;
  /** The whole function, decorators included; undefined when not defined. */
  readonly span: Span | undefined;
  readonly steps: readonly Step[];
  readonly assumptions: readonly Assumption[];
}
