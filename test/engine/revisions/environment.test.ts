// env.py: the options that are read, and which files count as Alembic's own templates.
import { describe, expect, test } from 'vitest';
import {
  readEnvironment,
  type ConfigureReading,
  type OptionReading,
} from '../../../server/src/engine/revisions/environment';
import type { ModuleReader } from '../../../server/src/engine/revisions/metadata';

interface Parts {
  /** Text between the imports and the functions. */
  readonly top?: string;
  /** Further arguments of the offline and the online configure(). */
  readonly offline?: string;
  readonly online?: string;
  readonly engine?: string;
  readonly beforeConfigure?: string;
  readonly connect?: string;
  readonly run?: string;
  readonly end?: string;
}

/** An env.py of the usual shape, with parts replaced. */
function environment(parts: Parts = {}): string {
  const indent = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);
  return `from logging.config import fileConfig
from sqlalchemy import engine_from_config, pool
from alembic import context

config = context.config
if config.config_file_name is not None:
    fileConfig(config.config_file_name)
target_metadata = None
${parts.top ?? ''}

def run_migrations_offline() -> None:
    url = config.get_main_option("sqlalchemy.url")
    context.configure(url=url, target_metadata=target_metadata, ${parts.offline ?? 'literal_binds=True, dialect_opts={"paramstyle": "named"}'})
    with context.begin_transaction():
        context.run_migrations()


def run_migrations_online() -> None:
${indent(parts.engine ?? 'connectable = engine_from_config(\n    config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)', '    ')}
    with ${parts.connect ?? 'connectable.connect()'} as connection:
${indent(parts.beforeConfigure ?? '', '        ')}
        context.configure(connection=connection, target_metadata=target_metadata, ${parts.online ?? ''})
        with context.begin_transaction():
            ${parts.run ?? 'context.run_migrations()'}


${parts.end ?? 'if context.is_offline_mode():\n    run_migrations_offline()\nelse:\n    run_migrations_online()\n'}`;
}

const ASYNC = `import asyncio
from alembic import context
from sqlalchemy import pool
from sqlalchemy.ext.asyncio import async_engine_from_config

config = context.config
target_metadata = None


def run_migrations_offline():
    context.configure(url=config.get_main_option("sqlalchemy.url"), target_metadata=target_metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def do_run_migrations(connection):
    context.configure(connection=connection, target_metadata=target_metadata)
    with context.begin_transaction():
        context.run_migrations()


async def run_async_migrations():
    connectable = async_engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=pool.NullPool)
    async with connectable.connect() as connection:
        await connection.run_sync(do_run_migrations)
    await connectable.dispose()


def run_migrations_online():
    asyncio.run(run_async_migrations())


if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
`;

function obstacles(source: string): string[] {
  return readEnvironment(source).obstacles.map((one) => {
    const line = source.slice(one.span.start, one.span.end).split('\n')[0] ?? '';
    return `${one.reason} [${line.slice(0, 40)}]`;
  });
}

function known(reading: ConfigureReading): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries<OptionReading<unknown>>({ ...reading })) {
    if (option.state === 'known') values[name] = option.value;
    else if (option.state === 'unreadable') values[name] = `? ${option.reason}`;
  }
  return values;
}

describe('recognised', () => {
  const cases: [title: string, source: string][] = [
    ['the template', environment()],
    ['the asynchronous template', ASYNC],
    [
      'an older asynchronous template',
      ASYNC.replace('def run_migrations_online():\n    asyncio.run(run_async_migrations())\n', '').replace(
        '    run_migrations_online()',
        '    asyncio.run(run_async_migrations())',
      ),
    ],
    [
      'an address from the environment',
      environment({
        top: 'import os\nfrom dotenv import load_dotenv\nload_dotenv()\nconfig.set_main_option("sqlalchemy.url", os.environ["DATABASE_URL"].replace("%", "%%"))',
      }),
    ],
    [
      'an address under a condition',
      environment({ top: 'url = settings.url\nif url:\n    config.set_main_option("sqlalchemy.url", url)' }),
    ],
    [
      'a function for the address',
      environment({
        top: 'def get_url():\n    return "x"',
        engine: 'connectable = create_engine(get_url())',
      }),
    ],
    [
      'settings for the engine',
      environment({
        engine:
          'configuration = config.get_section(config.config_ini_section)\nconfiguration["sqlalchemy.url"] = get_url()\nconnectable = engine_from_config(configuration, prefix="sqlalchemy.")',
      }),
    ],
    [
      'metadata and a path',
      environment({
        top: 'import sys\nsys.path.append(".")\nfrom app import models  # noqa\ntarget_metadata = models.Base.metadata',
      }),
    ],
    [
      'functions for autogenerate',
      environment({
        top: 'def include_object(*args):\n    return True',
        online: 'include_object=include_object, compare_type=True',
      }),
    ],
    [
      'a version table',
      environment({ online: 'version_table="v", version_table_schema="s", transaction_per_migration=True' }),
    ],
    [
      'the logging call alone',
      environment().replace('if config.config_file_name is not None:\n    fileConfig', 'fileConfig'),
    ],
  ];
  test.each(cases)('%s', (_, source) => {
    expect(obstacles(source)).toEqual([]);
    expect(readEnvironment(source).isRecognised).toBe(true);
  });
});

