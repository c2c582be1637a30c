// `retort runs`: the runs of this machine, newest first.
import type { Command } from '../command';
import { readRuns, type RunRecord } from '../../database/runHistory';

export const runs: Command = {
  name: 'runs',
  summary: 'Lists the runs of this machine, newest first.',
  options: { json: { names: ['--json'], takes: 'nothing', help: 'print JSON' } },
  positionals: [],
  run(input) {
    const found = readRuns(input.process.env);
    input.process.write(
      input.arguments.flags.has('json') ? `${JSON.stringify({ runs: found })}\n` : found.map(lineOf).join(''),
    );
    return 0;
  },
};

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
  const when = at.replace('T', ' ').replace(/\..*$/u, '');
  return `${when}  ${what}  ${database}  ${runner}  ${count}  ${(durationMs / 1000).toFixed(1)} s  ${outcome}\n`;
}
