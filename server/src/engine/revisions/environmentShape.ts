// Is this env.py one of Alembic's own templates? Everything that is not in a template, and is not one of the listed
// harmless differences, is an obstacle: then only Alembic itself can run the migrations.
import type { Call, Expression, FunctionDefinition, If, Module, Statement } from '../python/syntax';
import type { Span } from '../text/span';
import {
  assignment,
  asyncRun,
  awaited,
  calledFunction,
  engineCall,
  isConnect,
  isEntry,
  isOldForm,
  isRun,
  withoutDocstring,
  type CalledFunction,
} from './environmentPieces';
import { allExpressions, childExpressions, dottedName, isContextCall, keyword } from './pythonValue';

/** One reason why Retort cannot run this project's migrations itself, and the place in env.py. */
export interface Obstacle {
  readonly span: Span;
  readonly reason: string;
}

// Options that are read elsewhere, and options that only autogenerate looks at.
const HONOURED: ReadonlySet<string> = new Set([
  'url',
  'connection',
  'dialect_name',
  'target_metadata',
  'literal_binds',
  'dialect_opts',
  'transaction_per_migration',
  'transactional_ddl',
  'render_as_batch',
  'version_table',
  'version_table_schema',
  'version_table_pk',
  'compare_type',
  'compare_server_default',
  'include_name',
  'include_object',
  'include_schemas',
  'process_revision_directives',
  'render_item',
  'upgrade_token',
  'downgrade_token',
  'alembic_module_prefix',
  'sqlalchemy_module_prefix',
  'user_module_prefix',
  'autogenerate_plugins',
]);
const ENGINE_OPTIONS: ReadonlySet<string> = new Set([
  'prefix',
  'poolclass',
  'url',
  'future',
  'echo',
  'pool_pre_ping',
  'configuration',
]);
const HARMLESS_CALLS = [
  /^(?:config|context\.config)\.(?:set_main_option|set_section_option)$/,
  /^(?:logging\.config\.)?fileConfig$/,
  /^(?:dotenv\.)?load_dotenv$/,
  /^sys\.path\.(?:insert|append)$/,
  /^(?:logging|logger|log)\.\w+$/,
  /^os\.environ\.setdefault$/,
  /^warnings\.(?:filterwarnings|simplefilter)$/,
];
const FOREIGN_MODULES = /^(?:flask|flask_migrate|flask_alembic|django|quart)(?:\.|$)/;

/** Everything in which this env.py differs from the templates, in the order of the file. */
export function environmentObstacles(module: Module): readonly Obstacle[] {
  const check = new ShapeCheck(module);
  check.run();
  return check.obstacles.sort((a, b) => a.span.start - b.span.start);
}

class ShapeCheck {
  readonly obstacles: Obstacle[] = [];
  readonly #module: Module;
  readonly #functions = new Map<string, FunctionDefinition>();
  /** Names of engines and connections, and of modules that act on them. */
  readonly #handles = new Set(['op', 'event', 'connection']);

  constructor(module: Module) {
    this.#module = module;
    for (const statement of module.body)
      if (statement.kind === 'function') this.#functions.set(statement.name, statement);
  }

  run(): void {
    if (this.#module.broken) this.#add(this.#module.span, 'env.py has a part that cannot be read');
    const entries = this.#module.body.filter(isEntry);
    for (const statement of this.#module.body) if (!isEntry(statement)) this.#topLevel(statement);
    const [entry, second] = entries;
    if (entry === undefined) {
      const end = { start: this.#module.span.end, end: this.#module.span.end };
      this.#add(end, 'env.py does not end by choosing between offline and online mode');
    } else this.#entry(entry);
    if (second !== undefined) this.#add(second.span, 'env.py runs migrations a second time');
  }

  #add(span: Span, reason: string): void {
    this.obstacles.push({ span, reason });
  }

  /** A statement outside functions; a template has only imports, settings and the address of the database there. */
  #topLevel(statement: Statement): void {
    switch (statement.kind) {
      case 'import':
        for (const name of statement.names) this.#import(name.name, [], name.span);
        return;
      case 'importFrom':
        this.#import(
          statement.module,
          statement.names.map((name) => name.name),
          statement.span,
        );
        return;
      case 'expressionStatement':
        this.#topLevelExpression(statement.expression);
        return;
      case 'assign':
      case 'annotatedAssign':
      case 'augmentedAssign':
      case 'assert':
        this.#harmless(childExpressions(statement));
        return;
      case 'function':
      case 'class':
        for (const decorator of statement.decorators)
          this.#add(decorator.span, 'env.py registers a function with a decorator');
        return;
      case 'if':
        this.#harmless(allExpressions(statement.test));
        for (const inner of [...statement.body, ...statement.orElse]) this.#topLevel(inner);
        return;
      case 'try':
        for (const inner of [...statement.body, ...statement.handlers.flatMap((one) => one.body)])
          this.#topLevel(inner);
        for (const inner of [...statement.orElse, ...statement.finally]) this.#topLevel(inner);
        return;
      case 'pass':
        return;
      default:
        this.#add(statement.span, 'env.py does something here that no template of Alembic does');
    }
  }

