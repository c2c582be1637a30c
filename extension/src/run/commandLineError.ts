// What the command line says when it ends badly: its sentence, and the place in a file of the project where it names one.
import * as path from 'node:path';

/** `file` is absolute; `line` counts from 1. */
export class CommandLineError extends Error {
  readonly file: string | undefined;
  readonly line: number;

  /** `said` is what it wrote to stderr; `otherwise` is told where that holds no sentence. */
  constructor(said: string, folder: string, otherwise: string) {
    const lines = said.split('\n').filter((line) => line.trim() !== '');
    const at = lines.findLastIndex((line) => line.startsWith('error:'));
    // Warnings of Node around it are not for people.
    const what = (at < 0 ? (lines.at(-1) ?? otherwise) : (lines[at] ?? '').replace(/^error:\s*/, '')).trim();
    const next = at < 0 ? undefined : lines[at + 1];
    const isNext = next?.startsWith('  ') === true;
    super(isNext ? `${what}${/[.!?]$/.test(what) ? '' : '.'} ${next.trim()}` : what);
    const [, file, line] = / \(([^()\n]+\.(?:py|ini|toml)):(\d+)\)$/.exec(what) ?? [];
    this.file = file === undefined ? undefined : path.resolve(folder, file);
    this.line = Number(line ?? 1);
  }
}

/** With a capital, as messages of the editor begin; a terminal has `error:` in front. Names and files stay as they are. */
export function asSentence(text: string): string {
  return /^[a-z]+ /u.test(text) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}
