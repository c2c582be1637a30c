// What a run tells the outside while it works: the lines of `--events json`, and the plan they begin with.

/** A table that a statement of the plan works on, as it was when the plan was made. */
export interface TouchedTable {
  readonly table: string;
  /** About; null when it was never analysed. */
  readonly rows: number | null;
  /** With indexes and what is stored aside. */
  readonly bytes: number;
  /** Both for people: `about 1.2 million rows, 340 MB`. */
  readonly size: string;
}

/** Another session with the same database, as it was when the plan was made. */
export interface OtherSession {
  readonly pid: number;
  readonly user: string;
  readonly application: string;
  /** `active`, `idle in transaction` ..., or `unknown` where this user may not see it. */
  readonly state: string;
  /** How long its transaction is open; null when it has none. */
  readonly openSeconds: number | null;
  /** One line, shortened, without literals. */
  readonly query: string;
  /** Its locks on tables of the plan. */
  readonly holds: readonly { readonly table: string; readonly mode: string }[];
}

/** How long statements of a run may wait and work; 0 is without a limit. */
export interface RunLimits {
  readonly lockTimeoutSeconds: number;
  readonly statementTimeoutSeconds: number;
  /** How often a transaction that got no lock is tried. */
  readonly lockTries: number;
  /** False where nothing sets them: the driver of Alembic takes no options. */
  readonly isEnforced: boolean;
}

/** One statement of a plan, in execution order. */
export interface PlannedStatement {
  readonly sql: string;
  /** 1-based line of the call in the revision file; undefined for statements Alembic adds itself. */
  readonly line: number | undefined;
  /** Lock the statement takes and what that blocks, `ACCESS EXCLUSIVE (blocks ...)`; undefined when none is worth naming. */
  readonly lock: string | undefined;
  /** Why data or objects are lost by it; undefined when nothing is. */
  readonly destroys: string | undefined;
  readonly transactional: boolean;
  /** The tables that exist when the plan is made; absent when there are none, or none were asked for. */
  readonly tables?: readonly TouchedTable[];
  /** What it does to all rows of its table, `every row is written again`; absent when nothing of the kind is known. */
  readonly work?: string;
}

/** A part of a step whose SQL is known only when Alembic runs it. */
export interface UnknownPart {
  /** 1-based line in the revision file. */
  readonly line: number | undefined;
  readonly reason: string;
}

/** What to know of a step before saying yes. */
export interface StepWarning {
  /** 1-based line in the revision file; undefined: it is about the whole step. */
  readonly line: number | undefined;
  /** File and line as a terminal shows them; undefined as `line`. */
  readonly place: string | undefined;
  /** The lint rule that says it. */
  readonly rule: string | undefined;
  readonly message: string;
}

export interface PlannedStep {
  /**
   * `stamp` changes the version table and nothing else; its `path` and `message` are empty. `restore` replaces the whole
   * database by the back-up that `revision` names.
   */
  readonly direction: 'upgrade' | 'downgrade' | 'stamp' | 'restore';
  readonly revision: string;
  readonly message: string;
  readonly path: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly statements: readonly PlannedStatement[];
  /** What `statements` leaves out; only in runs of Alembic, and absent when everything is known. */
  readonly unknown?: readonly UnknownPart[];
  /** Absent when there are none. */
  readonly warnings?: readonly StepWarning[];
}

/** A command of ours that is the way on; whoever shows a failure can offer it, whatever the words say. */
export interface ProposedCommand {
  readonly command: 'leave-branch' | 'restore-revision';
  /** What it is called with. */
  readonly words: readonly string[];
}

