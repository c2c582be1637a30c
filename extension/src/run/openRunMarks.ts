// Which runs this editor began and has not heard the end of, so that a window without any starts no process to ask. What
// became of them is asked by reattach.ts.
import type * as vscode from 'vscode';

const PREFIX = 'retort.openRun/';

/** In the memory that all windows share. */
export class OpenRunMarks {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get areThere(): boolean {
    return this.#memory.keys().some((key) => key.startsWith(PREFIX));
  }

  /** Resolves when the mark outlives this window. */
  async begin(id: string): Promise<void> {
    await this.#memory.update(PREFIX + id, true);
  }

  async end(id: string): Promise<void> {
    await this.#memory.update(PREFIX + id, undefined);
  }

  /** Forgets all but these: of the others nothing is left to be told. */
  async keep(ids: readonly string[]): Promise<void> {
    const kept = new Set(ids.map((id) => PREFIX + id));
    for (const key of this.#memory.keys())
      if (key.startsWith(PREFIX) && !kept.has(key)) await this.#memory.update(key, undefined);
  }
}
