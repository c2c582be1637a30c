// Reads env.py: the options it gives to context.configure(), and whether it is one of Alembic's own templates but for
// the differences that do not matter. Which file env.py is, and running it, are other people's business.
import { parseModule } from '../python/parse';
import type { Argument, Call, Expression, Module } from '../python/syntax';
import type { Span } from '../text/span';
import { environmentBeginning, type EnvironmentBeginning } from './environmentBeginning';
import { readUrl, type UrlReading } from './environmentUrl';
import { environmentObstacles, type Obstacle } from './environmentShape';
import { readConvention, type Convention, type ModuleReader } from './metadata';
import { childExpressions, constantsOf, isContextCall, plainValue, type Constants } from './pythonValue';

/** One option: not given, given as a plain value, or given in a way that is known only when env.py runs. */
export type OptionReading<T> =
  | { readonly state: 'absent' }
  | { readonly state: 'known'; readonly value: T }
  | { readonly state: 'unreadable'; readonly reason: string; readonly span: Span };

/** What one mode passes to context.configure(). */
export interface ConfigureReading {
  readonly literalBinds: OptionReading<boolean>;
  /** `dialect_opts={"paramstyle": ...}`. */
  readonly paramstyle: OptionReading<string>;
  readonly namingConvention: OptionReading<Readonly<Record<string, string>>>;
  readonly transactionalDdl: OptionReading<boolean>;
  readonly transactionPerMigration: OptionReading<boolean>;
  readonly renderAsBatch: OptionReading<boolean>;
  readonly versionTable: OptionReading<string>;
  readonly versionTableSchema: OptionReading<string>;
  readonly versionTablePk: OptionReading<boolean>;
}

/** What is known of an env.py. `obstacles` say, in order, why it is not one of Alembic's templates; none: it is. */
export interface EnvironmentReading {
  /** The options of offline mode (`--sql`). */
  readonly options: ConfigureReading;
  /** The options of online mode. */
  readonly onlineOptions: ConfigureReading;
  readonly isRecognised: boolean;
  readonly obstacles: readonly Obstacle[];
  /** What it fails without before it runs anything. */
  readonly beginning: EnvironmentBeginning;
  /** How the address of the database reaches SQLAlchemy. */
  readonly url: UrlReading;
}

const START: Span = { start: 0, end: 0 };
const ABSENT = { state: 'absent' } as const;

/** What a project has whose env.py says nothing: the options of Alembic's template. */
const TEMPLATE: ConfigureReading = {
  literalBinds: { state: 'known', value: true },
  paramstyle: { state: 'known', value: 'named' },
  namingConvention: ABSENT,
  transactionalDdl: ABSENT,
  transactionPerMigration: ABSENT,
  renderAsBatch: ABSENT,
  versionTable: ABSENT,
  versionTableSchema: ABSENT,
  versionTablePk: ABSENT,
};

/**
 * Reads env.py; undefined when there is none. `readModule` gives the source of a project's module by its dotted name,
 * so that the naming convention can be followed to where the metadata is made; without it, it ends at the import.
 */
export function readEnvironment(
  source: string | undefined,
  readModule: ModuleReader = () => undefined,
): EnvironmentReading {
  if (source === undefined) {
    const obstacles = [{ span: START, reason: 'env.py cannot be read' }];
    const beginning = { logging: undefined, variables: { online: [], offline: [] }, loadsFile: false };
    const url = { mendsScheme: false, takesIni: false, variables: [] };
    return { options: TEMPLATE, onlineOptions: TEMPLATE, isRecognised: false, obstacles, beginning, url };
  }
  const module = parseModule(source);
  const constants = constantsOf(module.body);
  const calls = configureCalls(module);
  const mode = (isOffline: boolean): ConfigureReading =>
    calls
      .filter((call) => call.isOffline === isOffline)
      .map(({ call }) => readCall(call, { module, constants, readModule }))
      .reduce(merged, undefined) ?? TEMPLATE;
  const onlineOptions = mode(false);
  const unread = runningOptions(onlineOptions).flatMap((option) =>
    option.state === 'unreadable' ? [{ span: option.span, reason: option.reason }] : [],
  );
  const obstacles = [...environmentObstacles(module), ...unread];
  return {
    options: mode(true),
    onlineOptions,
    isRecognised: obstacles.length === 0,
    obstacles,
    beginning: environmentBeginning(module),
    url: readUrl(module),
  };
}

/** The options without which nothing can be run. */
function runningOptions(reading: ConfigureReading): readonly OptionReading<unknown>[] {
  return [
    reading.transactionalDdl,
    reading.transactionPerMigration,
    reading.versionTable,
    reading.versionTableSchema,
    reading.versionTablePk,
  ];
}

interface ConfigureCall {
  readonly call: Call;
  readonly isOffline: boolean;
}

function configureCalls(module: Module): ConfigureCall[] {
  return module.body.flatMap((statement) => {
    const functionName = statement.kind === 'function' ? statement.name : '';
    const found: ConfigureCall[] = [];
    for (const expression of childExpressions(statement)) {
      if (expression.kind === 'call' && isContextCall(expression, 'configure')) {
        found.push({ call: expression, isOffline: isOfflineCall(expression, functionName) });
      }
    }
    return found;
  });
}

/** A call with a connection is the online one; without either sign the function's name decides. */
function isOfflineCall(call: Call, functionName: string): boolean {
  const names = call.arguments.map((argument) => argument.name);
  if (names.includes('connection') || call.arguments[0]?.form === 'positional') return false;
  if (names.includes('url') || names.includes('dialect_name')) return true;
  return functionName.includes('offline');
}

