// Parsed SQL for the snapshots: asks PostgreSQL's parser for the texts that are needed, and does not make requests wait
// for a text that takes long. What nobody needs any more is not parsed.
import type { SqlParse, SqlParser } from '../database/sqlParsing';

/** Answers by text. */
export type SqlAnswers = readonly (readonly [sql: string, parse: SqlParse])[];

export interface SqlTreesOptions {
  readonly parser: SqlParser;
  /** True while some present snapshot needs the text. */
  readonly isNeeded: (sql: string) => boolean;
  /** Takes answers in. */
  readonly take: (answers: SqlAnswers) => void;
  /** Called when answers came after a request had stopped waiting for them. */
  readonly announceLate: () => void;
}

/** Milliseconds a request waits for SQL; then it answers with what is known without. */
const PATIENCE = 400;

export class SqlTrees {
  readonly #options: SqlTreesOptions;
  readonly #queue = new Set<string>();
  /** Texts that a request has stopped waiting for. */
  readonly #slow = new Set<string>();
  #work: Promise<void> | undefined;

  constructor(options: SqlTreesOptions) {
    this.#options = options;
  }

  /** Resolves when these texts are parsed and taken in, or when waiting for them takes too long. */
  async parse(needed: ReadonlySet<string>): Promise<void> {
    for (const sql of needed) this.#queue.add(sql);
    this.#work ??= this.#parseAll().finally(() => (this.#work = undefined));
    if ([...needed].every((sql) => this.#slow.has(sql))) return;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE)));
    await Promise.race([this.#work, patience]);
    clearTimeout(timer);
    for (const sql of needed) if (this.#queue.has(sql)) this.#slow.add(sql);
  }

  async dispose(): Promise<void> {
    this.#queue.clear();
    await this.#options.parser.close();
  }

  async #parseAll(): Promise<void> {
    const { parser, isNeeded, take, announceLate } = this.#options;
    let isLate = false;
    while (this.#queue.size > 0) {
      const answers: (readonly [string, SqlParse])[] = [];
      // A text that hangs the parser ends the batch, so that the others are taken in before it.
      const began = performance.now();
      for (const sql of this.#queue) {
        if (isNeeded(sql)) answers.push([sql, await parser.parse(sql)]);
        this.#queue.delete(sql);
        if (this.#slow.delete(sql)) isLate = true;
        if (performance.now() - began > PATIENCE / 4) break;
      }
      take(answers);
    }
    if (isLate) announceLate();
  }
}
