// The files of a new Alembic project, one set for each of Alembic's templates. Where they go and whether something is
// there already is the caller's business.

import { wiringImports, wiringSettings, type ProjectWiring } from './projectWiring';

/** The names of Alembic's own templates, with a line about each. */
export const PROJECT_TEMPLATES = {
  generic: 'One database, configured in alembic.ini.',
  async: 'One database through an async driver, configured in alembic.ini.',
  multidb: 'Several databases, each with its own upgrade and downgrade functions.',
  pyproject: 'One database, configured in pyproject.toml; the URL and logging stay in alembic.ini.',
  pyproject_async: 'As pyproject, through an async driver.',
} as const;

export type ProjectTemplate = keyof typeof PROJECT_TEMPLATES;

/** The texts of a new project. `configuration` and `pyproject` belong where the command runs, the rest to the folder. */
export interface ProjectFiles {
  readonly environment: string;
  readonly template: string;
  readonly readme: string;
  readonly configuration: string;
  /** The [tool.alembic] table, for a file of its own or the end of one. */
  readonly pyproject: string | undefined;
}

/**
 * The files of a template; `scriptLocation` is written into the configuration as it is. `wiring` is what env.py is told of
 * the project; undefined leaves the notes of the template. multidb takes none.
 */
export function projectFiles(
  template: ProjectTemplate,
  scriptLocation: string,
  wiring?: ProjectWiring,
): ProjectFiles {
  const isAsync = template === 'async' || template === 'pyproject_async';
  const isPyproject = template === 'pyproject' || template === 'pyproject_async';
  const isMulti = template === 'multidb';
  const location = isPyproject ? '' : iniSettings(scriptLocation, wiring);
  const url = URL.replace(
    'driver://user@localhost/dbname',
    () => wiring?.url.ini ?? 'driver://user@localhost/dbname',
  );
  const environment = isMulti ? MULTIDB_ENVIRONMENT : isAsync ? ASYNC_ENVIRONMENT : ENVIRONMENT;
  const usesSqlmodel = wiring?.models?.module === 'sqlmodel';
  return {
    environment: wiring === undefined ? environment : wired(environment, wiring),
    // Autogenerate writes types of SQLModel and not their import.
    template: isMulti
      ? MULTIDB_TEMPLATE
      : usesSqlmodel
        ? TEMPLATE.replace('import sqlalchemy as sa\n', 'import sqlalchemy as sa\nimport sqlmodel\n')
        : TEMPLATE,
    readme: `${PROJECT_TEMPLATES[template]}\n`,
    configuration: `[alembic]\n${location}${isMulti ? MULTIDB_URLS : url}${LOGGING}`,
    pyproject: isPyproject ? pyprojectTable(scriptLocation, wiring) : undefined,
  };
}

function iniSettings(scriptLocation: string, wiring: ProjectWiring | undefined): string {
  const { sourceRoot, fileTemplate } = wiring ?? {};
  const settings = SETTINGS.replace('LOCATION', () => scriptLocation);
  const searched =
    sourceRoot === undefined
      ? settings
      : settings
          .replace('prepend_sys_path = .', () => `prepend_sys_path =\n    .\n    ${sourceRoot}`)
          .replace('path_separator = os', 'path_separator = newline');
  return fileTemplate === undefined ? searched : `${searched}file_template = ${fileTemplate}\n`;
}

function pyprojectTable(scriptLocation: string, wiring: ProjectWiring | undefined): string {
  const searched = ['.', ...(wiring?.sourceRoot === undefined ? [] : [wiring.sourceRoot])];
  const lines = [
    '[tool.alembic]',
    `script_location = ${JSON.stringify(scriptLocation)}`,
    `prepend_sys_path = [${searched.map((path) => JSON.stringify(path)).join(', ')}]`,
  ];
  if (wiring?.fileTemplate !== undefined)
    lines.push(`file_template = ${JSON.stringify(wiring.fileTemplate)}`);
  return `${lines.join('\n')}\n`;
}

/** The template's env.py with the project's own lines in it. */
function wired(environment: string, wiring: ProjectWiring): string {
  const { models, url, isSqlite } = wiring;
  const settings = wiringSettings(wiring);
  const target = models === undefined ? `${METADATA}${settings}` : settings;
  const batch = 'target_metadata=target_metadata,\n';
  const text = environment
    .replace('from alembic import context\n', (found) => found + wiringImports(wiring))
    .replace(METADATA, () => target)
    .replace(batch, (found) => (isSqlite ? `${found}        render_as_batch=True,\n` : found))
    .replace('target_metadata=target_metadata)', (found) =>
      isSqlite ? found.replace(')', ', render_as_batch=True)') : found,
    );
  return url.variable === undefined
    ? text
    : text.replace(/^(?:import asyncio\n)?/u, (found) => `${found}import os\n`);
}

const SETTINGS = `# Where env.py, script.py.mako and the revisions are.
script_location = LOCATION
# Folders to import from while env.py runs.
prepend_sys_path = .
path_separator = os
`;

const URL = `# The database. A URL with a password does not belong into a file that is committed: env.py can read a variable.
sqlalchemy.url = driver://user@localhost/dbname
`;

