// Hands the SQL that authors wrote by hand to PostgreSQL's own parser before anything runs, so that a slip of the pen
// is said in the plan and not by a failed run.
import { join } from 'node:path';
import type { CommandInput } from '../command';
import type { MigrationStep } from '../../engine/index';
import { LineIndex } from '../../engine/index';
import type { OpenedProject } from '../openProject';

/** A warning for every statement of execute() that PostgreSQL's parser refuses. What is too hard to parse is left out. */
export async function syntaxWarnings(
  input: CommandInput,
  opened: OpenedProject,
  steps: readonly MigrationStep[],
): Promise<readonly string[]> {
  const written = steps.flatMap((step) =>
    step.rendered.statements
      .filter(({ source }) => source === 'statement')
      .map(({ text, span }) => ({ step, text, span })),
  );
  if (written.length === 0) return [];
  const { createSqlParser } = await import('../../database/sqlParsing');
  const { systemClock } = await import('../../database/clock');
  const parser = createSqlParser({
    script: join(input.process.distFolder, 'sqlWorker.js'),
    clock: systemClock,
  });
  try {
    const warnings: string[] = [];
    for (const { step, text, span } of written) {
      const parsed = await parser.parse(text);
      if (!('error' in parsed)) continue;
      const lines = new LineIndex(opened.workspace.text(step.path) ?? '');
      const line = lines.positionAt(span?.start ?? 0).line + 1;
      warnings.push(
        `${opened.shownPath(step.path)}:${line} PostgreSQL will refuse this SQL: ${parsed.error.message}.`,
      );
    }
    return warnings;
  } finally {
    await parser.close();
  }
}
