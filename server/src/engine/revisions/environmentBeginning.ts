// What env.py asks for before it runs anything, and fails without: the logging sections of the ini file, and variables of the
// environment. Only what is surely evaluated counts.
import { descendants, dottedName } from '../python/find';
import type { Expression, Module, Statement } from '../python/syntax';
import type { Span } from '../text/span';

export interface EnvironmentBeginning {
  /** The call of fileConfig() with the name of the ini file. */
  readonly logging: Span | undefined;
  /** Those that `os.environ[...]` names. */
  readonly variables: readonly { readonly name: string; readonly span: Span }[];
  /** A .env file may set them. */
  readonly loadsFile: boolean;
}

/** Reads the statements outside of functions. */
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
  return {
    logging: logging?.span,
    variables: module.body.flatMap(valueOf).flatMap(namedVariables),
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
  return statement.kind === 'annotatedAssign' && statement.value !== undefined ? [statement.value] : [];
}

/** None where a part may be left out when it is evaluated. */
function namedVariables(expression: Expression): EnvironmentBeginning['variables'] {
  const nodes = descendants(expression);
  if (nodes.some(({ kind }) => ['boolean', 'conditional', 'lambda', 'comprehension'].includes(kind)))
    return [];
  return nodes.flatMap((node) =>
    node.kind === 'subscript' &&
    /^(?:os\.)?environ$/.test(dottedName(node.object) ?? '') &&
    node.index.kind === 'string'
      ? [{ name: node.index.value, span: node.span }]
      : [],
  );
}
