// The statements of one function: each step through its compiler, exactly as Alembic emits them. Ranges are in renderRange.ts.
import type { Operation } from '../operations/operation';
import type { Step } from '../operations/step';
import type { Span } from '../text/span';
import { addColumn } from './addColumn';
import { alterColumn } from './alterColumn';
import { batchAlterTable } from './batch';
import { tableCommentText } from './comments';
import { optionValue, type Compilation, type CreatedTypes } from './compilation';
import { createConstraint, dropConstraint } from './constraintOperations';
import { checkUnasked, createTable, ownNames, type Printed } from './createTable';
import { dialectNamed } from './dialects/dialects';
import { explicitType } from './enumTypes';
import { quote, quoteDottedTable, quoteTable } from './identifiers';
import { createIndex, dropIndex } from './indexes';
import { bulkInsert } from './inserts';
import type { RenderedFunction, RenderedStatement, RenderOptions, Unresolved } from './rendering';
import { RaisedError, UnknownText } from './signals';
import { compileStatement } from './statements';

/** What outlives one function: the CREATE TYPE memo of Alembic's migration context. Make one for a range. */
export interface RenderState {
  readonly createdTypes: CreatedTypes;
}

export function createRenderState(): RenderState {
  return { createdTypes: new Set() };
}

// What Python's strip() takes: the whole Unicode white space, and four ASCII separators besides.
const LEADING = /^[\s\u001c-\u001f\u0085]+/;
const TRAILING = /(?<![\s\u001c-\u001f\u0085])[\s\u001c-\u001f\u0085]+$/;

/** The statement stripped; as Alembic prints it offline, tabs are four blanks and `;` stands behind it. */
export function finishStatement(text: string, options: RenderOptions): string {
  if (options.mode === 'online') {
    // A database gets the tabs, which may be part of a value. SQLite keeps the text of an index to its last blank.
    const begun = text.replace(LEADING, '');
    return options.dialect === 'sqlite' ? begun : begun.replace(TRAILING, '');
  }
  return `${text.replaceAll('\t', '    ').replace(LEADING, '').replace(TRAILING, '')};`;
}

/** The texts of one operation, in Alembic's order; what was printed before an error stays printed. */
export function* printOperation(compilation: Compilation, operation: Operation): Generator<Printed> {
  switch (operation.kind) {
    case 'createTable':
      yield* createTable(compilation, operation);
      return;
    case 'dropTable': {
      if (operation.through !== undefined) checkUnasked(compilation, operation.ifExists, operation.span);
      const exists = operation.ifExists && operation.through === undefined ? 'IF EXISTS ' : '';
      const { name, schema } = operation.table;
      yield { text: `DROP TABLE ${exists}${quoteTable(compilation, name, schema)}` };
      return;
    }
    case 'renameTable': {
      const { name, schema } = operation.table;
      const newName = quote(compilation, operation.newName);
      yield { text: `ALTER TABLE ${quoteDottedTable(compilation, name, schema)} RENAME TO ${newName}` };
      return;
    }
    case 'addColumn':
      yield* addColumn(compilation, operation);
      return;
    case 'dropColumn': {
      const { name, schema } = operation.table;
      const exists = operation.ifExists ? 'IF EXISTS ' : '';
      const table = quoteDottedTable(compilation, name, schema);
      yield { text: `ALTER TABLE ${table} DROP COLUMN ${exists}${quote(compilation, operation.column)}` };
      return;
    }
    case 'alterColumn':
      yield* alterColumn(compilation, operation);
      return;
    case 'createIndex':
      yield { text: createIndex(compilation, operation) };
      return;
    case 'dropIndex':
      yield { text: dropIndex(compilation, operation) };
      return;
    case 'createConstraint':
      yield {
        text: createConstraint(ownNames(compilation, operation), operation),
        hasVaryingOrder: operation.isOfSet === true,
      };
      return;
    case 'dropConstraint':
      yield {
        text: dropConstraint(ownNames(compilation, operation), operation),
        hasVaryingOrder: operation.isOfSet === true,
      };
      return;
    case 'createTableComment':
    case 'dropTableComment':
      yield { text: tableCommentText(compilation, operation) };
      return;
    case 'bulkInsert':
      for (const text of bulkInsert(compilation, operation)) yield { text };
      return;
    case 'createType':
    case 'dropType':
      for (const text of explicitType(compilation, operation)) yield { text };
      return;
    case 'batchAlterTable':
      yield* batchAlterTable(compilation, operation, {
        operation: (inner) => printOperation(compilation, inner),
        statement: (step) => compileStatement(compilation, step),
      });
      return;
  }
}

