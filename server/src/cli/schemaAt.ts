// The simulated schema at a revision that a person named, and its text.
import type { CommandInput } from './command';
import { CommandFailure, EXIT } from './failure';
import { valueOrFail } from './historyCommand';
import type { OpenedProject } from './openProject';
import { withParsedSql } from './parsedSql';
import { describeSchema, findRevisions, type SchemaObject } from '../engine/index';

export interface SchemaAt {
  readonly objects: readonly SchemaObject[];
  /** False when a step of the history is not known, so that something may be missing. */
  readonly isComplete: boolean;
}

/** The schema after a revision; empty for `base`. */
export async function schemaAt(
  read: OpenedProject,
  input: CommandInput,
  identifier: string,
): Promise<SchemaAt> {
  const [found, ...more] = valueOrFail(findRevisions(read.workspace.graph, identifier));
  if (found === 'base' || found === undefined) return { objects: [], isComplete: true };
  if (more.length > 0) {
    throw new CommandFailure(EXIT.usage, `'${identifier}' names several revisions`, {
      nextStep: 'Name one of them.',
    });
  }
  const { workspace } = await withParsedSql(read, input, (now) => {
    now.schemaAfter(found.revision);
  });
  const { dialect, environment } = workspace.settings;
  const schema = workspace.schemaAfter(found.revision);
  const objects = describeSchema(schema, { ...environment, dialect, mode: 'offline' });
  return { objects, isComplete: schema.isComplete };
}
