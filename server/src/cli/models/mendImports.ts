// Adds the imports that autogenerate leaves out for types of other packages: without them the new file does not run.
import type { CommandInput } from '../command';
import { openProject } from '../openProject';
import { writeWhole } from '../writeWhole';
import { applyEdits } from '../../engine/index';

/** Writes them into new files and says which; answers whether there were any. */
export function mendImports(input: CommandInput, paths: readonly string[]): boolean {
  const { workspace, shownPath, project } = openProject(input);
  let isMended = false;
  for (const path of paths) {
    const text = workspace.text(path);
    const missing = workspace.lint(path).filter(({ ruleId }) => ruleId === 'missing-import');
    const fixes = missing.flatMap(({ fixes: [fix] }) => (fix === undefined ? [] : [fix]));
    const edits = fixes.flatMap(({ files }) =>
      files.flatMap((file) => (file.path === path ? file.edits : [])),
    );
    if (text === undefined || edits.length === 0) continue;
    writeWhole(path, applyEdits(text, edits));
    isMended = true;
    const lines = edits.map((edit) => `\`${edit.text.trim()}\``).join(', ');
    input.process.writeError(
      `note: ${lines} added to ${shownPath(path)}: autogenerate leaves it out; in ${shownPath(project.templateFile)} it helps every revision to come\n`,
    );
  }
  return isMended;
}
