// `retort runs`: the runs of this machine, newest first.
import type { Command } from '../command';
import { openRuns, type OpenRun } from '../../database/runFile';
import { readRuns, type RunRecord } from '../../database/runHistory';

export const runs: Command = {
  name: 'runs',
  summary: 'Lists the runs of this machine, newest first.',
  options: { json: { names: ['--json'], takes: 'nothing', help: 'print JSON' } },
  positionals: [],
  run(input) {
    const found = readRuns(input.process.env);
    const open = openRuns(input.process.env);
    input.process.write(
      input.arguments.flags.has('json')
        ? `${JSON.stringify({ runs: found, open })}\n`
        : [...open.flatMap(openLine), ...found.map(lineOf)].join(''),
    );
    return 0;
  },
};

/** A run of an editor that goes on; those that ended are in the history. */
function openLine({ id, plan, state }: OpenRun): readonly string[] {
  if (state !== 'running') return [];
  return [
    `running  ${`${plan.command} ${plan.target}`.trim()}  ${plan.database.label}  ${plan.runner}  ${id}\n`,
  ];
}

function lineOf({
  at,
  command,
  target,
  database,
  runner,
  revisions,
  durationMs,
  outcome,
}: RunRecord): string {
  const what = target === '' ? command : `${command} ${target}`;
  const count = `${revisions.length} revision${revisions.length === 1 ? '' : 's'}`;
  const when = at.replace('T', ' ').replace(/\..*/su, '');
  return `${when}  ${what}  ${database}  ${runner}  ${count}  ${(durationMs / 1000).toFixed(1)} s  ${outcome}\n`;
}
