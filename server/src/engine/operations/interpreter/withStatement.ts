// `with`: batch_alter_table, autocommit_block, transactions that Alembic leaves to its own, and context managers of no effect.
import type { With } from '../../python/syntax';
import {
  isObject,
  isWithoutEffect,
  type BatchValue,
  type GeneratorContextValue,
  type Value,
  unknownReason,
} from '../values';
import { evaluate } from './expressions';
import { runGenerator } from './functions';
import type { Interpreter } from './interpreter';
import { typeName } from './typeNames';
import type { Scope } from './scope';
import { NotKnown, PythonError } from './signals';
import { executeBlock, type Completion } from './statements';
import { assignTarget } from './targets';

/** Executes the items from `index` on, then the body. */
export function executeWith(run: Interpreter, statement: With, index: number, scope: Scope): Completion {
  const item = statement.items[index];
  if (item === undefined) return executeBlock(run, statement.body, scope);
  const manager = evaluate(run, item.context, scope);
  const span = run.spanIn(scope, item.context.span);
  const inner = (value: Value): Completion => {
    if (item.target !== undefined) assignTarget(run, item.target, value, scope);
    return executeWith(run, statement, index + 1, scope);
  };
  if (!isObject(manager)) throw noContextManager(manager);
  switch (manager.kind) {
    case 'batch':
      return executeBatch(run, manager, inner);
    case 'autocommitBlock': {
      run.emit({ kind: 'autocommit', edge: 'begin', span });
      try {
        return inner(null);
      } finally {
        // Alembic opens the transaction again also when the block raises.
        run.emit({ kind: 'autocommit', edge: 'end', span });
      }
    }
    case 'contextManager':
      return inner(manager.value);
    case 'generatorContext':
      return executeGenerator(run, manager, inner);
    case 'opaque':
      if (isWithoutEffect(manager)) return inner(manager);
      throw new NotKnown(manager.reason);
    case 'bind':
      throw new NotKnown('a connection used as a context manager is not supported');
    default:
      if (unknownReason(manager) !== undefined) throw new NotKnown(unknownReason(manager) ?? '');
      if (manager.kind === 'instance' || manager.kind === 'class')
        throw new NotKnown(`the context manager ${typeName(manager)} is not followed`);
      throw noContextManager(manager);
  }
}

/** The block runs where the generator yields; what the generator does after it follows. */
function executeGenerator(
  run: Interpreter,
  { function: callee, call }: GeneratorContextValue,
  inner: (value: Value) => Completion,
): Completion {
  let completion: Completion | undefined;
  runGenerator(run, callee, call, (value) => {
    if (completion !== undefined) throw new NotKnown(`${callee.name}() yields more than once`);
    completion = inner(value);
  });
  if (completion === undefined) throw new NotKnown(`whether ${callee.name}() yields is not known`);
  return completion;
}

function executeBatch(run: Interpreter, batch: BatchValue, inner: (value: Value) => Completion): Completion {
  batch.isOpen = true;
  run.batches.push(batch);
  let completion: Completion;
  try {
    completion = inner(batch);
  } finally {
    run.batches.pop();
  }
  // An exception inside the block leaves it before this point: Alembic then runs nothing of the batch.
  run.emit(batch.close(batch.steps));
  return completion;
}

function noContextManager(value: Value): PythonError {
  return new PythonError(
    'TypeError',
    `'${typeName(value)}' object does not support the context manager protocol`,
  );
}
