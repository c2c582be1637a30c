// How a revision file calls Alembic's and SQLAlchemy's modules, and which import lines a fix has to add.
import { prefersDoubleQuotes, withDoubleQuotes } from './quotes';
import type { ImportFrom, Module, Statement } from '../../python/syntax';
import type { TextEdit } from '../../text/edit';

/** Local names of the modules that written code refers to. */
export interface ModuleNames {
  readonly op: string;
  readonly sa: string;
  readonly postgresql: string;
}

/** The names a file uses, and how edits with new code become edits that fit the file. */
export interface ImportPlan {
  readonly names: ModuleNames;
  /** The edits in the file's quotes, with the import lines that their code still needs. */
  readonly complete: (edits: readonly TextEdit[]) => readonly TextEdit[];
}

/** Looks at the imports of a file; a module that is not imported gets its usual name and an edit. */
export function planImports(module: Module, source: string): ImportPlan {
  const imports = module.body.filter(
    (statement) => statement.kind === 'import' || statement.kind === 'importFrom',
  );
  const found = {
    op: importedFrom(imports, 'alembic', 'op'),
    sa: importedModule(imports, 'sqlalchemy'),
    postgresql: importedFrom(imports, 'sqlalchemy.dialects', 'postgresql'),
  };
  const names: ModuleNames = {
    op: found.op ?? 'op',
    sa: found.sa ?? 'sa',
    postgresql: found.postgresql ?? 'postgresql',
  };
  const lines: readonly (readonly [boolean, string, string])[] = [
    [found.op === undefined, names.op, 'from alembic import op'],
    [found.sa === undefined, names.sa, 'import sqlalchemy as sa'],
    [found.postgresql === undefined, names.postgresql, 'from sqlalchemy.dialects import postgresql'],
  ];
  return {
    names,
    complete(edits) {
      const code = edits.map((edit) => edit.text).join('\n');
      const styled = prefersDoubleQuotes(module)
        ? edits.map((edit) => ({ ...edit, text: withDoubleQuotes(edit.text) }))
        : edits;
      const missing = lines
        .filter(([isMissing, name]) => isMissing && usesName(code, name))
        .map((line) => line[2]);
      if (missing.length === 0) return styled;
      const at = insertionOffset(module, imports, source);
      return [{ span: { start: at, end: at }, text: missing.map((line) => `${line}\n`).join('') }, ...styled];
    },
  };
}

function importedFrom(imports: readonly Statement[], moduleName: string, name: string): string | undefined {
  const fromImports = imports.filter(
    (statement): statement is ImportFrom =>
      statement.kind === 'importFrom' && statement.module === moduleName,
  );
  for (const statement of fromImports) {
    for (const item of statement.names) if (item.name === name) return item.as ?? item.name;
  }
  return undefined;
}

function importedModule(imports: readonly Statement[], moduleName: string): string | undefined {
  for (const statement of imports) {
    if (statement.kind !== 'import') continue;
    for (const item of statement.names) if (item.name === moduleName) return item.as ?? item.name;
  }
  return undefined;
}

function usesName(code: string, name: string): boolean {
  const at = code.indexOf(`${name}.`);
  return at >= 0 && (at === 0 || !/\w/.test(code[at - 1] ?? '') || code.includes(` ${name}.`));
}

/** Behind the last import; else behind the docstring; else at the start. */
function insertionOffset(module: Module, imports: readonly Statement[], source: string): number {
  const last = imports.at(-1) ?? docstring(module);
  if (last === undefined) return 0;
  const newline = source.indexOf('\n', last.span.end);
  return newline < 0 ? source.length : newline + 1;
}

function docstring(module: Module): Statement | undefined {
  const first = module.body[0];
  return first?.kind === 'expressionStatement' && first.expression.kind === 'string' ? first : undefined;
}
