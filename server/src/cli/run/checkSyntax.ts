// Hands the SQL that authors wrote by hand to PostgreSQL's own parser before anything runs, so that a slip of the pen
// is said in the plan and not by a failed run.
import { join } from 'node:path';
import type { CommandInput } from '../command';
import type { MigrationStep } from '../../engine/index';
import { LineIndex } from '../../engine/index';
import type { OpenedProject } from '../openProject';
import type { PlannedStep, StepWarning } from '../../database/runEvents';

/**
 * The steps, each with a warning for every statement of execute() that PostgreSQL's parser refuses; `migration` is what they
 * were made from, in the same order. What is too hard to parse is left out.
 */
export async function withSyntaxWarnings(
  input: CommandInput,
  opened: OpenedProject,
  steps: readonly PlannedStep[],
  migration: readonly MigrationStep[],
): Promise<readonly PlannedStep[]> {
  const written = migration.flatMap(({ path, rendered }, index) =>
    rendered.statements
      .filter(({ source }) => source === 'statement')
      .map(({ text, span }) => ({ index, path, text, span })),
  );
  if (written.length === 0) return steps;
  const { createSqlParser } = await import('../../database/sqlParsing');
  const { systemClock } = await import('../../database/clock');
  const parser = createSqlParser({
    script: join(input.process.distFolder, 'sqlWorker.js'),
    clock: systemClock,
  });
  try {
    const found = new Map<number, readonly StepWarning[]>();
    for (const { index, path, text, span } of written) {
      const parsed = await parser.parse(text);
      if (!('error' in parsed)) continue;
      const lines = new LineIndex(opened.workspace.text(path) ?? '');
      const line = lines.positionAt(span?.start ?? 0).line + 1;
      const message = `PostgreSQL will refuse this SQL: ${parsed.error.message}.`;
      const warning = { line, place: `${opened.shownPath(path)}:${line}`, rule: undefined, message };
      found.set(index, [...(found.get(index) ?? []), warning]);
    }
    return steps.map((step, index) => {
      const more = found.get(index);
      return more === undefined ? step : { ...step, warnings: [...(step.warnings ?? []), ...more] };
    });
  } finally {
    await parser.close();
  }
}
