// The one way the cases of this folder ask the engine: source of a function body in, printed steps out.
import { expect } from 'vitest';
import { evaluateFunction } from '../../../server/src/engine/operations/evaluate';
import type {
  Dialect,
  EvaluationContext,
  Mode,
  SchemaInspector,
} from '../../../server/src/engine/operations/evaluation';
import { parseModule } from '../../../server/src/engine/python/parse';
import { printEvaluation } from '../../support/printSteps';

/** What differs from the usual: PostgreSQL, offline, nothing before upgrade(). */
export interface CaseOptions {
  readonly mode?: Mode;
  readonly dialect?: Dialect;
  readonly module?: string;
  readonly inspector?: SchemaInspector;
  readonly readModule?: (name: string) => string | undefined;
}

const HEADER = `from alembic import op, context
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
`;

function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** The source of a revision file whose upgrade() has the given body. */
export function revisionSource(body: string, module = ''): string {
  const indented = dedent(body).replaceAll(/^(?=.)/gm, '    ');
  return `${HEADER}${module === '' ? '' : `${dedent(module)}\n`}def upgrade():\n${indented}\n`;
}

/** The steps of upgrade() with the given body, printed. */
export function stepsOf(body: string, options: CaseOptions = {}): string {
  const { mode = 'offline', dialect = 'postgresql', module, inspector, readModule } = options;
  const context: EvaluationContext = {
    mode,
    dialect,
    ...(inspector === undefined ? {} : { inspector }),
    ...moduleTrees(readModule),
  };
  return printEvaluation(evaluateFunction(parseModule(revisionSource(body, module)), 'upgrade', context));
}

function moduleTrees(
  readModule: ((name: string) => string | undefined) | undefined,
): Pick<EvaluationContext, 'readModule'> {
  if (readModule === undefined) return {};
  return {
    readModule: (name) => {
      const source = readModule(name);
      return source === undefined ? undefined : parseModule(source);
    },
  };
}

/** Expects exactly these lines. */
export function checkSteps(body: string, expected: string, options: CaseOptions = {}): void {
  expect(stepsOf(body, options)).toBe(dedent(expected));
}
