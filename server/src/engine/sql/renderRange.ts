// `upgrade|downgrade A:B --sql`: the functions of a range with comment lines, transactions and the version table.
import type { VersionChange } from '../revisions/versionTable';
import type { Span } from '../text/span';
import { optionValue } from './compilation';
import { dialectNamed } from './dialects/dialects';
import type { RenderedFunction, RenderedStatement, RenderOptions } from './rendering';
import { RaisedError, UnknownText } from './signals';
import { versionTableStatements } from './versionTable';

/** One revision of the range: what its function prints, and the rows of the version table it changes. */
export interface RangeStep {
  readonly direction: 'upgrade' | 'downgrade' | 'stamp';
  readonly revision: string;
  /** Ids as Alembic prints them in the comment line; empty for base. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Rendered with the state shared by the whole range, in order. */
  readonly rendered: RenderedFunction;
  readonly changes: readonly VersionChange[];
}

/** What the range starts from and how env.py runs it. */
export interface RangeStart {
  /** Rows the version table is taken to hold at the start: A of `A:B`. */
  readonly heads: readonly string[];
  /** env.py wraps run_migrations() in `with context.begin_transaction()`, as Alembic's templates do. */
  readonly hasBeginTransaction: boolean;
}

/** A statement with the revision it belongs to; undefined for the transaction round the whole. */
export interface RangeStatement extends RenderedStatement {
  readonly revision: string | undefined;
}

export interface RenderedRange {
  readonly statements: readonly RangeStatement[];
  readonly unresolved: readonly {
    readonly revision: string | undefined;
    readonly span: Span | undefined;
    readonly reason: string;
  }[];
  /** What Alembic raises; nothing after it is printed. */
  readonly error:
    | {
        readonly revision: string;
        readonly type: string;
        readonly message: string;
        readonly span: Span | undefined;
      }
    | undefined;
}

function heldAfter(heads: readonly string[], changes: readonly VersionChange[]): readonly string[] {
  const held = new Set(heads);
  for (const change of changes) {
    if (change.kind === 'insert') held.add(change.version);
    else if (change.kind === 'delete') held.delete(change.version);
    else {
      held.delete(change.from);
      held.add(change.to);
    }
  }
  return [...held];
}

class RangeRenderer {
  readonly statements: RangeStatement[] = [];
  readonly unresolved: RenderedRange['unresolved'][number][] = [];
  error: RenderedRange['error'];
  private heads: readonly string[];
  private readonly options: RenderOptions;

  constructor(options: RenderOptions, start: RangeStart) {
    this.options = options;
    this.heads = start.heads;
  }

  add(text: string, source: string, revision: string | undefined): void {
    this.statements.push({ text, source, revision, span: undefined, transactional: true });
  }

  /** An option that decides the envelope; where it cannot be read the whole range is unresolved. */
  envelope(read: () => boolean): boolean {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UnknownText)) throw error;
      this.unresolved.push({ revision: undefined, span: undefined, reason: error.message });
      return false;
    }
  }

  step(step: RangeStep): void {
    const table = versionTableStatements(this.options);
    if (this.heads.length === 0) this.guard(step, () => this.add(table.create(), 'version', step.revision));
    const from = step.from.join(', ');
    // The comment names the function that Alembic calls.
    const called = step.direction === 'stamp' ? 'stamp_revision' : step.direction;
    this.add(`-- Running ${called} ${from} -> ${step.to.join(', ')}`, 'comment', step.revision);
    for (const statement of step.rendered.statements)
      this.statements.push({ ...statement, revision: step.revision });
    for (const { span, reason } of step.rendered.unresolved) {
      this.unresolved.push({ revision: step.revision, span, reason });
    }
    if (step.rendered.error) {
      this.error = { revision: step.revision, ...step.rendered.error };
      return;
    }
    for (const change of step.changes) {
      this.guard(step, () => this.add(table.change(change), 'version', step.revision));
    }
    this.heads = heldAfter(this.heads, step.changes);
  }

  private guard(step: RangeStep, print: () => void): void {
    try {
      print();
    } catch (error) {
      if (error instanceof UnknownText) {
        this.unresolved.push({ revision: step.revision, span: error.span, reason: error.message });
      } else if (error instanceof RaisedError) {
        this.error ??= { revision: step.revision, type: error.type, message: error.message, span: undefined };
      } else throw error;
    }
  }
}

/** The whole output of an offline range, statement by statement. */
export function renderRange(
  steps: readonly RangeStep[],
  options: RenderOptions,
  start: RangeStart,
): RenderedRange {
  const renderer = new RangeRenderer(options, start);
  const isTransactional = renderer.envelope(() =>
    optionValue(options.transactionalDdl, dialectNamed(options.dialect).isTransactional),
  );
  // A transaction round each step is Alembic's own doing; the one round everything is written in env.py.
  const isPerStep =
    isTransactional && renderer.envelope(() => optionValue(options.transactionPerMigration, false));
  const isWhole = isTransactional && !isPerStep && start.hasBeginTransaction;
  if (isWhole) renderer.add('BEGIN;', 'transaction', undefined);
  for (const step of steps) {
    if (isPerStep) renderer.add('BEGIN;', 'transaction', step.revision);
    renderer.step(step);
    if (renderer.error) break;
    if (isPerStep) renderer.add('COMMIT;', 'transaction', step.revision);
  }
  if (isWhole && !renderer.error) renderer.add('COMMIT;', 'transaction', undefined);
  return { statements: renderer.statements, unresolved: renderer.unresolved, error: renderer.error };
}

/** The output as Alembic writes it: a blank line behind every statement and comment. */
export function rangeText(range: RenderedRange): string {
  return range.statements.map((statement) => `${statement.text}\n\n`).join('');
}
