// SQLite as Node brings it. Everything else that could open a file in this process is WASM, which must never write one of
// a user: it does not see the locks of other programs.
import { isBuiltin } from 'node:module';

type Value = null | number | bigint | string | Uint8Array;
type Row = Readonly<Record<string, Value>>;

export interface NodeStatement {
  /** The text of this statement, without what follows it. */
  readonly sourceSQL: string;
  setReadBigInts(isOn: boolean): void;
  columns(): readonly unknown[];
  all(...values: readonly unknown[]): readonly Row[];
  run(...values: readonly unknown[]): { readonly changes: number | bigint };
}

export interface NodeDatabase {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): NodeStatement;
  close(): void;
}

interface BackupOptions {
  /** Pages in one step. */
  readonly rate: number;
  readonly progress: (state: { readonly remainingPages: number }) => void;
}

export interface NodeSqlite {
  readonly DatabaseSync: new (file: string, options: Readonly<Record<string, unknown>>) => NodeDatabase;
  backup(source: NodeDatabase, file: string, options: BackupOptions): Promise<number>;
}

/** Why this Node cannot open SQLite files by itself; undefined when it can. Loads nothing. */
export function nodeSqliteObstacle(): string | undefined {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  // Node 22.16 and 24 are the first with everything that is needed.
  const isOld = major < 22 || major === 23 || (major === 22 && minor < 16);
  if (!isOld && isBuiltin('node:sqlite')) return undefined;
  return `this Node ${process.versions.node} has no SQLite of its own (Node 22.16 or newer has)`;
}

/** The module; undefined where this Node has none. */
export function loadNodeSqlite(): NodeSqlite | undefined {
  if (nodeSqliteObstacle() !== undefined) return undefined;
  // Loading it prints that it is experimental, which is no business of our users.
  const emit = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule('node:sqlite') as unknown as NodeSqlite;
  } finally {
    process.emitWarning = emit;
  }
}