/** Everything a person confirms before anything runs. */
export interface RunPlan {
  /** Identifies the run from here on. */
  readonly id: string;
  readonly command: 'upgrade' | 'downgrade' | 'stamp' | 'ensure_version' | 'restore';
  readonly target: string;
  readonly project: {
    readonly configFile: string;
    readonly section: string;
    /** Where the revision files are those of this commit and not those of the work tree. */
    readonly commit?: string;
  };
  /** `label` is safe to show: it never holds a password. */
  readonly database: {
    readonly label: string;
    /** Where the label leads, without a password; absent where the label says that. */
    readonly place?: string;
    /** `current_database()`, or what stands for it: the word that has to be typed where `isProtected`. */
    readonly name: string;
    readonly serverVersion: string;
    /** True: a confirmation needs `name`, typed by a person. */
    readonly isProtected?: boolean;
    /** False: downgrade and stamp are refused whatever is typed. */
    readonly allowsDowngrade?: boolean;
  };
  readonly runner: 'native' | 'alembic';
  /** One sentence: why this runner. */
  readonly runnerReason: string;
  /** The back-up that is made before anything runs, in one sentence; absent when none is made. */
  readonly backup?: string;
  readonly current: readonly string[];
  readonly steps: readonly PlannedStep[];
  /** Those that belong to no step. */
  readonly warnings: readonly string[];
  /** Absent for plans that run nothing on a server. */
  readonly limits?: RunLimits;
  /** Sessions that hold a lock on a table of the plan or have been in a transaction for long. */
  readonly sessions?: { readonly count: number; readonly notable: readonly OtherSession[] };
}

export type RunEvent =
  | { readonly event: 'plan'; readonly plan: RunPlan }
  | {
      readonly event: 'step';
      readonly index: number;
      readonly revision: string;
      readonly state: 'begin' | 'done';
    }
  | { readonly event: 'statement'; readonly step: number; readonly index: number }
  | {
      readonly event: 'progress';
      /** What the server says of an index it builds. */
      readonly phase: string;
      readonly table: string;
      /** Of this phase; absent where the server counts nothing. */
      readonly percent?: number;
    }
  | {
      /** The run waits for this session. Told once for each session and wait. */
      readonly event: 'blocked';
      readonly pid: number;
      readonly user: string;
      readonly application: string;
      readonly state: string;
      /** One line, shortened, without literals. */
      readonly query: string;
      /** How long its transaction is open. */
      readonly sinceSeconds: number | null;
    }
  | { readonly event: 'done'; readonly current: readonly string[]; readonly durationMs: number }
  | {
      readonly event: 'failed';
      /** One sentence for people: what the database said. */
      readonly message: string;
      /** What to do next. */
      readonly nextStep: string;
      readonly revision: string | undefined;
      readonly path: string | undefined;
      /** 1-based. */
      readonly line: number | undefined;
      readonly sql: string | undefined;
      /** SQLSTATE. */
      readonly code: string | undefined;
      /** The version rows after the roll-back. */
      readonly current: readonly string[] | undefined;
      /** True when nothing of the run stayed: everything was in one transaction, and the database said so. */
      readonly isRolledBack?: true;
      /** The command that brings the back-up of this run back; absent when there is none, or nothing to bring back. */
      readonly restore?: string;
    }
  | {
      readonly event: 'refused';
      readonly message: string;
      readonly path: string | undefined;
      readonly line: number | undefined;
      readonly nextStep: string;
      readonly exitCode: number;
      /** Which refusal it is, in words that stay the same; absent where nobody has to tell it from others. */
      readonly code?: string;
      /** Absent where no command of ours leads on. */
      readonly proposes?: readonly ProposedCommand[];
    }
  | {
      readonly event: 'cancelled';
      /** The version rows; undefined when the database could not be asked. */
      readonly current: readonly string[] | undefined;
      /** As for `failed`. */
      readonly isRolledBack?: true;
      /** What to do because of it; absent when there is nothing. */
      readonly nextStep?: string;
      /** As for `failed`. */
      readonly restore?: string;
    };

/** Lines the run child reads from its standard input after the plan. */
export type RunAnswer =
  | {
      readonly answer: 'confirm';
      readonly planId: string;
      /** What the person typed; needed where the plan's database is protected. */
      readonly typedName?: string;
    }
  | { readonly answer: 'cancel' };
