// `retort render`: the SQL of every revision alone, one JSON line per revision, direction and dialect.
import type { ParsedArguments } from '../arguments';
import type { Command } from '../command';
import { CommandFailure, EXIT } from '../failure';
import { openProject } from '../openProject';
import { environmentFromConfigure } from '../../engine/index';
import { displayOrder, LineIndex, type Dialect, type Direction, type Workspace } from '../../engine/index';

const DIALECTS: readonly Dialect[] = ['postgresql', 'sqlite'];

export const render: Command = {
  name: 'render',
  summary: 'Prints what upgrade() and downgrade() of each revision emit, as JSON lines.',
  options: {
    dialect: {
      names: ['--dialect'],
      takes: 'values',
      value: 'NAME',
      help: 'postgresql or sqlite, may be repeated (default: both)',
    },
    configure: {
      names: ['--configure'],
      takes: 'value',
      value: 'JSON',
      help: 'options of context.configure() to use instead of env.py',
    },
  },
  positionals: ['rev*'],
  run(input) {
    const dialects = readDialects(input.arguments);
    const configure = input.arguments.values.get('configure')?.at(-1);
    const environment = configure === undefined ? undefined : readConfigure(configure);
    const { workspace, keepResults } = openProject(input, environment);
    const wanted = input.arguments.positionals;
    for (const { revision, path } of displayOrder(workspace.graph)) {
      if (wanted.length > 0 && !wanted.includes(revision)) continue;
      for (const dialect of dialects) {
        for (const direction of ['upgrade', 'downgrade'] as const) {
          input.process.write(
            `${JSON.stringify(renderRow(workspace, revision, path, direction, dialect))}\n`,
          );
        }
      }
    }
    keepResults();
    return 0;
  },
};

function renderRow(
  workspace: Workspace,
  revision: string,
  path: string,
  direction: Direction,
  dialect: Dialect,
): object {
  const rendered = workspace.render(path, direction, dialect, 'offline');
  const lines = new LineIndex(workspace.text(path) ?? '');
  const varying = rendered.statements.flatMap(({ hasVaryingOrder }, place) =>
    hasVaryingOrder ? [place] : [],
  );
  return {
    revision,
    direction,
    dialect,
    statements: rendered.statements.map((statement) => statement.text),
    ...(varying.length === 0 ? {} : { varying }),
    unresolved: rendered.unresolved.map(({ span, reason }) => {
      const { line, character } = lines.positionAt(span.start);
      return { line: line + 1, column: character + 1, reason };
    }),
    error: rendered.error === undefined ? null : `${rendered.error.type}: ${rendered.error.message}`,
  };
}

function readDialects(parsed: ParsedArguments): readonly Dialect[] {
  const given = parsed.values.get('dialect') ?? [];
  const dialects = given.map((name) => {
    const dialect = DIALECTS.find((candidate) => candidate === name);
    if (dialect === undefined) {
      throw new CommandFailure(EXIT.usage, `unknown dialect '${name}'`, {
        nextStep: `Choose from: ${DIALECTS.join(', ')}.`,
      });
    }
    return dialect;
  });
  return dialects.length === 0 ? DIALECTS : dialects;
}

function readConfigure(json: string): ReturnType<typeof environmentFromConfigure> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new CommandFailure(EXIT.usage, '--configure is not JSON', {
      nextStep: 'Example: --configure \'{"literal_binds": true}\'.',
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CommandFailure(EXIT.usage, '--configure wants a JSON object');
  }
  return environmentFromConfigure(value as Record<string, unknown>);
}
