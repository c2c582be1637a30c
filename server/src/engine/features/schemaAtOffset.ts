// The schema at a place of a revision file: before the step that stands there, or after the last one above it.
import type { FunctionAnalysis } from '../lint/rule';
import type { Schema } from '../schema/schema';

/** The schema an operation at the offset meets. `initial` is what the function begins with. */
export function schemaAtOffset({ steps }: FunctionAnalysis, initial: Schema, offset: number): Schema {
  let schema = initial;
  for (const { step, before, after } of steps) {
    if (step.span.start > offset) break;
    schema = step.span.end >= offset ? before : after;
  }
  return schema;
}