interface Context {
  readonly module: Module;
  readonly constants: Constants;
  readonly readModule: ModuleReader;
}

function readCall(call: Call, context: Context): ConfigureReading {
  const reader = new CallReader(call, context.constants);
  return {
    literalBinds: reader.boolean('literal_binds'),
    paramstyle: reader.paramstyle(),
    namingConvention: readNaming(reader.argument('target_metadata'), context),
    transactionalDdl: reader.boolean('transactional_ddl'),
    transactionPerMigration: reader.boolean('transaction_per_migration'),
    renderAsBatch: reader.boolean('render_as_batch'),
    versionTable: reader.text('version_table'),
    versionTableSchema: reader.text('version_table_schema'),
    versionTablePk: reader.boolean('version_table_pk'),
  };
}

/** The value passed for an option, or the `**` argument that may hide one. */
type Passed = Expression | { readonly hiddenBy: Argument };

class CallReader {
  readonly #call: Call;
  readonly #constants: Constants;

  constructor(call: Call, constants: Constants) {
    this.#call = call;
    this.#constants = constants;
  }

  argument(name: string): Passed | undefined {
    const own = this.#call.arguments.find((argument) => argument.name === name);
    if (own !== undefined) return own.value;
    for (const argument of this.#call.arguments) {
      if (argument.form !== 'doubleStar') continue;
      const dict = this.#constant(argument.value);
      if (dict.kind !== 'dict') return { hiddenBy: argument };
      for (const entry of dict.entries) {
        if (entry.key?.kind !== 'string') return { hiddenBy: argument };
        if (entry.key.value === name) return entry.value;
      }
    }
    return undefined;
  }

  boolean(name: string): OptionReading<boolean> {
    return this.#read(name, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  text(name: string): OptionReading<string> {
    return this.#read(name, (value) => (typeof value === 'string' ? value : undefined));
  }

  paramstyle(): OptionReading<string> {
    const value = this.argument('dialect_opts');
    if (value === undefined) return ABSENT;
    if ('hiddenBy' in value) return hidden('dialect_opts', value.hiddenBy);
    const dict = this.#constant(value);
    if (dict.kind === 'constant' && dict.value === null) return ABSENT;
    if (dict.kind !== 'dict') return unreadable('dialect_opts is not a plain dict', dict.span);
    let style: OptionReading<string> = ABSENT;
    for (const { key, value: entry } of dict.entries) {
      if (key?.kind !== 'string') return unreadable('dialect_opts has a key that is not plain', dict.span);
      if (key.value !== 'paramstyle') return unreadable(`dialect_opts sets ${key.value}`, entry.span);
      const plain = plainValue(entry, this.#constants)?.value;
      if (typeof plain !== 'string') return unreadable('paramstyle is not a plain string', entry.span);
      style = { state: 'known', value: plain };
    }
    return style;
  }

  #constant(expression: Expression): Expression {
    return expression.kind === 'name' ? (this.#constants.get(expression.name) ?? expression) : expression;
  }

  #read<T>(name: string, accept: (value: unknown) => T | undefined): OptionReading<T> {
    const expression = this.argument(name);
    if (expression === undefined) return ABSENT;
    if ('hiddenBy' in expression) return hidden(name, expression.hiddenBy);
    const plain = plainValue(expression, this.#constants);
    if (plain === undefined) return unreadable(`${name} is computed in env.py`, expression.span);
    // For the name of the table, None is no default.
    if (plain.value === null && name !== 'version_table') return ABSENT;
    const value = accept(plain.value);
    if (value === undefined) return unreadable(`${name} has a value of another type`, expression.span);
    return { state: 'known', value };
  }
}

type Unreadable = Extract<OptionReading<never>, { state: 'unreadable' }>;

function hidden(name: string, argument: Argument): Unreadable {
  return unreadable(`${name} may be passed by ** and is known only when env.py runs`, argument.span);
}

function unreadable(reason: string, span: Span): Unreadable {
  return { state: 'unreadable', reason, span };
}

function readNaming(
  value: Passed | undefined,
  { module, readModule }: Context,
): OptionReading<Readonly<Record<string, string>>> {
  if (value === undefined) return ABSENT;
  if ('hiddenBy' in value) return hidden('target_metadata', value.hiddenBy);
  const found: Convention = readConvention(value, module, readModule);
  switch (found.kind) {
    case 'none':
      return ABSENT;
    case 'convention':
      return { state: 'known', value: found.convention };
    case 'unknown':
      return unreadable(found.reason, value.span);
  }
}

/** Several calls for one mode: an option they do not agree on is not known. */
function merged(first: ConfigureReading | undefined, second: ConfigureReading): ConfigureReading {
  if (first === undefined) return second;
  const pick = <T>(a: OptionReading<T>, b: OptionReading<T>): OptionReading<T> => {
    if (a.state === 'unreadable') return a;
    if (JSON.stringify(a) === JSON.stringify(b) || b.state === 'unreadable') return b;
    return unreadable('env.py configures it in two ways', START);
  };
  return {
    literalBinds: pick(first.literalBinds, second.literalBinds),
    paramstyle: pick(first.paramstyle, second.paramstyle),
    namingConvention: pick(first.namingConvention, second.namingConvention),
    transactionalDdl: pick(first.transactionalDdl, second.transactionalDdl),
    transactionPerMigration: pick(first.transactionPerMigration, second.transactionPerMigration),
    renderAsBatch: pick(first.renderAsBatch, second.renderAsBatch),
    versionTable: pick(first.versionTable, second.versionTable),
    versionTableSchema: pick(first.versionTableSchema, second.versionTableSchema),
    versionTablePk: pick(first.versionTablePk, second.versionTablePk),
  };
}
