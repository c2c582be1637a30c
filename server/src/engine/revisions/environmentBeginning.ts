// What env.py asks for before it runs anything, and fails without: the logging sections of the ini file, and variables of the
// environment. Only what is surely evaluated counts.
import { descendants, dottedName } from '../python/find';
import type { Expression, FunctionDefinition, Module, Statement } from '../python/syntax';
import type { Span } from '../text/span';
import { isEntry } from './environmentPieces';

/** A variable that `os.environ[...]` names. */
export interface NeededVariable {
  readonly name: string;
  readonly span: Span;
}

export interface EnvironmentBeginning {
  /** The call of fileConfig() with the name of the ini file. */
  readonly logging: Span | undefined;
  /** Those without which a run fails, and without which `--sql` does. */
  readonly variables: {
    readonly online: readonly NeededVariable[];
    readonly offline: readonly NeededVariable[];
  };
  /** A .env file may set them. */
  readonly loadsFile: boolean;
}

/** Reads the statements outside of functions, and of functions that are surely called. */
export function environmentBeginning(module: Module): EnvironmentBeginning {
  const statements = module.body.flatMap((statement) => [statement, ...guarded(statement)]);
  const expressions = statements.flatMap(valueOf);
  const calls = descendants(module).filter((node) => node.kind === 'call');
  const logging = expressions.find(
    (one) =>
      one.kind === 'call' &&
      /^(?:logging\.config\.)?fileConfig$/.test(dottedName(one.function) ?? '') &&
      one.arguments[0]?.form === 'positional' &&
      /(?:^|\.)config_file_name$/.test(dottedName(one.arguments[0].value) ?? ''),
  );
  const functions = new Map(
    module.body.flatMap((one): [string, FunctionDefinition][] =>
      one.kind === 'function' ? [[one.name, one]] : [],
    ),
  );
  const always = module.body.flatMap(valueOf);
  const ofMode = (isOffline: boolean): readonly NeededVariable[] => {
    const entry = module.body
      .filter(isEntry)
      .flatMap(({ body, orElse }) => (isOffline ? body : orElse).flatMap(valueOf));
    return evaluated([...always, ...entry], functions, new Set()).flatMap(namedVariable);
  };
  return {
    logging: logging?.span,
    variables: { online: ofMode(false), offline: ofMode(true) },
    loadsFile: calls.some((call) =>
      /(?:^|\.)(?:load_dotenv|read_env)$/.test(dottedName(call.function) ?? ''),
    ),
  };
}

/** `if config.config_file_name is not None:`, which is so whoever starts Alembic on the command line. */
function guarded(statement: Statement): readonly Statement[] {
  if (statement.kind !== 'if') return [];
  const nodes = descendants(statement.test);
  const isOnlyAbout = nodes.every(({ kind }) =>
    ['attribute', 'name', 'constant', 'comparison'].includes(kind),
  );
  const isNamed = nodes.some((node) => node.kind === 'attribute' && node.name === 'config_file_name');
  return isOnlyAbout && isNamed ? statement.body : [];
}

function valueOf(statement: Statement): readonly Expression[] {
  if (statement.kind === 'expressionStatement') return [statement.expression];
  if (statement.kind === 'assign') return [statement.value];
  if (statement.kind === 'return') return statement.value === undefined ? [] : [statement.value];
  return statement.kind === 'annotatedAssign' && statement.value !== undefined ? [statement.value] : [];
}

/** The items that are surely taken when these expressions are evaluated, in that order; each function counts once. */
function evaluated(
  expressions: readonly Expression[],
  functions: ReadonlyMap<string, FunctionDefinition>,
  called: Set<string>,
): readonly Expression[] {
  return expressions.flatMap((expression) => {
    const nodes = descendants(expression);
    if (nodes.some(({ kind }) => ['boolean', 'conditional', 'lambda', 'comprehension'].includes(kind)))
      return [];
    return nodes.flatMap((node): readonly Expression[] => {
      if (node.kind === 'subscript') return [node];
      const name = node.kind === 'call' && node.function.kind === 'name' ? node.function.name : '';
      const target = called.has(name) ? undefined : functions.get(name);
      if (target === undefined) return [];
      called.add(name);
      return evaluated(straightOn(target.body).flatMap(valueOf), functions, called);
    });
  });
}

/** The statements of a function that every call of it reaches. */
function straightOn(body: readonly Statement[]): readonly Statement[] {
  const end = body.findIndex((one) => one.kind === 'raise' || mayLeave(one));
  return end < 0 ? body : body.slice(0, end + 1);
}

function mayLeave(statement: Statement): boolean {
  return (
    statement.kind !== 'function' &&
    descendants(statement).some(({ kind }) => ['return', 'raise', 'yield', 'yieldFrom'].includes(kind))
  );
}

function namedVariable(node: Expression): readonly NeededVariable[] {
  return node.kind === 'subscript' &&
    /^(?:os\.)?environ$/.test(dottedName(node.object) ?? '') &&
    node.index.kind === 'string'
    ? [{ name: node.index.value, span: node.span }]
    : [];
}
