// schema-op-on-unknown-object: the replayed history knows that the object is not there: a typo, or the wrong order.
import { isTakenEarlier, knownNames, makes, writtenName } from './names';
import { nearestName } from '../../editDistance';
import { tableBefore } from '../../functionFacts';
import { defineRevisionRule, type AnalysedStep } from '../../rule';
import type { Operation } from '../../../operations/operation';
import type { Span } from '../../../text/span';
import { writeString } from '../../writing/literals';
import { planImports } from '../../writing/names';

export const schemaOpOnUnknownObject = defineRevisionRule({
  id: 'schema-op-on-unknown-object',
  summary:
    'An operation names a table, column, constraint or index that does not exist at this point of the history.',
  severity: 'error',
  check(revision, report) {
    const { graph, header, module, source, path } = revision;
    const id = header.revision?.value;
    // Without its place in a history that loads, nothing is known of what is there.
    if (id === undefined || graph.failure !== undefined || graph.byKey.get(id)?.path !== path) return;
    for (const { evaluation, steps } of [revision.upgrade, revision.downgrade]) {
      if (evaluation.assumptions.length > 0) continue;
      for (const [index, { before, problems }] of steps.entries()) {
        for (const problem of problems) {
          if (problem.kind === 'already-exists') continue;
          const later = steps.slice(index + 1).some((one) => makes(one.step, problem.span, module));
          const written = writtenName(module, problem, source);
          const nearest =
            written === undefined
              ? undefined
              : nearestName(written.text, knownNames(before, problem.kind, written.table));
          // A table that no revision makes may have been there before the history began.
          const isMadeBehind = later && !isReplacement(steps[index], problem.span);
          if (problem.kind === 'unknown-table' && nearest === undefined && !isMadeBehind) continue;
          if (problem.kind === 'unknown-index' && isOlderThanHistory(steps, index, problem.span)) continue;
          if (isTakenEarlier(steps.slice(0, index), before, problem.kind, written)) continue;
          report({
            span: written?.span ?? problem.span,
            message:
              `${problem.message} The database refuses the operation and the migration stops here. ` +
              (nearest === undefined
                ? 'Correct the name, or put the operation behind the one that makes it.'
                : `Is "${nearest}" meant?`),
            fixes:
              nearest === undefined || written === undefined
                ? []
                : [
                    {
                      title: `Write "${nearest}"`,
                      isPreferred: true,
                      isSafe: false,
                      files: [
                        {
                          path,
                          edits: planImports(module, source).complete([
                            { span: written.span, text: writeString(nearest) },
                          ]),
                        },
                      ],
                    },
                  ],
          });
        }
      }
    }
  },
});

/** A table that is dropped and made again was there before the history began. */
function isReplacement(at: AnalysedStep | undefined, span: Span): boolean {
  return operationAt(at, span)?.kind === 'dropTable';
}

/**
 * An index of a table that the history does not make, and that this function did not drop, is as old as its table. One
 * that GeoAlchemy2 makes with a column of its types is written nowhere.
 */
function isOlderThanHistory(steps: readonly AnalysedStep[], index: number, span: Span): boolean {
  const at = steps[index];
  const drop = operationAt(at, span);
  if (at === undefined || drop?.kind !== 'dropIndex' || drop.table === undefined) return false;
  const { table } = drop;
  const known = tableBefore(at.before, table);
  if (known?.columns.some(({ type }) => type?.kind === 'unknownType' && SPATIAL.test(type.name)) === true)
    return true;
  return [steps[0], at].every((one) => one !== undefined && tableBefore(one.before, table) === undefined);
}

const SPATIAL = /(?:^|\.)(?:Geometry|Geography|Raster)$/;

function operationAt(at: AnalysedStep | undefined, span: Span): Operation | undefined {
  if (at?.step.kind !== 'operation') return undefined;
  const { operation } = at.step;
  const all =
    operation.kind === 'batchAlterTable'
      ? operation.steps.flatMap((inner) => (inner.kind === 'operation' ? [inner.operation] : []))
      : [operation];
  return all.find((one) => one.span.start === span.start);
}
