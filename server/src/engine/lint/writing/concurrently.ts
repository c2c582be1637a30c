// Edits that build or drop an index concurrently, outside the transaction, in upgrade() and in downgrade() at once.
import { setKeyword } from './calls';
import { fixWriter } from './fix';
import { ownPlace, wrapInAutocommit, type CallPlace } from './statements';
import type { Fix } from '../finding';
import { isInBatch, isOutsideTransaction, operationsOf } from '../functionFacts';
import type { FunctionAnalysis, OperationContext, RevisionContext } from '../rule';
import type { CreateIndex, DropIndex } from '../../operations/operation';
import type { TextEdit } from '../../text/edit';

/** The fix for one call, and for the call of the other function that undoes it, where that can be edited too. */
export function concurrentFix(
  operation: CreateIndex | DropIndex,
  context: OperationContext,
): Fix | undefined {
  const own = concurrentEdits(operation, context);
  if (own === undefined) return undefined;
  const { revision } = context;
  const { direction } = context.function;
  const other = direction === 'upgrade' ? revision.downgrade : revision.upgrade;
  const back = counterpartEdits(operation, revision, other);
  const verb = operation.kind === 'createIndex' ? 'Build' : 'Drop';
  const title = `${verb} it concurrently, outside the transaction${back === undefined ? '' : ', and back as well'}`;
  return fixWriter(revision).fix(title, true, [...own, ...(back ?? [])]);
}

function concurrentEdits(
  operation: CreateIndex | DropIndex,
  context: OperationContext,
): readonly TextEdit[] | undefined {
  const place = ownPlace(context, operation.span);
  if (place === undefined || isInBatch(context, operation.span)) return undefined;
  const { source } = context.revision;
  const keyword = setKeyword(place.call, source, 'postgresql_concurrently', 'True');
  if (isOutsideTransaction(context.function, context.stepIndex)) return [keyword];
  const op = fixWriter(context.revision).names.op;
  return [...wrapInAutocommit(source, place, op), indented(keyword)];
}

/** An argument on a line of its own moves with the statement. */
function indented(edit: TextEdit): TextEdit {
  return { ...edit, text: edit.text.replace('\n', '\n    ') };
}

function counterpartEdits(
  operation: CreateIndex | DropIndex,
  revision: RevisionContext,
  analysis: FunctionAnalysis,
): readonly TextEdit[] | undefined {
  const name = nameOf(operation);
  const wanted = operation.kind === 'createIndex' ? 'dropIndex' : 'createIndex';
  for (const { operation: other, stepIndex, before } of operationsOf(analysis)) {
    if ((other.kind !== 'dropIndex' && other.kind !== 'createIndex') || other.kind !== wanted) continue;
    if (nameOf(other) !== name) continue;
    const options = other.kind === 'dropIndex' ? other.options : other.index.options;
    if (options['postgresql_concurrently'] === true) return undefined;
    return concurrentEdits(other, { revision, function: analysis, stepIndex, before });
  }
  return undefined;
}

function nameOf(operation: CreateIndex | DropIndex): string | undefined {
  return operation.kind === 'createIndex' ? operation.index.name?.text : operation.name.text;
}

/** Wraps a call that is concurrent already. */
export function autocommitFix(place: CallPlace, revision: RevisionContext): Fix {
  const { names, fix } = fixWriter(revision);
  return fix('Run it in an autocommit block', true, wrapInAutocommit(revision.source, place, names.op));
}
