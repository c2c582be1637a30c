// Making a Fix of edits in the file that is judged, with the imports that the written code needs.
import { planImports, type ModuleNames } from './names';
import type { Fix } from '../finding';
import type { RevisionContext } from '../rule';
import type { TextEdit } from '../../text/edit';

/** Makes fixes of one file; `names` is how the file calls Alembic's and SQLAlchemy's modules. */
export interface FixWriter {
  readonly names: ModuleNames;
  /** One that may change what the revision does, so that a person has to choose it. */
  readonly fix: (title: string, isPreferred: boolean, edits: readonly TextEdit[]) => Fix;
}

export function fixWriter({ module, source, path }: RevisionContext): FixWriter {
  const { names, complete } = planImports(module, source);
  return {
    names,
    fix: (title, isPreferred, edits) => ({
      title,
      isPreferred,
      isSafe: false,
      files: [{ path, edits: complete(edits) }],
    }),
  };
}

/** A list of the fix that could be written, for `fixes` of a report. */
export function fixList(fix: Fix | undefined): readonly Fix[] {
  return fix === undefined ? [] : [fix];
}
