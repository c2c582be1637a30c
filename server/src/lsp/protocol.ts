// The types of our own requests between extension and server, and of the run child's lines. Types and names only.
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { BackupRecord } from '../database/backups';

export type { BaselineAnswer, ComparisonAnswer, ResetAnswer } from '../database/catalogue/comparisonAnswer';
export type { BlamedDifference, VerifyEvent, VerifyResult } from '../database/verify/verifyEvents';
export type { InspectAnswer, LiveColumn, LiveTable } from '../database/inspect/inspection';
export { NOT_ENCRYPTED } from '../database/plainText';
export type { OpenRun } from '../database/runFile';
export type { RunRecord } from '../database/runHistory';
export type { NamedDatabase } from '../files/connectionProfiles';
export type { BeginningLook } from '../files/findModels';
export type {
  OtherSession,
  PlannedStatement,
  PlannedStep,
  RunAnswer,
  RunEvent,
  RunPlan,
} from '../database/runEvents';

/** What `retort backups --json` prints. */
export interface BackupList {
  readonly backups: readonly BackupRecord[];
}

/** A project = a configuration file and a section of it. `id` is what every request carries. */
export interface ProjectSummary {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
  readonly configFile: string;
  readonly section: string;
  /** The script directory's version folders, absolute; empty when the project has a problem. */
  readonly versionFolders: readonly string[];
  /**
   * Which database `[tool.retort] database` names: 'embedded', a profile name or 'env:NAME'; else `sqlalchemy.url` when
   * the configuration holds one (the address itself, which may hold a password, is not told); undefined when none.
   */
  readonly database: string | undefined;
  /** Why the project cannot be read; undefined when it can. */
  readonly problem: { readonly message: string; readonly uri: string; readonly line: number } | undefined;
}

export type RevisionState = 'applied' | 'pending' | 'unknown';

/** A row of the Revisions tree. */
export interface RevisionItem {
  readonly revision: string;
  readonly message: string;
  readonly uri: string;
  readonly downRevisions: readonly string[];
  readonly branchLabels: readonly string[];
  readonly state: RevisionState;
  readonly isCurrent: boolean;
  readonly isHead: boolean;
  readonly isBase: boolean;
  readonly isBranchPoint: boolean;
  readonly isMergePoint: boolean;
}

export interface RevisionsAnswer {
  /** Alembic's walk order, heads first. */
  readonly revisions: readonly RevisionItem[];
  readonly heads: readonly string[];
  /** Rows of the version table that no file declares. */
  readonly missing: readonly string[];
  readonly problems: readonly {
    readonly message: string;
    readonly uri: string | undefined;
    readonly line: number;
  }[];
}

/** A row of the revision graph; its index is its row. */
export interface GraphItem {
  readonly revision: string;
  readonly message: string;
  /** The create date as its file has it; empty when it has none. */
  readonly date: string;
  readonly fileName: string;
  /** Own labels first, then those of the branch. */
  readonly branchLabels: readonly string[];
  /** How many of the labels are its own. */
  readonly ownLabels: number;
  readonly lane: number;
  readonly state: RevisionState;
  readonly isCurrent: boolean;
  readonly isHead: boolean;
  readonly isBase: boolean;
  readonly isMergePoint: boolean;
  /** Parents and dependencies that no file declares. */
  readonly missing: readonly string[];
}

/** A line from the row of a child to the row of what it stands on; between them it runs in `lane`. */
export interface GraphLine {
  readonly child: number;
  readonly parent: number;
  readonly lane: number;
  readonly kind: 'down' | 'merge' | 'depends' | 'loop';
}

export interface GraphAnswer {
  /** Alembic's walk order, heads first. */
  readonly rows: readonly GraphItem[];
  readonly lines: readonly GraphLine[];
  /** How many lanes there are. */
  readonly width: number;
  /** Rows of the version table that no file declares. */
  readonly missing: readonly string[];
}