describe('not recognised, and why', () => {
  const cases: [title: string, source: string, expected: string[]][] = [
    [
      'an event listener',
      environment({
        top: 'from sqlalchemy import event\n@event.listens_for(Engine, "connect")\ndef connected(a, b):\n    pass',
      }),
      [
        'env.py listens to events of SQLAlchemy [from sqlalchemy import event]',
        'env.py registers a function with a decorator [event.listens_for(Engine, "connect")]',
      ],
    ],
    [
      'a search path',
      environment({ beforeConfigure: 'connection.execute(text("SET search_path TO x"))' }),
      [
        'env.py calls connection.execute, which no template of Alembic does [connection.execute(text("SET search_path]',
      ],
    ],
    [
      'a query before the migrations',
      environment({ beforeConfigure: 'exists = connection.execute(text("SELECT 1")).scalar()' }),
      [
        'env.py calls connection.execute, which no template of Alembic does [connection.execute(text("SELECT 1"))]',
      ],
    ],
    [
      'a transaction of its own',
      environment({ connect: 'connectable.begin()' }),
      ['expected "with connectable.connect() as connection" here [with connectable.begin() as connection:]'],
    ],
    [
      'an engine of the application',
      environment({ top: 'from app.db import engine', engine: 'connectable = engine' }),
      [
        'the engine is not made here by one of the usual calls, so what it does is not known [connectable.connect()]',
      ],
    ],
    [
      'connect arguments',
      environment({
        engine: 'connectable = create_engine(url, connect_args={"options": "-csearch_path=x"})',
      }),
      ['the engine gets connect_args, which can change what runs [connect_args={"options": "-csearch_path=]'],
    ],
    [
      'Flask',
      environment({ top: 'from flask import current_app' }),
      ['env.py works inside flask [from flask import current_app]'],
    ],
    [
      'hidden options',
      environment({ online: '**extra' }),
      [
        'context.configure() gets options that are not written out [**extra]',
        ...[
          'transactional_ddl',
          'transaction_per_migration',
          'version_table',
          'version_table_schema',
          'version_table_pk',
        ].map((name) => `${name} may be passed by ** and is known only when env.py runs [**extra]`),
      ],
    ],
    [
      'a hook for every revision',
      environment({ online: 'on_version_apply=record' }),
      ['context.configure() gets on_version_apply, which only Alembic can honour [on_version_apply=record]'],
    ],
    [
      'a computed version table',
      environment({ online: 'version_table=settings.table' }),
      ['version_table is computed in env.py [settings.table]'],
    ],
    [
      'arguments for the migrations',
      environment({ run: 'context.run_migrations(tenant=1)' }),
      [
        'expected context.run_migrations() in context.begin_transaction() here [with context.begin_transaction():]',
      ],
    ],
    [
      'no choice of mode',
      environment({ end: 'run_migrations_online()' }),
      [
        'env.py calls run_migrations_online, which no template of Alembic does [run_migrations_online()]',
        'env.py does not end by choosing between offline and online mode []',
      ],
    ],
    [
      'a loop over schemas',
      environment({ top: 'for schema in schemas:\n    pass' }),
      ['env.py does something here that no template of Alembic does [for schema in schemas:]'],
    ],
    [
      'something called while loading',
      environment({ top: 'load_all_models()' }),
      ['env.py calls load_all_models, which no template of Alembic does [load_all_models()]'],
    ],
  ];
  test.each(cases)('%s', (_, source, expected) => {
    expect(obstacles(source)).toEqual(expected);
  });

  test('a file that is not there or broken', () => {
    expect(readEnvironment(undefined).obstacles[0]?.reason).toBe('env.py cannot be read');
    expect(readEnvironment('def (:').isRecognised).toBe(false);
  });
});

describe('options', () => {
  test('of the template', () => {
    const reading = readEnvironment(environment());
    expect(known(reading.options)).toEqual({ literalBinds: true, paramstyle: 'named' });
    expect(known(reading.onlineOptions)).toEqual({});
  });

  test('of a project without env.py or without configure()', () => {
    expect(known(readEnvironment(undefined).options)).toEqual({ literalBinds: true, paramstyle: 'named' });
    expect(known(readEnvironment('x = 1\n').options)).toEqual({ literalBinds: true, paramstyle: 'named' });
  });

  test('through constants, dicts and defaults', () => {
    const source = environment({
      top: 'TABLE = "versions"\nOPTIONS = {"version_table_schema": "audit", "render_as_batch": True}',
      offline: 'version_table=TABLE, transactional_ddl=None, version_table_pk=False, **OPTIONS',
    });
    expect(known(readEnvironment(source).options)).toEqual({
      versionTable: 'versions',
      versionTableSchema: 'audit',
      renderAsBatch: true,
      versionTablePk: false,
    });
  });

  test('computed ones are not guessed', () => {
    const source = environment({
      top: 'T = "a"\nif x:\n    T = "b"',
      offline: 'version_table=T, literal_binds=flag(), dialect_opts={"paramstyle": style}',
    });
    expect(known(readEnvironment(source).options)).toEqual({
      versionTable: '? version_table is computed in env.py',
      literalBinds: '? literal_binds is computed in env.py',
      paramstyle: '? paramstyle is not a plain string',
    });
  });
});

