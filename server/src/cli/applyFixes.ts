// `lint --fix`: applies the fixes that cannot change meaning and writes the files.
import { writeWhole } from './writeWhole';
import { applyEdits, type Workspace } from '../engine/index';

/** The snapshot after the safe fixes of the files; several rounds, since a fix may make room for another. */
export function applyFixes(workspace: Workspace, paths: readonly string[]): Workspace {
  let current = workspace;
  for (const path of paths) {
    for (let round = 0; round < 10; round++) {
      const fix = current
        .lint(path)
        .flatMap((finding) => finding.fixes.filter((candidate) => candidate.isSafe))[0];
      const edits = fix?.files.find((file) => file.path === path)?.edits;
      const text = current.text(path);
      if (edits === undefined || text === undefined) break;
      current = current.withFile(path, applyEdits(text, edits));
    }
    const text = current.text(path);
    if (text !== undefined && text !== workspace.text(path)) writeWhole(path, text);
  }
  return current;
}
