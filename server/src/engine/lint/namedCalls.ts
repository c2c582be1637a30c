// The calls of a file by the full name of what they call, through its imports: `alembic.op.execute`, `sqlalchemy.text`. Names
// that hold the connection or a batch are `<bind>` and `<batch>`. Reads the syntax only; what runs is not asked.
import { children, type SyntaxNode } from '../python/children';
import { descendants, dottedName } from '../python/find';
import type { Call, Expression, FunctionDefinition, Module, With } from '../python/syntax';

/** A call whose callee has a name. `batch` is the `with` it is a method of. */
export interface NamedCall {
  readonly call: Call;
  readonly path: string;
  readonly batch: BatchBlock | undefined;
  /** The function at the top of the file it stands in; undefined at module level. */
  readonly inside: FunctionDefinition | undefined;
}

/** A `with op.batch_alter_table(...) as name:`. */
export interface BatchBlock {
  readonly statement: With;
  readonly name: string;
  readonly opening: Call;
}

const CACHE = new WeakMap<Module, readonly NamedCall[]>();
const BINDS: ReadonlySet<string> = new Set([
  'alembic.op.get_bind',
  'alembic.context.get_bind',
  'alembic.op.get_context().bind',
  'alembic.op.get_context().connection',
]);

/** In source order. */
export function namedCalls(module: Module): readonly NamedCall[] {
  let found = CACHE.get(module);
  if (found === undefined) {
    found = collect(module);
    CACHE.set(module, found);
  }
  return found;
}

/** Local names to what they stand for: imports, and names given to the connection. */
export function importedNames(module: Module): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of descendants(module)) {
    if (node.kind === 'import') {
      for (const { name, as } of node.names)
        names.set(as ?? name.split('.')[0] ?? name, as === undefined ? (name.split('.')[0] ?? name) : name);
    } else if (node.kind === 'importFrom' && node.level === 0) {
      for (const { name, as } of node.names) names.set(as ?? name, `${node.module}.${name}`);
    }
  }
  return names;
}

function collect(module: Module): readonly NamedCall[] {
  const names = new Map(importedNames(module));
  const batches = new Map<string, BatchBlock>();
  for (const node of descendants(module)) {
    if (node.kind === 'assign' && node.targets.length === 1) {
      const [target] = node.targets;
      const path = pathOf(node.value, names);
      if (target?.kind === 'name' && path !== undefined && isBind(path)) names.set(target.name, '<bind>');
    }
    if (node.kind !== 'with') continue;
    for (const { context, target } of node.items) {
      if (context.kind !== 'call' || target?.kind !== 'name') continue;
      const path = pathOf(context.function, names);
      if (path === 'alembic.op.batch_alter_table') {
        batches.set(target.name, { statement: node, name: target.name, opening: context });
      }
    }
  }
  const calls: NamedCall[] = [];
  let inside: FunctionDefinition | undefined;
  let top = 0;
  for (const node of descendants(module)) {
    if (node === module.body[top]) {
      inside = node.kind === 'function' ? node : undefined;
      top += 1;
    }
    if (node.kind !== 'call') continue;
    const own = batchOf(node);
    const path = own === undefined ? pathOf(node.function, names) : `<batch>.${own.method}`;
    if (path !== undefined) calls.push({ call: node, path, batch: own?.batch, inside });
  }
  return calls;

  function batchOf({ function: callee, span }: Call): { batch: BatchBlock; method: string } | undefined {
    if (callee.kind !== 'attribute' || callee.object.kind !== 'name') return undefined;
    const batch = batches.get(callee.object.name);
    // A name may be used for several blocks: the one around the call is meant.
    if (batch === undefined) return undefined;
    const around = [...blocksAround(module, span.start)].find((one) => nameOfBatch(one) === batch.name);
    const opening = around?.items.find(
      ({ target }) => target?.kind === 'name' && target.name === batch.name,
    )?.context;
    if (around === undefined || opening?.kind !== 'call') return undefined;
    return { batch: { statement: around, name: batch.name, opening }, method: callee.name };
  }
}

function nameOfBatch(statement: With): string | undefined {
  const target = statement.items.find(({ target: one }) => one !== undefined)?.target;
  return target?.kind === 'name' ? target.name : undefined;
}

function* blocksAround(module: Module, offset: number): Generator<With> {
  let node: SyntaxNode | undefined = module;
  const path: With[] = [];
  while (node !== undefined) {
    if (node.kind === 'with') path.push(node);
    node = children(node).find(({ span }) => span.start <= offset && span.end > offset);
  }
  yield* path.reverse();
}

/** `alembic.op.execute`; a call in the middle is kept as `()`: `alembic.op.get_context().autocommit_block`. */
function pathOf(expression: Expression, names: ReadonlyMap<string, string>): string | undefined {
  if (expression.kind === 'call') {
    const path = pathOf(expression.function, names);
    if (path === undefined) return undefined;
    return isBind(path) ? '<bind>' : `${path}()`;
  }
  if (expression.kind === 'name') return names.get(expression.name) ?? expression.name;
  if (expression.kind === 'attribute' && !isDotted(expression)) {
    const path = pathOf(expression.object, names);
    if (path === undefined) return undefined;
    return BINDS.has(`${path}.${expression.name}`) ? '<bind>' : `${path}.${expression.name}`;
  }
  const written = dottedName(expression);
  if (written === undefined) return undefined;
  const [root = '', ...rest] = written.split('.');
  return [names.get(root) ?? root, ...rest].join('.');
}

/** The same question as whether dottedName() gives one, without making it. */
function isDotted(expression: Expression): boolean {
  let at = expression;
  while (at.kind === 'attribute') at = at.object;
  return at.kind === 'name';
}

function isBind(path: string): boolean {
  return path === '<bind>' || BINDS.has(path);
}

/** The argument at a place or by its keyword; undefined where a spread argument hides the place. */
export function argumentAt(call: Call, position: number, keyword: string): Expression | undefined {
  const named = call.arguments.find(({ form, name }) => form === 'keyword' && name === keyword);
  if (named !== undefined) return named.value;
  const before = call.arguments.slice(0, position + 1);
  return before.every(({ form }) => form === 'positional') ? before[position]?.value : undefined;
}
