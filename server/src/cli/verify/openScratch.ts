// Which scratch database a verification works on: the embedded one, or a new database on a server that was named.
import { join } from 'node:path';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { asFailure } from '../connect';
import { CommandFailure, EXIT } from '../failure';
import type { OpenedProject } from '../openProject';
import { whyNoScratch } from '../protectedServer';
import { parseTarget, targetLabel, type Target } from '../../database/target';
import type { ScratchDatabase } from '../../database/scratch/scratchDatabase';

/**
 * Opens what `--scratch` or `scratch` in [tool.retort] names; nothing named is the embedded database. A history for SQLite
 * gets a file.
 */
export async function openScratch(input: CommandInput, opened: OpenedProject): Promise<ScratchDatabase> {
  const embeddedScript = join(input.process.distFolder, 'embedded.js');
  const environment = input.process.env;
  const isSqlite = opened.workspace.settings.dialect === 'sqlite';
  if (isSqlite && valueOf(input.arguments, 'scratch') !== undefined) {
    throw new CommandFailure(EXIT.usage, 'a history for SQLite is tried on a file that is thrown away', {
      place: '--scratch',
      nextStep: 'Leave out --scratch.',
    });
  }
  const target = scratchTarget(input, opened);
  try {
    if (isSqlite) {
      const { openSqliteScratch } = await import('../../database/scratch/sqliteScratch');
      const sqliteScript = join(input.process.distFolder, 'sqlite.js');
      return await openSqliteScratch({ sqliteScript, embeddedScript, environment });
    }
    if (target.kind === 'embedded') {
      const { openEmbeddedScratch } = await import('../../database/scratch/embeddedScratch');
      return await openEmbeddedScratch({ embeddedScript, environment });
    }
    const why = whyNoScratch(input, opened, target);
    if (why !== undefined) {
      throw new CommandFailure(EXIT.refused, `no scratch database is made on a protected server: ${why}`, {
        place: targetLabel(target, '', environment),
        nextStep: 'Verify on the embedded database (--scratch embedded), or on a server nobody works on.',
      });
    }
    const { openServerScratch } = await import('../../database/scratch/serverScratch');
    return await openServerScratch(target, { project: opened.folder, embeddedScript, environment });
  } catch (error) {
    throw await asFailure(error);
  }
}

function scratchTarget(
  input: CommandInput,
  opened: OpenedProject,
): Extract<Target, { readonly kind: 'embedded' | 'server' }> {
  const given = valueOf(input.arguments, 'scratch');
  const setting = opened.project.retort['scratch'];
  const text = given ?? (typeof setting === 'string' ? setting : 'embedded');
  const place = given === undefined ? '[tool.retort] scratch' : '--scratch';
  const fail = (message: string, nextStep: string): CommandFailure =>
    new CommandFailure(EXIT.usage, message, { place, nextStep });
  const parsed = parseTarget(text, { onCommandLine: given !== undefined });
  if ('problem' in parsed) throw fail(parsed.problem, parsed.nextStep);
  let { target } = parsed;
  if (target.kind === 'environment') {
    const value = input.process.env[target.name] ?? '';
    const inner = parseTarget(value, { onCommandLine: false });
    if ('problem' in inner) throw fail(`${target.name}: ${inner.problem}`, inner.nextStep);
    target = inner.target;
  }
  if (target.kind === 'embedded' || target.kind === 'server') return target;
  throw fail(
    'a scratch database is embedded or on a PostgreSQL server',
    'Write for example --scratch env:NAME.',
  );
}
