// Commands that are killed at random moments, a hundred times over: nothing is half applied, nothing stays behind, and the
// next command works and says what happened. RETORT_SOAK_KILLS says how often, RETORT_SOAK_SEED which moments.
import { expect, test } from 'vitest';
import { PYTHON } from '../database/python';
import { POSTGRES } from '../database/postgresServer';
import { NODE } from '../support/sqliteProject';
import { killedProject, REVISIONS, type KilledProject, type Kind } from './killedProject';

const KILLS = Number(process.env['RETORT_SOAK_KILLS'] ?? '100');
const SEED = Number(process.env['RETORT_SOAK_SEED'] ?? String(Date.now() % 1_000_000));
const KINDS: readonly Kind[] = (process.env['RETORT_SOAK_KINDS'] ?? 'sqlite server embedded').split(
  ' ',
) as Kind[];
// A limit for hangs.
const LIMIT_MS = 3_600_000;

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HEAD = `r${REVISIONS}`;
const tablesAt = (revision: string | undefined): readonly string[] =>
  Array.from({ length: Number(revision?.slice(1) ?? 0) }, (_, index) => `t${index + 1}`);

interface Case {
  readonly command: string;
  /** What the next command is, and what it has to say on either stream; it has to end with 0 or 1. */
  readonly next: string;
  readonly isRun: boolean;
  readonly before: 'base' | 'head';
  /** Made by hand before, and taken away afterwards. */
  readonly byHand?: readonly [string, string];
}

const EXTRA = ['CREATE TABLE extra (id integer)', 'DROP TABLE IF EXISTS extra'] as const;
const GUARDED = [
  'CREATE TABLE extra (id integer CHECK (id > 0) DEFAULT 5, b text NOT NULL)',
  'DROP TABLE IF EXISTS extra',
] as const;

const CASES: readonly Case[] = [
  { command: 'upgrade head --yes', next: 'upgrade head --yes', isRun: true, before: 'base' },
  { command: 'downgrade base --yes', next: 'downgrade base --yes', isRun: true, before: 'head' },
  { command: 'verify', next: 'verify', isRun: false, before: 'head' },
  { command: 'upgrade head --yes --runner alembic', next: 'upgrade head --yes', isRun: true, before: 'base' },
  { command: 'drift', next: 'drift', isRun: false, before: 'head', byHand: EXTRA },
  {
    command: 'drift --revision --rev-id hand -m hand',
    next: 'drift',
    isRun: false,
    before: 'head',
    byHand: GUARDED,
  },
  { command: 'revision --autogenerate --rev-id auto -m auto', next: 'check', isRun: false, before: 'head' },
  { command: 'check', next: 'check', isRun: false, before: 'head' },
  { command: 'rename r2 second', next: 'history', isRun: false, before: 'head' },
];

async function reach(project: KilledProject, where: 'base' | 'head'): Promise<void> {
  const [now] = (await project.state()).rows;
  if (now === (where === 'head' ? HEAD : undefined)) return;
  const { code, stderr } = await project.run(
    where === 'head' ? 'upgrade head --yes' : 'downgrade base --yes',
  );
  expect({ where, code, stderr: code === 0 ? '' : stderr }).toEqual({ where, code: 0, stderr: '' });
}

test.skipIf(NODE === undefined || PYTHON === undefined || POSTGRES === undefined)(
  `${KILLS} kills (seed ${SEED})`,
  { timeout: LIMIT_MS },
  async () => {
    const random = randomFrom(SEED);
    const projects = await Promise.all(KINDS.map(killedProject));
    const lasts = new Map<string, number>();
    const count = { kills: 0, tooLate: 0, problems: [] as string[] };
    const began = performance.now();
    for (let round = 0; count.kills < KILLS; round += 1) {
      const project = projects[round % projects.length];
      const one = CASES[Math.floor(round / projects.length) % CASES.length];
      if (project === undefined || one === undefined) throw new Error('nothing to kill');
      await reach(project, one.before);
      if (one.byHand !== undefined) await project.sql(one.byHand[0]);
      const files = project.files();
      const key = `${project.kind}: ${one.command}`;
      // A kill may come when the command is over by itself: then it is quicker than was thought, and not counted.
      const last = lasts.get(key) ?? 1_500;
      const after = Math.round(last * (0.1 + 0.9 * random()));
      const start = performance.now();
      const isKilled = await project.killed(one.command, after);
      const took = performance.now() - start;
      if (isKilled) count.kills += 1;
      else count.tooLate += 1;
      lasts.set(key, isKilled ? Math.max(last, Math.min(after * 1.5, 6_000)) : took);
      const what = `${key}, killed after ${after} ms`;
      try {
        await look(project, one, files, what, isKilled);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        count.problems.push(`${what}: ${message}`);
        console.log(`PROBLEM ${what}\n${message}`);
      }
      // So that the next one begins with what was there.
      project.reset(files);
      if (one.byHand !== undefined) await project.sql(one.byHand[1]);
    }
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(
      `${count.kills} kills in ${seconds} s, ${count.tooLate} too late, ${count.problems.length} problems`,
    );
    expect(count.problems).toEqual([]);
  },
);

async function look(
  project: KilledProject,
  { command, next, isRun }: Case,
  files: ReadonlyMap<string, string>,
  what: string,
  isKilled: boolean,
): Promise<void> {
  const before = isRun && project.kind === 'sqlite' ? undefined : await project.state();
  if (before !== undefined)
    expect({ what, half: before.half, whole: before.whole }).toEqual({
      what,
      half: [],
      whole: tablesAt(before.rows[0]),
    });
  const { code, stdout, stderr } = await project.run(next);
  const said = `${stdout}${stderr}`;
  // Alembic's own `check` ends with 255 where it finds something.
  expect([0, 1, 255], `${what}, then ${next}: ${code} ${said}`).toContain(code);
  const state = await project.state();
  expect({ what, half: state.half, whole: state.whole }).toEqual({
    what,
    half: [],
    whole: tablesAt(state.rows[0]),
  });
  if (isRun)
    expect({ what, rows: state.rows }).toEqual({ what, rows: command.startsWith('upgrade') ? [HEAD] : [] });
  // The file that was asked for may be there whole; nothing else is new, and nothing is changed.
  const left = [...project.files()].filter(([path, text]) => files.get(path) !== text && isKilled);
  const isAsked = ([path, text]: readonly [string, string]): boolean =>
    /revision/u.test(command) &&
    /(?:hand|auto)_(?:hand|auto)\.py$/u.test(path) &&
    /def downgrade\(\):\n {4}\S/u.test(text);
  if (isKilled && !command.startsWith('rename'))
    expect({ what, left: left.filter((file) => !isAsked(file)) }).toEqual({ what, left: [] });
  expect({ what, litter: await project.litter() }).toEqual({ what, litter: [] });
}
