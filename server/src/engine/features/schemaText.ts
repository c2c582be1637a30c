// The simulated schema as one text.
import type { SchemaObject } from './schemaSql';

/** SQL with a comment for whatever is not known. */
export function schemaText(objects: readonly SchemaObject[], isComplete: boolean): string {
  const head = isComplete ? '' : '-- Not every step of the history is known: something may be missing.\n\n';
  const now = objects.flatMap(({ name, statements, notes }) => [
    ...notes.map((note) => `-- ${name}: ${note}`),
    ...statements,
  ]);
  const later = objects.flatMap((object) => object.later);
  return head + [...now, ...later].map((statement) => `${statement}\n\n`).join('');
}
