// unused-op-f-or-imports: imports left by the template. Off unless the settings turn it on: not every import is a mistake.
import { defineRevisionRule } from '../../rule';
import { descendants } from '../../../python/find';
import { lineStart } from '../../writing/calls';
import type { Import, ImportFrom } from '../../../python/syntax';

export const unusedOpFOrImports = defineRevisionRule({
  id: 'unused-op-f-or-imports',
  summary: 'An import of the revision file is not used.',
  severity: 'info',
  isOptional: true,
  check({ module, source, path }, report) {
    if (module.broken) return;
    const used = new Set<string>();
    for (const node of descendants(module)) if (node.kind === 'name') used.add(node.name);
    for (const statement of module.body) {
      if (statement.kind !== 'import' && statement.kind !== 'importFrom') continue;
      if (
        statement.kind === 'importFrom' &&
        (statement.module === '__future__' || statement.module === 'typing')
      )
        continue;
      const unused = statement.names.filter(
        ({ name, as }) => name !== '*' && !used.has(as ?? name.split('.')[0] ?? name),
      );
      if (unused.length === 0 || isKept(statement, source)) continue;
      const start = lineStart(source, statement.span.start);
      const newline = source.indexOf('\n', statement.span.end);
      report({
        span: statement.span,
        message: `${unused.map(({ name, as }) => as ?? name).join(', ')} is imported and not used. Delete the import.`,
        fixes:
          unused.length === statement.names.length
            ? [
                {
                  title: 'Delete the import',
                  isPreferred: true,
                  isSafe: false,
                  files: [
                    {
                      path,
                      edits: [{ span: { start, end: newline < 0 ? source.length : newline + 1 }, text: '' }],
                    },
                  ],
                },
              ]
            : [],
      });
    }
  },
});

/** A comment says that it is there for what it does. */
function isKept(statement: Import | ImportFrom, source: string): boolean {
  const newline = source.indexOf('\n', statement.span.end);
  return source.slice(statement.span.end, newline < 0 ? source.length : newline).includes('noqa');
}