/** What the page of the revision graph shows around its rows. Every text is translated. */
export interface GraphFrame {
  readonly projectId: string;
  readonly projectName: string;
  readonly database: string;
  readonly isTrusted: boolean;
  readonly hasDatabase: boolean;
  readonly showsDates: boolean;
  /** Percent; counts until the person changes it. */
  readonly zoom: number;
  readonly words: Readonly<Record<string, string>>;
}

/** From the extension to the page of the revision graph. */
export type GraphMessage =
  | { readonly kind: 'show'; readonly frame: GraphFrame; readonly graph: GraphAnswer }
  | { readonly kind: 'reveal'; readonly revision: string };

/** From the page of the revision graph to the extension. */
export type GraphPageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly revision: string }
  | { readonly kind: 'merge'; readonly revisions: readonly string[] }
  | { readonly kind: 'rebase'; readonly revision: string; readonly onto: string }
  | { readonly kind: 'export' }
  | { readonly kind: 'selectProject' };

/** A place in a file of a plan's step, which the page can have opened. */
export interface PlanPlace {
  /** Index into the steps; undefined for a place that cannot be opened. */
  readonly step: number | undefined;
  /** 1-based; undefined for the file as a whole. */
  readonly line: number | undefined;
  readonly text: string;
}

/** A line of the plan's page that a person should not overlook. */
export interface PlanRemark {
  readonly text: string;
  /** What is in sight only when asked for; empty where `text` says all. */
  readonly more: string;
  readonly places: readonly PlanPlace[];
  /** The lint rule whose page explains it. */
  readonly rule: string | undefined;
}

/** What is said before the steps. */
export interface PlanNotice {
  readonly kind: 'loss' | 'lock' | 'warning' | 'session' | 'unknown';
  readonly heading: string;
  readonly remarks: readonly PlanRemark[];
}

export interface PlanStatementView {
  readonly sql: string;
  readonly place: PlanPlace | undefined;
  readonly notes: readonly { readonly kind: 'loss' | 'lock' | 'fact'; readonly text: string }[];
}

export interface PlanStepView {
  readonly number: string;
  readonly revision: string;
  readonly message: string;
  /** `aaaa → bbbb`. */
  readonly way: string;
  readonly place: PlanPlace | undefined;
  readonly statements: readonly PlanStatementView[];
  readonly remarks: readonly PlanRemark[];
}

/** A plan as its page shows it. Every text is translated, and all but `sql` are one line. */
export interface PlanView {
  readonly heading: string;
  readonly database: { readonly name: string; readonly place: string; readonly version: string };
  /** Why the name has to be typed; empty where it has not. */
  readonly protection: string;
  readonly summary: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly alembicLine: string;
  readonly notices: readonly PlanNotice[];
  readonly steps: readonly PlanStepView[];
  readonly question: {
    readonly run: string;
    readonly cancel: string;
    readonly losesSomething: boolean;
    /** What has to be typed; undefined where a click is enough. */
    readonly typedName: { readonly name: string; readonly label: string; readonly wrong: string } | undefined;
  };
  readonly words: Readonly<Record<'facts' | 'copy' | 'steps' | 'copied', string>>;
}

/** From the extension to the page of a plan. `settled` says how it was answered or ended; then nothing is asked. */
export type PlanMessage =
  | { readonly kind: 'show'; readonly plan: PlanView; readonly settled: string }
  | { readonly kind: 'settled'; readonly settled: string };

/** From the page of a plan to the extension. */
export type PlanPageMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'run'; readonly typedName: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'open'; readonly step: number; readonly line: number | undefined }
  | { readonly kind: 'explain'; readonly rule: string }
  | { readonly kind: 'copyAlembicLine' };

export interface PreviewAnswer {
  readonly sql: string;
  readonly unresolved: readonly { readonly line: number; readonly column: number; readonly reason: string }[];
  readonly error: string | undefined;
}

