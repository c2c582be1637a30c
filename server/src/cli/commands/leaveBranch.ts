// `retort leave-branch [REF]`: downgrades a database that stands on another branch's revisions to where the histories part.
import type { Command } from '../command';
import { leaveBranch as leave } from '../otherBranch/leaveBranch';
import { reported, RUN_OPTIONS } from '../run/runOptions';

const OPTIONS = Object.fromEntries(Object.entries(RUN_OPTIONS).filter(([name]) => name !== 'sql'));

export const leaveBranch: Command = {
  name: 'leave-branch',
  summary:
    "Takes back another branch's revisions, with the files as git has them at REF (default: the newest commit that has them).",
  options: OPTIONS,
  positionals: ['ref?'],
  run: (input) => reported(input, async (reporter) => await leave(input, reporter)),
};
