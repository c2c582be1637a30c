// Alembic: Upgrade, Downgrade or Stamp with Tag...: `--tag`, a word that env.py reads; the run itself, or its SQL, is that of
// the command.
import * as vscode from 'vscode';
import { downgradeTo } from './downgradeTo';
import { previewSqlRangeWith } from './previewSqlRange';
import { stampWith } from './stamp';
import { projectFor } from './target';
import { upgradeTo } from './upgradeTo';
import type { Parts } from '../parts';
import { askText, pickOne } from '../questions';

interface CommandRow extends vscode.QuickPickItem {
  readonly run: (options: readonly string[]) => Promise<void>;
}

export async function runWithTag(argument: unknown, parts: Parts): Promise<void> {
  const project = await projectFor(argument, parts);
  if (project === undefined) return;
  const named = { projectId: project.summary.id };
  const rows: readonly CommandRow[] = [
    {
      label: vscode.l10n.t('Upgrade'),
      description: 'alembic upgrade --tag',
      run: async (options) => await upgradeTo(named, parts, options),
    },
    {
      label: vscode.l10n.t('Downgrade'),
      description: 'alembic downgrade --tag',
      run: async (options) => await downgradeTo(named, parts, options),
    },
    {
      label: vscode.l10n.t('Stamp'),
      description: 'alembic stamp --tag',
      run: async (options) => await stampWith(named, parts, options),
    },
    {
      label: vscode.l10n.t('SQL of one of them'),
      description: '--sql --tag',
      run: async (options) => await previewSqlRangeWith(named, parts, options),
    },
  ];
  const placeHolder = vscode.l10n.t('Run which command with a tag?');
  const row = await pickOne(rows, { placeHolder });
  if (row === undefined) return;
  const tag = await askText({
    prompt: vscode.l10n.t('The tag, which env.py reads with context.get_tag_argument()'),
    validateInput: (text) =>
      /^[^-\s\0][^\0]{0,199}$/u.test(text)
        ? undefined
        : vscode.l10n.t('A tag is not empty and begins with neither a blank nor a minus'),
  });
  if (tag !== undefined) await row.run([`--tag=${tag}`]);
}
