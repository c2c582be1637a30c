// What a snapshot is told beside its files: by the configuration, env.py, the user and whoever has git and databases.
import type { ConfigurationFiles } from './lint/configuration/files';
import type { RuleSettings } from './lint/linter';
import type { Reference } from './lint/repository';
import type { EarlierContents } from './lint/rule';
import type { Dialect } from './operations/evaluation';
import type { ModuleReader } from './revisions/metadata';
import type { KeptRenderings } from './sql/keptRenderings';
import type { RenderOptions } from './sql/rendering';

/** What env.py configures; the dialect and the mode are chosen per question. */
export type EnvironmentOptions = Omit<RenderOptions, 'dialect' | 'mode'>;

export interface WorkspaceSettings {
  /** The dialect of lint and of the simulated schema. */
  readonly dialect: Dialect;
  /** Major version of the database server, where the configuration names it. */
  readonly serverVersion?: number | undefined;
  /** What env.py configures offline. */
  readonly environment: EnvironmentOptions;
  /** What it configures online, where that is another call; the schema and lint take the naming convention from it. */
  readonly onlineEnvironment?: EnvironmentOptions;
  readonly rules: RuleSettings;
  /** Source of a module of the project by dotted name; absent: imports from the project stay unknown. */
  readonly readModule?: ModuleReader;
  /** The project's configuration files, for the rules about them. */
  readonly configuration?: ConfigurationFiles;
  /** The default branch, for the rules that compare with it. */
  readonly reference?: Reference | undefined;
  /** The database that ran a revision with another text than this one, as far as anybody remembers. */
  readonly earlierContents?: (revision: string, text: string) => EarlierContents | undefined;
  /** Renderings of an earlier time, for the texts that the first snapshot has. */
  readonly keptRenderings?: KeptRenderings | undefined;
}

/** Alembic's own defaults for everything env.py does not say, with what its template passes: literal binds, named. */
export const TEMPLATE_ENVIRONMENT: EnvironmentOptions = {
  literalBinds: { state: 'known', value: true },
  paramstyle: { state: 'known', value: 'named' },
  namingConvention: { state: 'absent' },
  transactionalDdl: { state: 'absent' },
  transactionPerMigration: { state: 'absent' },
  renderAsBatch: { state: 'absent' },
  versionTable: { state: 'absent' },
  versionTableSchema: { state: 'absent' },
  versionTablePk: { state: 'absent' },
};

/** The convention that the names in the database come from: env.py may give its metadata to online runs alone. */
export function namingConvention({
  environment,
  onlineEnvironment,
}: WorkspaceSettings): EnvironmentOptions['namingConvention'] {
  const online = onlineEnvironment?.namingConvention;
  return online === undefined || online.state === 'absent' ? environment.namingConvention : online;
}

/** Transactional DDL is what env.py says, else what the dialect does by itself. */
export function isTransactional({
  dialect,
  environment,
  onlineEnvironment,
}: WorkspaceSettings): boolean | undefined {
  const { transactionalDdl } = onlineEnvironment ?? environment;
  if (transactionalDdl.state === 'absent') return dialect === 'postgresql';
  return transactionalDdl.state === 'known' ? transactionalDdl.value : undefined;
}
