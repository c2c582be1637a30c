// What rendering is asked and what it answers: plain values shared by the dialects, the command line and the runner.
import type { Span } from '../text/span';
import type { Dialect, Mode } from '../operations/evaluation';
import type { EnvironmentOption, NamingConvention } from '../schema/namingConvention';

export type { EnvironmentOption, NamingConvention } from '../schema/namingConvention';

/** How env.py configures the migration context; only what changes the text or its envelope. */
export interface RenderOptions {
  readonly dialect: Dialect;
  readonly mode: Mode;
  readonly literalBinds: EnvironmentOption<boolean>;
  readonly paramstyle: EnvironmentOption<string>;
  readonly namingConvention: EnvironmentOption<NamingConvention>;
  readonly transactionalDdl: EnvironmentOption<boolean>;
  readonly transactionPerMigration: EnvironmentOption<boolean>;
  readonly renderAsBatch: EnvironmentOption<boolean>;
  readonly versionTable: EnvironmentOption<string>;
  readonly versionTableSchema: EnvironmentOption<string>;
  readonly versionTablePk: EnvironmentOption<boolean>;
}

/** One statement exactly as Alembic emits it (`text` ends in `;` offline), and the source it comes from. */
export interface RenderedStatement {
  readonly text: string;
  /** The call in the revision file; undefined for statements Alembic adds itself. */
  readonly span: Span | undefined;
  /** False inside an autocommit block. */
  readonly transactional: boolean;
  /** What kind of thing it is for plans: the operation's kind, 'statement', 'version', 'transaction', 'createType'. */
  readonly source: string;
  /** Alembic takes this statement and its neighbours of the same kind from a set: their order varies from run to run. */
  readonly hasVaryingOrder?: true;
}

/** Something that is not known statically, so the text would be a guess. */
export interface Unresolved {
  readonly span: Span;
  readonly reason: string;
}

/** What one function prints. `error` is what Alembic raises, after the statements already printed. */
export interface RenderedFunction {
  readonly statements: readonly RenderedStatement[];
  readonly unresolved: readonly Unresolved[];
  readonly error:
    { readonly type: string; readonly message: string; readonly span: Span | undefined } | undefined;
}
