// `retort drift --revision`: the revision for what only the database has, proved on the scratch database before it is written.
import type { Drift, DriftScratch } from './compareWithHistory';
import type { DriftPart, DriftVariant } from './driftPart';
import { driftSql } from './driftSql';
import { proveDrift, type Disproof } from './proveDrift';
import { serverParts } from './serverParts';
import { sqliteParts } from './sqliteParts';
import { valueOf } from '../arguments';
import type { CommandInput } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { planRevision, refuseExisting, writePlanned, type PlannedRevision } from '../writeRevision';
import { LineIndex, revisionBody, type Finding, type RevisionBody } from '../../engine/index';

/** Answers 0 when a file was written, or none is needed. */
export async function writeDrift(input: CommandInput, drift: Drift, scratch: DriftScratch): Promise<number> {
  const { opened, label, rows, differences } = drift;
  const { write, writeError } = input.process;
  const wanted = differences.filter(({ change }) => change !== 'removed');
  if (wanted.length === 0) {
    write(`${label} has nothing that the history does not make; no revision was written.\n`);
    return 0;
  }
  const heads = opened.workspace.graph.heads;
  const pending = heads.find((head) => !rows.includes(head));
  if (pending !== undefined) {
    throw new CommandFailure(EXIT.usage, 'Target database is not up to date.', {
      place: label,
      nextStep: `It lacks ${pending}: run \`retort upgrade heads\` first, since the new revision stands on it.`,
    });
  }
  const { file, findings } = await provedFile(input, drift, scratch);
  writePlanned(input, file);
  const left = differences.length - wanted.length;
  const leftOut = left === 0 ? '' : ` What only the history makes (${left}) is not in it.`;
  writeError(
    `note: ${label} has all of it already: \`retort stamp head\` there, \`retort upgrade head\` everywhere else.${leftOut}\n`,
  );
  for (const line of findingLines(file, findings)) writeError(`note: ${line}\n`);
  return 0;
}

/** Other databases have rows and readers: what the linter would do otherwise there is said. */
function findingLines({ text }: PlannedRevision, findings: readonly Finding[]): readonly string[] {
  const lines = new LineIndex(text);
  return findings
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ ruleId, span, message }) => {
      const line = lines.positionAt(span.start).line + 1;
      return `for databases that lack it, line ${line} (${ruleId}): ${message.split('\n')[0] ?? ''}`;
    });
}

interface ProvedFile {
  readonly file: PlannedRevision;
  readonly findings: readonly Finding[];
}

/** Each part in the first of its variants with which the whole is proved. */
async function provedFile(input: CommandInput, drift: Drift, scratch: DriftScratch): Promise<ProvedFile> {
  const id = valueOf(input.arguments, 'revId') ?? input.process.randomId().replaceAll('-', '').slice(-12);
  const plan = (upgrades: string, downgrades: string): PlannedRevision =>
    planRevision(input, drift.opened, {
      id,
      message: valueOf(input.arguments, 'message') ?? 'what the database has',
      head: 'head',
      splice: false,
      branchLabel: undefined,
      dependsOn: [],
      versionPath: undefined,
      withoutHooks: input.arguments.flags.has('noHooks'),
      upgrades,
      downgrades,
    });
  const empty = plan('pass', 'pass');
  const { path } = empty;
  refuseExisting(path);
  const withEmpty = drift.opened.workspace.withFile(path, empty.text);
  const body = revisionBody(withEmpty.module(path), empty.text);
  const textOf = (variants: readonly DriftVariant[]): string => {
    const { upgrades, downgrades } = bodies(variants);
    const text = plan(upgrades.join('\n    '), downgrades.join('\n    ')).text;
    return body.withImports(text, [...upgrades, ...downgrades].join('\n'));
  };
  const parts = await partsOf(input, drift, body, { path, textOf });
  for (const chosen = parts.map(() => 0); ;) {
    const variants = parts.map(({ variants: all }, index) => all[chosen[index] ?? 0] ?? NOTHING);
    const text = textOf(variants);
    const proof = await proveDrift(input, drift, scratch, { id, path, text });
    if (input.process.signal.aborted) throw new CommandFailure(EXIT.cancelled, 'cancelled', {});
    if ('findings' in proof) return { file: { path, text }, findings: proof.findings };
    const hasNext = (index: number): boolean =>
      (chosen[index] ?? 0) + 1 < (parts[index]?.variants.length ?? 0);
    const advanced = guiltyParts(parts, variants, text, proof.disproof)
      .map((guilty) => guilty.filter(hasNext))
      .find(({ length }) => length > 0);
    if (advanced === undefined) throw cannotBeWritten(proof.disproof.reason);
    for (const index of advanced) chosen[index] = (chosen[index] ?? 0) + 1;
  }
}

const NOTHING: DriftVariant = { upgrade: [], downgrade: [] };

async function partsOf(
  input: CommandInput,
  drift: Drift,
  body: RevisionBody,
  file: Parameters<typeof serverParts>[4],
): Promise<readonly DriftPart[]> {
  if (drift.texts !== undefined) {
    const found = sqliteParts(drift, body);
    if ('problem' in found) throw cannotBeWritten(found.problem);
    return found.parts;
  }
  const sql = driftSql(drift);
  const [problem] = sql.problems;
  if (problem !== undefined) throw cannotBeWritten(problem);
  return await serverParts(input, drift, sql, body, file);
}

function bodies(variants: readonly DriftVariant[]): {
  readonly upgrades: readonly string[];
  readonly downgrades: readonly string[];
} {
  return {
    upgrades: variants.flatMap(({ upgrade }) => upgrade),
    downgrades: [...variants].reverse().flatMap(({ downgrade }) => downgrade),
  };
}

/** Whom a failure may be due to, the surest first: the line or the object itself, what is on the same table, any of them. */
function guiltyParts(
  parts: readonly DriftPart[],
  variants: readonly DriftVariant[],
  text: string,
  { line, differences }: Disproof,
): readonly (readonly number[])[] {
  const lines = line === undefined ? undefined : new LineIndex(text);
  const isAtLine = (code: string): boolean => {
    const at = text.indexOf(code);
    if (lines === undefined || line === undefined || at < 0 || code === '') return false;
    const [first, last] = [at, at + code.length].map((offset) => lines.positionAt(offset).line + 1);
    return line >= (first ?? 0) && line <= (last ?? 0);
  };
  const holdsLine = (index: number): boolean => {
    const { upgrade, downgrade } = variants[index] ?? NOTHING;
    return [...upgrade, ...downgrade].some(isAtLine);
  };
  const is = ({ object }: DriftPart): boolean =>
    differences.some(({ kind, name }) => object === `${kind} ${name}`);
  const isOnTable = ({ table }: DriftPart): boolean =>
    differences.some(({ name, partOf }) => table !== undefined && (partOf === table || name === table));
  const all = parts.map((_, index) => index);
  return [
    all.filter((index) => holdsLine(index) || is(parts[index] ?? NO_PART)),
    all.filter((index) => isOnTable(parts[index] ?? NO_PART)),
    all,
  ];
}

const NO_PART: DriftPart = { object: '', table: undefined, variants: [] };

function cannotBeWritten(what: string): CommandFailure {
  return new CommandFailure(EXIT.refused, `this cannot be written as a revision: ${what}`, {
    nextStep: 'Write the revision by hand (`retort revision -m TEXT`); nothing was written.',
  });
}
