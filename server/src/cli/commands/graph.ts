// `retort graph`: the whole graph as JSON, also of a broken history.
import type { Command } from '../command';
import { openHistory } from '../openHistory';
import { describeGraph } from '../../engine/index';

export const graph: Command = {
  name: 'graph',
  summary: 'Prints the graph of revisions as JSON: revisions in walk order, heads, bases and problems.',
  options: {
    json: { names: ['--json'], takes: 'nothing', help: 'the only format; accepted for symmetry' },
  },
  positionals: [],
  async run(input) {
    const { graph: history, problems, shownPath } = await openHistory(input);
    const described = describeGraph(history);
    const json = {
      revisions: described.revisions.map((row) => ({ ...row, path: shownPath(row.path) })),
      heads: described.heads,
      bases: described.bases,
      problems: [
        ...described.problems.map((problem) => ({ ...problem, path: shownPath(problem.path) })),
        ...problems.map(({ path, message }) => ({ kind: 'unreadable', message, path: shownPath(path) })),
      ],
    };
    input.process.write(`${JSON.stringify(json, undefined, 2)}\n`);
    return 0;
  },
};
