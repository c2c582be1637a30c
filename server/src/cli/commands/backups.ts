// `retort backups`: the back-ups of a project, newest first.
import type { Command } from '../command';
import { openProject } from '../openProject';
import { isAbandoned, listBackups, type BackupRecord } from '../../database/backups';

export const backups: Command = {
  name: 'backups',
  summary: 'Lists the back-ups that runs of this project made, newest first.',
  options: { json: { names: ['--json'], takes: 'nothing', help: 'print JSON' } },
  positionals: [],
  run(input) {
    const found = listBackups(openProject(input).folder);
    input.process.write(
      input.arguments.flags.has('json')
        ? `${JSON.stringify({ backups: found.map((record) => ({ ...record, state: stateOf(record) })) })}\n`
        : found.map(lineOf).join(''),
    );
    return 0;
  },
};

function stateOf(record: BackupRecord): string {
  return isAbandoned(record) ? 'killed' : record.state;
}

function lineOf(record: BackupRecord): string {
  const { id, command, database, current, bytes } = record;
  const at = current.length === 0 ? 'no revision' : current.join(', ');
  return `${id}  before ${command}  ${database}  at ${at}  ${sizeText(bytes)}  ${stateOf(record)}\n`;
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