/** The edits of a rebase, or why it cannot be done. `start` is the revision that is re-pointed. */
export type RebaseAnswer =
  | { readonly edit: undefined; readonly problem: string }
  | {
      readonly edit: WorkspaceEdit;
      /** The same edit, which the editor shows before it applies what is ticked. */
      readonly preview: WorkspaceEdit;
      readonly problem: undefined;
      readonly start: string;
      /** What `start` stands on so far. */
      readonly parents: readonly string[];
      readonly onto: string;
      /** The known database has `start` already, so it does not get what is put below it. */
      readonly isApplied: boolean;
      readonly isOntoApplied: boolean;
    };

/** The edits of a rename, and the files to rename once they are saved; or why it cannot be done. */
export type RenameAnswer =
  | { readonly edit: undefined; readonly problem: string }
  | {
      readonly edit: WorkspaceEdit;
      readonly renames: readonly { readonly from: string; readonly to: string }[];
      readonly problem: undefined;
      /** The known database has the revision under its present id. */
      readonly isApplied: boolean;
    };

/** The edit that lays a SQL string out; without one, why it stays as it is, or nothing when it is as it should be. */
export type FormatSqlAnswer =
  | { readonly edit: WorkspaceEdit; readonly problem: undefined }
  | { readonly edit: undefined; readonly problem: string | undefined };

/** What the client hands over at `initialize`. */
export interface ServerOptions {
  /** False: files outside the workspace folders are not read. */
  readonly isTrusted: boolean;
}

/** What code lenses and tree rows hand to a command: one revision of one project. */
export interface RevisionArgument {
  readonly projectId: string;
  readonly revision: string;
}

/** Request names and their parameter and result types. */
export interface RetortRequests {
  'retort/projects': { params: Record<string, never>; result: readonly ProjectSummary[] };
  'retort/revisions': {
    params: { projectId: string; /** Version rows when known. */ current: readonly string[] | undefined };
    result: RevisionsAnswer;
  };
  /** The revision graph as it is drawn, with what the given version rows mean for each revision. */
  'retort/graph': {
    params: { projectId: string; current: readonly string[] | undefined };
    result: GraphAnswer;
  };
  /** The same as the text of an SVG file. */
  'retort/graphSvg': {
    params: { projectId: string; current: readonly string[] | undefined };
    result: { readonly svg: string };
  };
  /** Finds the projects anew and reads every file again; resolves when that is done. */
  'retort/reload': { params: Record<string, never>; result: null };
  /** Plans to put `revision` on `onto`: of a head the whole branch, of any other revision all that stands on it. */
  'retort/planRebase': {
    params: { projectId: string; revision: string; onto: string };
    result: RebaseAnswer;
  };
  /** The commands that lead from the version rows `now` to those of `before`; null when no plain ones do. */
  'retort/wayBack': {
    params: { projectId: string; now: readonly string[]; before: readonly string[] };
    result: {
      moves: readonly { command: 'upgrade' | 'downgrade'; target: string; rows: readonly string[] }[] | null;
    };
  };
  'retort/planRename': {
    params: { projectId: string; revision: string; newName: string };
    result: RenameAnswer;
  };
  /** Lays out the SQL string at a position, where the result provably means the same. */
  'retort/formatSql': {
    params: {
      uri: string;
      position: { line: number; character: number };
      keywordCase: 'preserve' | 'upper' | 'lower';
      indent: number;
    };
    result: FormatSqlAnswer;
  };
  /** The schema before or after a revision as SQL; a comment where the revision is gone. */
  'retort/schemaText': {
    params: { projectId: string; revision: string; side: 'before' | 'after' };
    result: { readonly text: string };
  };
  'retort/previewSql': {
    params: { projectId: string; revision: string; direction: 'upgrade' | 'downgrade' };
    result: PreviewAnswer;
  };
}

/** Sent by the server when projects, revisions or their problems changed; the client asks again. */
export const REVISIONS_CHANGED = 'retort/revisionsChanged';

/** The database of a project that names none but has `sqlalchemy.url` in its configuration. */
export const URL_IN_CONFIGURATION = 'sqlalchemy.url';
