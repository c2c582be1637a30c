// How code is written into a revision file that a template makes: by which names it calls Alembic's and SQLAlchemy's modules,
// in whose quotes, and which imports it still needs.
import { planImports, type ModuleNames } from '../lint/writing/names';
import { prefersDoubleQuotes, withDoubleQuotes } from '../lint/writing/quotes';
import type { Module } from '../python/syntax';
import { applyEdits } from '../text/edit';

export interface RevisionBody {
  readonly names: ModuleNames;
  /** Code of ours in the quotes of the file; not for code with strings of other people. */
  readonly styled: (code: string) => string;
  /** A text of the same template with other bodies, with the imports that the code in them needs. */
  readonly withImports: (text: string, code: string) => string;
}

/** From the file as the template makes it without any code. */
export function revisionBody(module: Module, source: string): RevisionBody {
  const { names, complete } = planImports(module, source);
  const isDouble = prefersDoubleQuotes(module);
  return {
    names,
    styled: (code) => (isDouble ? withDoubleQuotes(code) : code),
    withImports(text, code) {
      const imports = complete([{ span: { start: 0, end: 0 }, text: code }]).slice(0, -1);
      return applyEdits(text, imports);
    },
  };
}