  #import(module: string, names: readonly string[], span: Span): void {
    if (FOREIGN_MODULES.test(module))
      this.#add(span, `env.py works inside ${module.split('.')[0] ?? module}`);
    if (module === 'sqlalchemy.event' || (module === 'sqlalchemy' && names.includes('event'))) {
      this.#add(span, 'env.py listens to events of SQLAlchemy');
    }
  }

  #topLevelExpression(expression: Expression): void {
    if (expression.kind === 'string') return;
    const name = expression.kind === 'call' ? dottedName(expression.function) : undefined;
    if (name === undefined || !HARMLESS_CALLS.some((pattern) => pattern.test(name))) {
      this.#add(expression.span, `env.py calls ${name ?? 'something'}, which no template of Alembic does`);
      return;
    }
    this.#harmless(allExpressions(expression));
  }

  /** Expressions that find out where the database is may do anything but touch the database or the context. */
  #harmless(expressions: Iterable<Expression>): void {
    for (const expression of expressions) {
      if (expression.kind === 'call' && this.#touchesDatabase(expression)) {
        this.#add(
          expression.span,
          `env.py calls ${dottedName(expression.function) ?? 'something'}, which no template of Alembic does`,
        );
      }
      if (expression.kind === 'await') this.#add(expression.span, 'env.py waits for something here');
      if (expression.kind !== 'attribute' || dottedName(expression.object) !== 'context') continue;
      if (!['config', 'get_x_argument', 'is_offline_mode', 'get_tag_argument'].includes(expression.name)) {
        this.#add(
          expression.span,
          `env.py uses context.${expression.name} in a place where no template does`,
        );
      }
    }
  }

  #touchesDatabase(call: Call): boolean {
    const root = (dottedName(call.function) ?? '').split('.')[0] ?? '';
    if (this.#handles.has(root)) return true;
    return call.arguments.some(({ value }) => value.kind === 'name' && this.#handles.has(value.name));
  }

  #entry(entry: If): void {
    const offline = calledFunction(entry.body);
    const online = calledFunction(entry.orElse);
    if (offline === undefined || offline.isAsync) {
      this.#add(entry.test.span, 'offline mode is not one call of a function');
    } else this.#withFunction(offline, (found) => this.#configureAndRun(withoutDocstring(found.body), 'url'));
    if (online === undefined) this.#add(entry.test.span, 'online mode is not one call of a function');
    else this.#withFunction(online, (found) => this.#online(found, online.isAsync));
  }

  #withFunction(call: CalledFunction, check: (found: FunctionDefinition) => void): void {
    const found = this.#functions.get(call.name);
    if (found === undefined) this.#add(call.span, `${call.name} is not defined in env.py`);
    else check(found);
  }

  /** `[settings] context.configure(...)` and `with context.begin_transaction(): context.run_migrations()`. */
  #configureAndRun(body: readonly Statement[], needed: 'url' | 'connection'): void {
    const rest = body.slice();
    const run = rest.pop();
    const configure = rest.pop();
    for (const statement of rest) this.#setting(statement);
    const call = configure?.kind === 'expressionStatement' ? configure.expression : undefined;
    if (configure === undefined || call?.kind !== 'call' || !isContextCall(call, 'configure')) {
      this.#add(
        configure?.span ?? this.#module.span,
        'expected context.configure() here, as in the templates of Alembic',
      );
    } else this.#configure(call, needed);
    if (run === undefined || !isRun(run)) {
      this.#add(
        run?.span ?? this.#module.span,
        'expected context.run_migrations() in context.begin_transaction() here',
      );
    }
  }

  #configure(call: Call, needed: 'url' | 'connection'): void {
    if (keyword(call, needed) === undefined && !(needed === 'url' && keyword(call, 'dialect_name'))) {
      this.#add(call.span, `context.configure() is called without ${needed}`);
    }
    for (const argument of call.arguments) {
      if (argument.form !== 'keyword')
        this.#add(argument.span, 'context.configure() gets options that are not written out');
      else if (!HONOURED.has(argument.name ?? '')) {
        this.#add(
          argument.span,
          `context.configure() gets ${argument.name ?? ''}, which only Alembic can honour`,
        );
      } else this.#harmless(allExpressions(argument.value));
    }
  }

  /** A statement in front of context.configure(): it may only work out the address. */
  #setting(statement: Statement): void {
    switch (statement.kind) {
      case 'assign':
      case 'annotatedAssign':
      case 'assert':
        this.#harmless(childExpressions(statement));
        return;
      case 'import':
      case 'importFrom':
      case 'if':
        this.#topLevel(statement);
        return;
      case 'expressionStatement':
        this.#topLevelExpression(statement.expression);
        return;
      case 'function':
        // Only autogenerate calls what is defined here.
        if (statement.decorators.length === 0) return;
        break;
      default:
    }
    this.#add(statement.span, 'env.py does something here that no template of Alembic does');
  }

  #online(found: FunctionDefinition, isAwaited: boolean): void {
    const body = withoutDocstring(found.body);
    const [only] = body;
    if (found.isAsync !== isAwaited)
      this.#add(found.nameSpan, 'online mode mixes asynchronous and plain functions');
    const inner =
      body.length === 1 && only?.kind === 'expressionStatement' ? asyncRun(only.expression) : undefined;
    if (inner !== undefined && !isAwaited) {
      this.#withFunction(inner, (target) => this.#online(target, true));
      return;
    }
    if (isOldForm(body)) this.#oldForm(body);
    else if (isAwaited) this.#asyncForm(body);
    else this.#plainForm(body);
  }

  /** `connectable = engine_from_config(...)`, `with connectable.connect() as connection: configure and run`. */
  #plainForm(body: readonly Statement[]): void {
    const last = body.at(-1);
    const engine = this.#settingsAndEngine(body.slice(0, -1));
    const [item, ...more] = last?.kind === 'with' && !last.isAsync ? last.items : [];
    if (
      last?.kind !== 'with' ||
      more.length > 0 ||
      !isConnect(item?.context) ||
      item?.target?.kind !== 'name'
    ) {
      this.#add(last?.span ?? this.#module.span, 'expected "with connectable.connect() as connection" here');
      return;
    }
    this.#connects(item.context, engine);
    this.#handles.add(item.target.name);
    this.#configureAndRun(last.body, 'connection');
  }

  /** Alembic up to 0.6: a connection that is closed in the end. */
  #oldForm(body: readonly Statement[]): void {
    const [last, configure, connect] = body.toReversed();
    this.#settingsAndEngine(body.slice(0, -3));
    if (connect?.kind !== 'assign' || last?.kind !== 'try') return;
    this.#configureAndRun([...(configure === undefined ? [] : [configure]), ...last.body], 'connection');
  }

  /** `async with connectable.connect() as connection: await connection.run_sync(f)`, then perhaps dispose(). */
  #asyncForm(body: readonly Statement[]): void {
    const rest = body.slice();
    const dispose = rest.at(-1);
    if (dispose?.kind === 'expressionStatement') {
      const target = awaited(dispose.expression);
      if (target?.kind === 'call' && (dottedName(target.function) ?? '').endsWith('.dispose')) rest.pop();
    }
    const last = rest.pop();
    const engine = this.#settingsAndEngine(rest);
    const [item] = last?.kind === 'with' && last.isAsync && last.items.length === 1 ? last.items : [];
    const [only, ...more] = last?.kind === 'with' ? last.body : [];
    const run = only?.kind === 'expressionStatement' ? awaited(only.expression) : undefined;
    const target = run?.kind === 'call' && run.arguments.length === 1 ? run.arguments[0]?.value : undefined;
    const connection = item?.target?.kind === 'name' ? item.target.name : undefined;
    if (
      last === undefined ||
      !isConnect(item?.context) ||
      more.length > 0 ||
      run?.kind !== 'call' ||
      connection === undefined ||
      dottedName(run.function) !== `${connection}.run_sync` ||
      target?.kind !== 'name'
    ) {
      this.#add(
        last?.span ?? this.#module.span,
        'expected "async with connectable.connect()" and run_sync here',
      );
      return;
    }
    if (item !== undefined) this.#connects(item.context, engine);
    const call: CalledFunction = { name: target.name, span: target.span, isAsync: false };
    this.#withFunction(call, (found) => {
      for (const parameter of found.parameters) this.#handles.add(parameter.name);
      this.#configureAndRun(withoutDocstring(found.body), 'connection');
    });
  }

  /** The connection has to come from the engine made above it. */
  #connects(connect: Expression, engine: string | undefined): void {
    const owner =
      connect.kind === 'call' && connect.function.kind === 'attribute' ? connect.function.object : undefined;
    if (engine !== undefined && owner !== undefined && dottedName(owner) === engine) return;
    this.#add(
      connect.span,
      'the engine is not made here by one of the usual calls, so what it does is not known',
    );
  }

  /** Checks what comes before the connection; answers with the name of the engine. */
  #settingsAndEngine(statements: readonly Statement[]): string | undefined {
    let engine: string | undefined;
    for (const statement of statements) {
      const { value, target } = assignment(statement);
      const made = value === undefined ? undefined : engineCall(value);
      if (made !== undefined && target?.kind === 'name') {
        engine = target.name;
        this.#handles.add(engine);
        this.#engineOptions(made);
      } else this.#setting(statement);
    }
    return engine;
  }

  #engineOptions(call: Call): void {
    for (const argument of call.arguments) {
      const isListed = argument.form === 'positional' || ENGINE_OPTIONS.has(argument.name ?? '');
      if (!isListed)
        this.#add(
          argument.span,
          `the engine gets ${argument.name ?? 'options that are not written out'}, which can change what runs`,
        );
      else this.#harmless(allExpressions(argument.value));
    }
  }
}