class FunctionRenderer {
  readonly statements: RenderedStatement[] = [];
  readonly unresolved: Unresolved[] = [];
  error: RenderedFunction['error'];
  private isTransactional = true;
  private readonly options: RenderOptions;
  private readonly compilation: Compilation;

  constructor(options: RenderOptions, state: RenderState) {
    this.options = options;
    this.compilation = { dialect: dialectNamed(options.dialect), options, createdTypes: state.createdTypes };
  }

  /** Renders steps until one raises. */
  render(steps: readonly Step[]): void {
    for (const step of steps) {
      if (this.error) return;
      try {
        this.renderStep(step);
      } catch (error) {
        if (error instanceof RaisedError && 'isCaught' in step) {
          const reason = `a handler of the try block catches what this raises (${error.type}: ${error.message})`;
          this.unresolved.push({ span: step.span, reason });
        } else if (error instanceof RaisedError) {
          this.error = { type: error.type, message: error.message, span: step.span };
        } else if (error instanceof UnknownText) {
          this.unresolved.push({ span: error.span ?? step.span, reason: error.message });
        } else {
          throw error;
        }
      }
    }
  }

  private add(
    text: string,
    span: Span,
    source: string,
    varies: Pick<RenderedStatement, 'hasVaryingOrder'> = {},
  ): void {
    this.statements.push({
      ...varies,
      text: finishStatement(text, this.options),
      span,
      transactional: this.isTransactional,
      source,
    });
  }

  private renderStep(step: Step): void {
    switch (step.kind) {
      case 'operation':
        for (const printed of printOperation(this.compilation, step.operation)) {
          const varies = printed.hasVaryingOrder ? { hasVaryingOrder: true as const } : {};
          this.add(printed.text, step.span, printed.source ?? step.operation.kind, varies);
        }
        return;
      case 'statement':
        this.add(compileStatement(this.compilation, step), step.span, 'statement');
        return;
      case 'autocommit':
        this.renderAutocommit(step.edge, step.span);
        return;
      case 'opaque':
        this.unresolved.push({ span: step.span, reason: step.reason });
        return;
      case 'raise':
        if (step.isMessageKnown === false) {
          const reason = `${step.type} is raised here, with a message that is only known when it runs`;
          this.unresolved.push({ span: step.span, reason });
          return;
        }
        this.error = { type: step.type, message: step.message, span: step.span };
        return;
    }
  }

  private renderAutocommit(edge: 'begin' | 'end', span: Span): void {
    const { dialect } = this.compilation;
    const isTransactional = optionValue(this.options.transactionalDdl, dialect.isTransactional);
    this.isTransactional = edge === 'end';
    if (!isTransactional || this.options.mode === 'online') return;
    const text = edge === 'begin' ? 'COMMIT;' : 'BEGIN;';
    this.statements.push({ text, span, transactional: edge === 'end', source: 'transaction' });
  }
}

/**
 * What the steps of upgrade() or downgrade() print. `state` carries the memory of a range from one function to the next;
 * without it the function stands alone, as `retort render` shows it.
 */
export function renderSteps(
  steps: readonly Step[],
  options: RenderOptions,
  state: RenderState = createRenderState(),
): RenderedFunction {
  const renderer = new FunctionRenderer(options, state);
  renderer.render(steps);
  return { statements: renderer.statements, unresolved: renderer.unresolved, error: renderer.error };
}
