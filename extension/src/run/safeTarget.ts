// Which words may be a target on the command line.

const SAFE_TARGET = /^(?!-)[^\s\0]{1,200}$|^-\d{1,4}$/;

/** True for a target that can be an argument without being mistaken for an option; `-1` is one. */
export function isSafeTarget(target: string): boolean {
  return SAFE_TARGET.test(target);
}

/** The arguments that name what a command goes to: none for ensure_version, and a stamp may name several revisions. */
export function targetWords(command: string, target: string): readonly string[] {
  if (command === 'ensure_version') return [];
  return command === 'stamp' ? target.split(' ') : [target];
}
