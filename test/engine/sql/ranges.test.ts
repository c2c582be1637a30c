// `upgrade|downgrade A:B --sql` over a history with branches, a merge and depends_on, compared with real Alembic.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../../server/src/engine/operations/evaluation';
import { evaluateFunction } from '../../../server/src/engine/operations/evaluate';
import { parseModule } from '../../../server/src/engine/python/parse';
import { buildGraph } from '../../../server/src/engine/revisions/graph';
import { readHeader } from '../../../server/src/engine/revisions/header';
import {
  planDowngrade,
  planStart,
  planUpgrade,
  splitTarget,
} from '../../../server/src/engine/revisions/plan';
import type { Outcome } from '../../../server/src/engine/revisions/refusal';
import { versionChanges } from '../../../server/src/engine/revisions/versionTable';
import { rangeText, renderRange, type RangeStep } from '../../../server/src/engine/sql/renderRange';
import { createRenderState, renderSteps } from '../../../server/src/engine/sql/renderSteps';
import type { EnvironmentOption, RenderOptions } from '../../../server/src/engine/sql/rendering';
import { createTable, column, known, step, templateOptions } from '../../support/steps';

interface Configuration {
  readonly literal_binds: boolean;
  readonly dialect_opts?: { readonly paramstyle: string };
  readonly transaction_per_migration?: boolean;
  readonly transactional_ddl?: boolean;
  readonly version_table?: string;
  readonly version_table_schema?: string;
  readonly version_table_pk?: boolean;
}

interface Answer {
  readonly direction: 'upgrade' | 'downgrade';
  readonly target: string;
  readonly dialect: Dialect;
  readonly configuration: string;
  readonly text: string;
}

const { files, configurations, answers } = JSON.parse(
  readFileSync(new URL('../../golden/sql/ranges.json', import.meta.url), 'utf8'),
) as {
  readonly files: Readonly<Record<string, string>>;
  readonly configurations: Readonly<Record<string, Configuration>>;
  readonly answers: readonly Answer[];
};

const graph = buildGraph(Object.entries(files).map(([path, source]) => readHeader(path, source)));

function value<T>(outcome: Outcome<T>): T {
  if (outcome.refusal !== undefined) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

function option<T>(given: T | undefined): EnvironmentOption<T> {
  return given === undefined ? { state: 'absent' } : known(given);
}

function optionsFor(dialect: Dialect, configuration: Configuration): RenderOptions {
  return templateOptions(dialect, {
    literalBinds: known(configuration.literal_binds),
    paramstyle: option(configuration.dialect_opts?.paramstyle),
    transactionPerMigration: option(configuration.transaction_per_migration),
    transactionalDdl: option(configuration.transactional_ddl),
    versionTable: option(configuration.version_table),
    versionTableSchema: option(configuration.version_table_schema),
    versionTablePk: option(configuration.version_table_pk),
  });
}

function render({ direction, target, dialect }: Answer, options: RenderOptions): string {
  const { from, to } = value(splitTarget(target, { direction, sql: true }));
  const start = value(planStart(graph, from));
  const plan = value((direction === 'upgrade' ? planUpgrade : planDowngrade)(graph, start, to));
  const state = createRenderState();
  let heads = start;
  const steps = plan.map((planned): RangeStep => {
    const { changes, heads: next } = value(versionChanges(graph, planned, heads));
    heads = next;
    const module = parseModule(files[`${planned.revision}.py`] ?? '');
    const { steps: inner } = evaluateFunction(module, direction, { dialect, mode: 'offline' });
    return { ...planned, changes, rendered: renderSteps(inner, options, state) };
  });
  const range = renderRange(steps, options, { heads: start, hasBeginTransaction: true });
  expect(range.unresolved).toEqual([]);
  expect(range.error).toBeUndefined();
  return rangeText(range);
}

describe('ranges', () => {
  it.each(answers)('$direction $target on $dialect, $configuration', (answer) => {
    const configuration = configurations[answer.configuration]!;
    expect(render(answer, optionsFor(answer.dialect, configuration))).toBe(answer.text);
  });
});

describe('what a range does not know', () => {
  const options = templateOptions('postgresql');
  const rendered = renderSteps([step(createTable('t', column('a', 'Integer')))], options);
  const only = (changes: Partial<RenderOptions>, function_ = rendered) =>
    renderRange(
      [
        {
          direction: 'upgrade',
          revision: 'a1',
          from: [],
          to: ['a1'],
          rendered: function_,
          changes: [{ kind: 'insert', version: 'a1' }],
        },
      ],
      { ...options, ...changes },
      { heads: [], hasBeginTransaction: true },
    );
  const unreadable = { state: 'unreadable', reason: 'it is computed' } as const;

  it('names the option of the envelope that cannot be read', () => {
    expect(only({ transactionPerMigration: unreadable }).unresolved).toMatchObject([
      { reason: 'it is computed' },
    ]);
    expect(only({ versionTable: unreadable }).unresolved).toHaveLength(2);
  });

  it('does not depend on options that play no part', () => {
    expect(only({ namingConvention: unreadable, paramstyle: unreadable }).unresolved).toEqual([]);
  });

  it('stops at an error, with what was printed before and no COMMIT', () => {
    const error = { type: 'AttributeError', message: 'no downgrade', span: undefined };
    const range = only({}, { statements: rendered.statements, unresolved: [], error });
    expect(range.error).toMatchObject({ revision: 'a1', type: 'AttributeError' });
    expect(range.statements.map(({ source }) => source)).toEqual([
      'transaction',
      'version',
      'comment',
      'createTable',
    ]);
  });

  it('leaves the transaction out where env.py does', () => {
    const steps: readonly RangeStep[] = [];
    expect(renderRange(steps, options, { heads: [], hasBeginTransaction: false }).statements).toEqual([]);
    expect(rangeText(renderRange(steps, options, { heads: [], hasBeginTransaction: true }))).toBe(
      'BEGIN;\n\nCOMMIT;\n\n',
    );
  });
});
