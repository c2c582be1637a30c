// The configuration files of a project as rules see them: texts with positions. Which files they are is found elsewhere.
import type { IniText } from './iniText';
import type { TomlText } from './tomlText';
import type { Report } from '../rule';
import type { Dialect } from '../../operations/evaluation';
import type { Module } from '../../python/syntax';
import type { EnvironmentOption, NamingConvention } from '../../schema/namingConvention';

/** One file as it is on disk or in the editor. */
export interface ConfigurationText {
  readonly path: string;
  readonly text: string;
}

/** A Python file near the version locations that Alembic does not load. It may be a revision that was put astray. */
export interface OutsideFile extends ConfigurationText {
  /** True in a sub-folder of a version location. */
  readonly isBelow: boolean;
}

/** The files of one project; those it does not have are undefined. */
export interface ConfigurationFiles {
  /** The section of the ini file, `alembic` unless -n says otherwise. */
  readonly section: string;
  readonly ini: ConfigurationText | undefined;
  readonly toml: ConfigurationText | undefined;
  readonly environment: ConfigurationText | undefined;
  readonly template: ConfigurationText | undefined;
  /** True for a file that git is told to leave alone, so that what is in it is not published. */
  readonly isIgnored: (path: string) => boolean;
  /** Files that look like revisions where Alembic does not look; absent when nobody searched. */
  readonly outside?: readonly OutsideFile[];
}

/** What a rule `on: 'config'` looks at. */
export interface ConfigContext {
  readonly section: string;
  readonly dialect: Dialect;
  readonly ini: (ConfigurationText & { readonly content: IniText }) | undefined;
  readonly toml: (ConfigurationText & { readonly content: TomlText }) | undefined;
  readonly environment: (ConfigurationText & { readonly module: Module }) | undefined;
  readonly template: ConfigurationText | undefined;
  readonly outside: readonly OutsideFile[];
  readonly namingConvention: EnvironmentOption<NamingConvention>;
  readonly isIgnored: (path: string) => boolean;
  /** Every rule there is, also those that are turned off. */
  readonly ruleIds: readonly string[];
  /** Source of a module of the project by dotted name. */
  readonly readModule: (name: string) => string | undefined;
}

/** A report that says in which of the files it is. */
export interface ConfigReport extends Report {
  readonly path: string;
}
