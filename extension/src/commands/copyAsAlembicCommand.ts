// Alembic: Copy as Alembic Command. What to type at a terminal for a revision, or for the head without one.
import * as path from 'node:path';
import * as vscode from 'vscode';
import { projectFor, revisionFor } from './target';
import type { Parts } from '../parts';
import { alembicLine } from '../run/alembicLine';
import { pickOne } from '../questions';

export async function copyAsAlembicCommand(argument: unknown, parts: Parts): Promise<void> {
  const named = revisionFor(argument, parts.projects);
  const project = named?.project ?? (await projectFor(argument, parts));
  if (project === undefined) return;
  const { configFile, folder, section } = project.summary;
  const common = { configFile: path.relative(folder, configFile), section };
  const revision = named?.item.revision;
  const upgrade = alembicLine({ ...common, words: ['upgrade', revision ?? 'head'] });
  const lines =
    revision === undefined
      ? [
          upgrade,
          alembicLine({ ...common, words: ['downgrade', '-1'] }),
          alembicLine({ ...common, words: ['current'] }),
        ]
      : [
          upgrade,
          alembicLine({ ...common, words: ['downgrade', revision] }),
          alembicLine({ ...common, words: ['show', revision] }),
          alembicLine({ ...common, words: ['stamp', revision] }),
        ];
  const rows = lines.map((label) => ({ label }));
  const picked = await pickOne(rows, {
    placeHolder: vscode.l10n.t('Copy which command? It runs in {0}.', folder),
    ignoreFocusOut: false,
  });
  if (picked === undefined) return;
  await vscode.env.clipboard.writeText(picked.label);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied {0}', picked.label), 3000);
}