describe('the naming convention', () => {
  const CONVENTION = '{"ix": "ix_%(table_name)s", "pk": "pk_%(table_name)s"}';
  const plain = { ix: 'ix_%(table_name)s', pk: 'pk_%(table_name)s' };
  const modules: Record<string, string> = {
    'app.base': `from sqlalchemy import MetaData\nfrom sqlalchemy.orm import DeclarativeBase\nNAMES = ${CONVENTION}\nclass Base(DeclarativeBase):\n    metadata = MetaData(naming_convention=NAMES)\n`,
    'app.models': 'from .base import Base\nfrom app import base as b\n',
    'app.plain': 'from sqlalchemy.orm import declarative_base\nBase = declarative_base()\n',
    'app.old': `from sqlalchemy import MetaData\nfrom sqlalchemy.ext.declarative import declarative_base\nBase = declarative_base(metadata=MetaData(naming_convention=${CONVENTION}))\n`,
    'app.db': `from flask_sqlalchemy import SQLAlchemy\nfrom sqlalchemy import MetaData\ndb = SQLAlchemy(metadata=MetaData(naming_convention=${CONVENTION}))\n`,
    'app.mixed':
      'from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass\nclass Mixin:\n    pass\nclass Base(Mixin, MappedAsDataclass, DeclarativeBase):\n    pass\n',
    'app.foreign': 'from somewhere import Base\n',
    'app.late': 'import sqlmodel\nsqlmodel.SQLModel.metadata.naming_convention = compute()\n',
    'app.circle': 'a = b\nb = a\n',
  };
  const reader: ModuleReader = (name) =>
    modules[name] === undefined ? undefined : { source: modules[name], isPackage: false };

  function convention(top: string): unknown {
    const source = environment().replace('target_metadata = None', top);
    const option = readEnvironment(source, reader).options.namingConvention;
    return option.state === 'known'
      ? option.value
      : option.state === 'absent'
        ? 'none'
        : `? ${option.reason}`;
  }

  const cases: [title: string, top: string, expected: unknown][] = [
    ['None', 'target_metadata = None', 'none'],
    ['a list', 'target_metadata = [a.metadata, b.metadata]', 'none'],
    [
      'in env.py',
      `from sqlalchemy import MetaData\ntarget_metadata = MetaData(naming_convention=${CONVENTION})`,
      plain,
    ],
    ['none in env.py', 'import sqlalchemy as sa\ntarget_metadata = sa.MetaData()', 'none'],
    ['a declarative class', 'from app.base import Base\ntarget_metadata = Base.metadata', plain],
    ['through another module', 'from app.models import Base\ntarget_metadata = Base.metadata', plain],
    ['a module of the package', 'from app import base\ntarget_metadata = base.Base.metadata', plain],
    ['an imported module', 'import app.base\ntarget_metadata = app.base.Base.metadata', plain],
    ['declarative_base()', 'from app.plain import Base\ntarget_metadata = Base.metadata', 'none'],
    ['declarative_base(metadata=...)', 'from app.old import Base\ntarget_metadata = Base.metadata', plain],
    ['Flask-SQLAlchemy', 'from app.db import db\ntarget_metadata = db.metadata', plain],
    ['a model of Flask-SQLAlchemy', 'from app.db import db\ntarget_metadata = db.Model.metadata', plain],
    ['mixins', 'from app.mixed import Base\ntarget_metadata = Base.metadata', 'none'],
    ['SQLModel', 'from sqlmodel import SQLModel\ntarget_metadata = SQLModel.metadata', 'none'],
    [
      'SQLModel with a convention',
      `from sqlmodel import SQLModel\nSQLModel.metadata.naming_convention = ${CONVENTION}\ntarget_metadata = SQLModel.metadata`,
      plain,
    ],
    [
      'set far away',
      'import app.late\nfrom sqlmodel import SQLModel\ntarget_metadata = SQLModel.metadata',
      '? the naming convention is not a plain dict',
    ],
    [
      'a base that is not read',
      'from app.foreign import Base\ntarget_metadata = Base.metadata',
      '? the metadata comes from somewhere.Base',
    ],
    [
      'a library',
      'from somewhere import metadata\ntarget_metadata = metadata',
      '? target_metadata comes from somewhere.metadata',
    ],
    ['a call', 'target_metadata = make()', '? target_metadata is what make answers'],
    [
      'a circle',
      'from app.circle import a\ntarget_metadata = a',
      '? target_metadata leads round in a circle',
    ],
    [
      'two values',
      'target_metadata = None\ntarget_metadata = x',
      '? target_metadata is not a plain name in env.py or the project',
    ],
  ];
  test.each(cases)('%s', (_, top, expected) => {
    expect(convention(top)).toEqual(expected);
  });
});
