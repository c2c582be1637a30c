// extension-not-created: CITEXT, HSTORE, geometry, vector, gin_trgm_ops without CREATE EXTENSION.
import { extensionUses } from './extensions';
import { defineRevisionRule, type RevisionContext } from '../../rule';
import { lineStart } from '../../writing/calls';
import { planImports } from '../../writing/names';
import { topLevelFunction } from '../../../python/find';

export const extensionNotCreated = defineRevisionRule({
  id: 'extension-not-created',
  summary: 'A type or operator class of an extension is used that no revision creates.',
  severity: 'warning',
  dialects: ['postgresql'],
  check(revision, report) {
    const seen = new Set<string>();
    for (const { extension, what, span } of extensionUses(revision.upgrade)) {
      if (seen.has(extension)) continue;
      seen.add(extension);
      if (isCreated(revision, extension)) continue;
      const first = topLevelFunction(revision.module, 'upgrade')?.body[0];
      const at = first === undefined ? undefined : lineStart(revision.source, first.span.start);
      const { names, complete } = planImports(revision.module, revision.source);
      const name = /^\w+$/.test(extension) ? extension : `"${extension}"`;
      const line = `${names.op}.execute('CREATE EXTENSION IF NOT EXISTS ${name}')`;
      report({
        span,
        message:
          `${what} belongs to the extension "${extension}", which no revision creates: on a new database the upgrade stops ` +
          'with "does not exist". Create the extension before its first use.',
        fixes:
          at === undefined
            ? []
            : [
                {
                  title: `Create the extension ${extension} first`,
                  isPreferred: true,
                  isSafe: false,
                  files: [
                    {
                      path: revision.path,
                      edits: complete([{ span: { start: at, end: at }, text: `    ${line}\n` }]),
                    },
                  ],
                },
              ],
      });
    }
  },
});

/** Looked for in the text of every revision; only asked where an extension is used, and this file first. */
function isCreated({ source, graph, textOf }: RevisionContext, extension: string): boolean {
  const creates = (text: string): boolean =>
    /create\s+extension/i.test(text) && text.toLowerCase().includes(extension.toLowerCase());
  if (creates(source)) return true;
  return graph.headers.some(({ path }) => creates(textOf(path) ?? ''));
}
