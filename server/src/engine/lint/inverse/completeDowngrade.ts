// "Complete downgrade()": the inverses of the steps that it leaves undone, put where the reversed order wants them. Offered only
// when a replay of the result shows that nothing is left.
import { differences } from './differences';
import { undoneBy, undoneSteps, stepFor } from './undoing';
import { invertSteps, indentBody, writeDowngradeBody } from './writeDowngrade';
import type { Fix } from '../finding';
import { lineStart } from '../writing/calls';
import { planImports } from '../writing/names';
import type { AnalysedStep, RevisionContext } from '../rule';
import { topLevelFunction } from '../../python/find';
import type { FunctionDefinition } from '../../python/syntax';
import { applyEdits, type TextEdit } from '../../text/edit';

/** Both ways to complete it: adding what is missing, or writing the function anew. */
export function completionFixes(revision: RevisionContext): readonly Fix[] {
  const downgrade = topLevelFunction(revision.module, 'downgrade');
  if (downgrade === undefined) return [];
  const fixes: Fix[] = [];
  const added = verified(revision, missingEdits(revision, downgrade));
  if (added !== undefined) fixes.push(asFix(revision, 'Complete downgrade()', added, true));
  const anew = verified(revision, rewriteEdits(revision, downgrade));
  if (anew !== undefined)
    fixes.push(asFix(revision, 'Write downgrade() anew from upgrade()', anew, added === undefined));
  return fixes;
}

function asFix(
  revision: RevisionContext,
  title: string,
  edits: readonly TextEdit[],
  isPreferred: boolean,
): Fix {
  return { title, isPreferred, isSafe: false, files: [{ path: revision.path, edits }] };
}

/** The edits, if downgrade() then leaves nothing undone and fits the schema at every step. */
function verified(
  revision: RevisionContext,
  edits: readonly TextEdit[] | undefined,
): readonly TextEdit[] | undefined {
  if (edits === undefined) return undefined;
  const replayed = revision.replayDowngrade(applyEdits(revision.source, edits));
  const undone = undoneBy(revision, replayed);
  if (undone === undefined || undone.length > 0) return undefined;
  return replayed.steps.every(({ problems }) => problems.length === 0) ? edits : undefined;
}

function missingEdits(
  revision: RevisionContext,
  downgrade: FunctionDefinition,
): readonly TextEdit[] | undefined {
  const { dialect, upgrade } = revision;
  const missing = new Set<AnalysedStep>();
  for (const { upgradeStep } of undoneSteps(revision))
    if (upgradeStep !== undefined) missing.add(upgradeStep);
  const imports = planImports(revision.module, revision.source);
  const edits: TextEdit[] = [];
  // Inverses in reversed order; those that go to the same place keep it.
  for (const [index, analysed] of [...upgrade.steps.entries()].reverse()) {
    if (!missing.has(analysed)) continue;
    const written = invertSteps(revision, imports.names, [analysed]);
    if (!written.isComplete || !written.hasStatements) return undefined;
    const earlier = upgrade.steps.slice(0, index);
    edits.push(insertion(revision, downgrade, written.lines, (step) => isFor(step, earlier, dialect)));
  }
  return edits.length === 0 ? undefined : imports.complete(edits);
}

/** True for a step of downgrade() that undoes one of these steps of upgrade(). */
function isFor(
  step: AnalysedStep,
  steps: readonly AnalysedStep[],
  dialect: RevisionContext['dialect'],
): boolean {
  return steps.some(({ before, after }) => {
    if (before === after) return false;
    return [...changedKeys({ before, after }, dialect)].some(
      (key) => stepFor([step], key, dialect) !== undefined,
    );
  });
}

function changedKeys(
  { before, after }: Pick<AnalysedStep, 'before' | 'after'>,
  dialect: RevisionContext['dialect'],
): ReadonlySet<string> {
  return new Set(differences(before, after, dialect).map(({ key }) => key));
}

/** In front of the first statement that belongs behind the new lines; else at the end of the function. */
function insertion(
  { source, downgrade: analysis }: RevisionContext,
  downgrade: FunctionDefinition,
  lines: readonly string[],
  belongsBehind: (step: AnalysedStep) => boolean,
): TextEdit {
  const behind = analysis.steps.find(belongsBehind);
  const statement =
    behind === undefined
      ? undefined
      : downgrade.body.find(
          ({ span }) => span.start <= behind.step.span.start && span.end >= behind.step.span.end,
        );
  const text = indentBody(lines);
  if (statement !== undefined) {
    const start = lineStart(source, statement.span.start);
    return { span: { start, end: start }, text: `${text}\n` };
  }
  const last = downgrade.body.at(-1);
  const end = last?.span.end ?? downgrade.span.end;
  if (last?.kind === 'pass') return { span: { start: lineStart(source, last.span.start), end }, text };
  return { span: { start: end, end }, text: `\n${text}` };
}

function rewriteEdits(
  revision: RevisionContext,
  downgrade: FunctionDefinition,
): readonly TextEdit[] | undefined {
  const first = downgrade.body[0];
  const last = downgrade.body.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const imports = planImports(revision.module, revision.source);
  const written = writeDowngradeBody(revision, imports.names);
  if (!written.isComplete || !written.hasStatements) return undefined;
  const start = lineStart(revision.source, first.span.start);
  if (start <= downgrade.headerEnd - 1) return undefined;
  return imports.complete([{ span: { start, end: last.span.end }, text: indentBody(written.lines) }]);
}