const MULTIDB_URLS = `# One section below for each name.
databases = engine1, engine2

[engine1]
sqlalchemy.url = driver://user@localhost/dbname

[engine2]
sqlalchemy.url = driver://user@localhost/dbname2
`;

const LOGGING = `
[loggers]
keys = root,sqlalchemy,alembic

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARNING
handlers = console
qualname =

[logger_sqlalchemy]
level = WARNING
handlers =
qualname = sqlalchemy.engine

[logger_alembic]
level = INFO
handlers =
qualname = alembic

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
datefmt = %H:%M:%S
`;

const HEADER = `"""\${message}

Revision ID: \${up_revision}
Revises: \${down_revision | comma,n}
Create Date: \${create_date}

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa
\${imports if imports else ""}

revision: str = \${repr(up_revision)}
down_revision: Union[str, Sequence[str], None] = \${repr(down_revision)}
branch_labels: Union[str, Sequence[str], None] = \${repr(branch_labels)}
depends_on: Union[str, Sequence[str], None] = \${repr(depends_on)}


`;

const TEMPLATE = `${HEADER}def upgrade() -> None:
    \${upgrades if upgrades else "pass"}


def downgrade() -> None:
    \${downgrades if downgrades else "pass"}
`;

const MULTIDB_TEMPLATE = `<%!
import re
%>${HEADER}def upgrade(engine_name: str) -> None:
    globals()[f"upgrade_{engine_name}"]()


def downgrade(engine_name: str) -> None:
    globals()[f"downgrade_{engine_name}"]()

## two functions for each name in "databases"
% for name in re.split(r",\\s*", config.get_main_option("databases")):

def upgrade_\${name}() -> None:
    \${context.get(f"{name}_upgrades", "pass")}


def downgrade_\${name}() -> None:
    \${context.get(f"{name}_downgrades", "pass")}

% endfor
`;

const START = `from alembic import context

config = context.config

if config.config_file_name is not None:
    fileConfig(config.config_file_name)
`;

const METADATA = `
# The models that autogenerate compares with, for example:
#   from myapp.models import Base
#   target_metadata = Base.metadata
target_metadata = None
`;

const OFFLINE = `

def run_migrations_offline() -> None:
    """Prints SQL (--sql): a URL is enough, no driver is loaded."""
    context.configure(
        url=config.get_main_option("sqlalchemy.url"),
        target_metadata=target_metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )

    with context.begin_transaction():
        context.run_migrations()
`;

const END = `

if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
`;

const ENVIRONMENT = `from logging.config import fileConfig

from sqlalchemy import engine_from_config, pool

${START}${METADATA}${OFFLINE}

def run_migrations_online() -> None:
    """Runs on the database."""
    engine = engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )

    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target_metadata)

        with context.begin_transaction():
            context.run_migrations()
${END}`;

const ASYNC_ENVIRONMENT = `import asyncio
from logging.config import fileConfig

from sqlalchemy import pool
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import async_engine_from_config

${START}${METADATA}${OFFLINE}

def run_on(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=target_metadata)

    with context.begin_transaction():
        context.run_migrations()


async def connect_and_run() -> None:
    engine = async_engine_from_config(
        config.get_section(config.config_ini_section, {}),
        prefix="sqlalchemy.",
        poolclass=pool.NullPool,
    )

    async with engine.connect() as connection:
        await connection.run_sync(run_on)

    await engine.dispose()


def run_migrations_online() -> None:
    """Runs on the database, through the async driver."""
    asyncio.run(connect_and_run())
${END}`;

const MULTIDB_ENVIRONMENT = `import re
from logging.config import fileConfig

from sqlalchemy import engine_from_config, pool

${START}
names = re.split(r",\\s*", config.get_main_option("databases", ""))

# The models of each database that autogenerate compares with, for example:
#   target_metadata = {"engine1": First.metadata, "engine2": Second.metadata}
target_metadata = {}


def run_migrations_offline() -> None:
    """Prints SQL (--sql), one file for each database."""
    for name in names:
        with open(f"{name}.sql", "w") as output:
            context.configure(
                url=config.get_section_option(name, "sqlalchemy.url"),
                output_buffer=output,
                target_metadata=target_metadata.get(name),
                literal_binds=True,
                dialect_opts={"paramstyle": "named"},
            )
            with context.begin_transaction():
                context.run_migrations(engine_name=name)


def run_migrations_online() -> None:
    """Runs on all databases; they are committed together at the end."""
    connections = {}
    transactions = []
    try:
        for name in names:
            engine = engine_from_config(
                config.get_section(name, {}),
                prefix="sqlalchemy.",
                poolclass=pool.NullPool,
            )
            connections[name] = engine.connect()
            transactions.append(connections[name].begin())

        for name, connection in connections.items():
            context.configure(
                connection=connection,
                upgrade_token=f"{name}_upgrades",
                downgrade_token=f"{name}_downgrades",
                target_metadata=target_metadata.get(name),
            )
            context.run_migrations(engine_name=name)

        for transaction in transactions:
            transaction.commit()
    except BaseException:
        for transaction in transactions:
            if transaction.is_active:
                transaction.rollback()
        raise
    finally:
        for connection in connections.values():
            connection.close()
${END}`;
