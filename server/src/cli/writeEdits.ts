// Writes edits of revision files back to disk: all of them or none, also when it is killed, and only onto the text they were
// made for.
import { existsSync, readFileSync, renameSync } from 'node:fs';
import type { CommandInput } from './command';
import { beginJournal } from './fileJournal';
import { writeWhole } from './writeWhole';
import { CommandFailure, EXIT } from './failure';
import { applyEdits, type FileEdit, type Workspace } from '../engine/index';

/** The snapshot as it will be, so that a command can look at it before anything is written. */
export function withEdits(workspace: Workspace, files: readonly FileEdit[]): Workspace {
  let next = workspace;
  for (const { path, edits } of files) {
    next = next.withFile(path, applyEdits(workspace.text(path) ?? '', edits));
  }
  return next;
}

/** Writes the files that differ between two snapshots, then renames. Refused before the first when one has changed. */
export function writeEdits(
  { process }: CommandInput,
  { folder, command }: { readonly folder: string; readonly command: string },
  before: Workspace,
  after: Workspace,
  files: readonly FileEdit[],
  renames: readonly { readonly from: string; readonly to: string }[] = [],
): void {
  for (const { path } of files) {
    if (!readFileSync(path).equals(Buffer.from(before.text(path) ?? '', 'utf8'))) {
      throw new CommandFailure(EXIT.refused, 'the file is not plain UTF-8, or it has just changed', {
        place: path,
        nextStep: 'Save it as UTF-8 and run the command again; nothing was written.',
      });
    }
  }
  for (const { to } of renames) {
    if (existsSync(to)) {
      throw new CommandFailure(EXIT.usage, `${to} exists already`, { nextStep: 'Nothing was written.' });
    }
  }
  const done = beginJournal(process.env, folder, {
    command,
    files: files.map(({ path }) => ({ path, before: before.text(path), after: after.text(path) })),
    renames,
  });
  const written: string[] = [];
  try {
    for (const { path } of files) {
      writeWhole(path, after.text(path) ?? '');
      written.push(path);
    }
    for (const { from, to } of renames) renameSync(from, to);
  } catch (error) {
    for (const path of written) writeWhole(path, before.text(path) ?? '');
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(EXIT.usage, `a file cannot be written: ${reason}`, {
      nextStep: 'The files are as they were.',
    });
  } finally {
    done();
  }
}
