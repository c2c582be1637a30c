// Writes the SQL of one function of a revision as a document. What is not known comes first, so nobody overlooks it.
import type { l10n } from 'vscode';
import type { PreviewAnswer } from '../../../server/src/lsp/protocol';

interface Question {
  readonly revision: string;
  readonly direction: 'upgrade' | 'downgrade';
}

/** SQL with its caveats as comments; lines and columns in it count from 1. */
export function writePreview(
  { revision, direction }: Question,
  { sql, unresolved, error }: PreviewAnswer,
  { t }: Pick<typeof l10n, 't'>,
): string {
  const notes = [
    `${revision} ${direction}`,
    ...unresolved.map(({ line, column, reason }) =>
      t('Not known without running it, line {0}:{1}: {2}', String(line), String(column), reason),
    ),
    ...(error === undefined ? [] : [t('Alembic stops here with: {0}', error)]),
    ...(sql.trim() === '' && error === undefined && unresolved.length === 0 ? [t('No statements.')] : []),
  ];
  const comments = notes.map((note) => `-- ${note.replace(/\s+/g, ' ').trim()}`).join('\n');
  return sql.trim() === '' ? `${comments}\n` : `${comments}\n\n${sql.trim()}\n`;
}
