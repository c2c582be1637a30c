// The modules whose contents are known without running anything: Alembic, SQLAlchemy, parts of the standard library.
import { alembicContextMember, operationsMember } from '../directives/environment';
import { isSqlalchemyException } from '../interpreter/exceptions';
import { sqlFunction } from '../sqlalchemy/functions';
import { dialectMember, sqlalchemyMember } from '../sqlalchemy/namespace';
import { inspectorOf } from '../sqlalchemy/inspector';
import { isFunctionClass } from '../sqlalchemy/ownFunctions';
import { native, opaque, type OpaqueNature, type Value } from '../values';
import { standardMember } from './standard';
import { thirdPartyMember, isThirdPartyModule } from './thirdParty';

/** Standard library modules whose functions cannot touch the database. */
const HARMLESS = new Set(
  'abc argparse ast asyncio base64 binascii calendar codecs collections colorsys contextlib copy csv dataclasses enum fractions functools gc getpass glob gzip hashlib hmac html importlib inspect io itertools json locale logging math operator os pathlib pickle platform pprint random re secrets shutil socket statistics string struct sys tempfile textwrap time traceback types typing typing_extensions unicodedata urllib uuid warnings weakref zlib zoneinfo datetime decimal loguru structlog oslo_log oslo_utils rich tqdm click pytz dateutil orjson simplejson yaml'.split(
    ' ',
  ),
);

const DIALECTS = ['postgresql', 'sqlite', 'mysql', 'mssql', 'oracle'] as const;

/** Modules that hold sessions, engines and mapped classes: what is made there reaches the database. */
const LIVE = /^sqlalchemy\.(orm|ext|engine|future|event|events|pool)(\.|$)/;

/** True when moduleMember answers for the module. */
export function isKnownModule(name: string): boolean {
  const root = name.split('.')[0] ?? name;
  return root === 'alembic' || root === 'sqlalchemy' || HARMLESS.has(root) || isThirdPartyModule(name);
}

/** `name` of a known module: what it exports, a module inside it, or an opaque value that says where it comes from. */
export function moduleMember(module: string, name: string): Value {
  const path = `${module}.${name}`;
  if (module === 'alembic.op')
    return operationsMember(name) ?? opaque(`op.${name} is not known`, path, 'live');
  if (module === 'alembic.context') return alembicContextMember(name);
  if (module === 'alembic') return alembicMember(name, path);
  if (module.startsWith('alembic.')) return opaque(`${path} is not followed`, path, 'live');
  if (module === 'sqlalchemy' || module.startsWith('sqlalchemy.')) return sqlalchemyPath(module, name, path);
  return (
    thirdPartyMember(module, name) ??
    standardMember(module, name) ??
    unknownMember(path, isThirdPartyModule(module) ? 'plain' : 'harmless')
  );
}

function alembicMember(name: string, path: string): Value {
  if (name === 'op' || name === 'context') return { kind: 'module', name: path };
  return opaque(`${path} is not followed`, path, 'live');
}

function sqlalchemyPath(module: string, name: string, path: string): Value {
  if (module === 'sqlalchemy.dialects') return { kind: 'module', name: path };
  const dialect = DIALECTS.find(
    (candidate) =>
      module === `sqlalchemy.dialects.${candidate}` || module.startsWith(`sqlalchemy.dialects.${candidate}.`),
  );
  if (dialect !== undefined) {
    return (
      dialectMember(dialect, name) ??
      (/^[a-z]/.test(name) ? dialectModule(dialect, module, name, path) : unsupported(path))
    );
  }
  if (LIVE.test(`${module}.`)) {
    const shared = sqlalchemyMember(name);
    if (name === 'Inspector') return native('Inspector', inspectorOf);
    if (module === 'sqlalchemy.engine' && name === 'reflection') return { kind: 'module', name: path };
    if (shared !== undefined && module !== 'sqlalchemy.orm') return shared;
    return opaque(`${path} is not followed`, path, 'live');
  }
  if (module === 'sqlalchemy.exc' || module === 'sqlalchemy.orm.exc') {
    return isSqlalchemyException(name) ? { kind: 'exceptionClass', name } : unsupported(path);
  }
  if (module === 'sqlalchemy.sql.functions' && isFunctionClass(name))
    return native(name, (_, call) => sqlFunction([name], call));
  const member = sqlalchemyMember(name);
  if (member !== undefined) return member;
  if (
    /^(dialects|sql|schema|types|orm|ext|engine|exc|expression|sqltypes|type_api|elements|functions|ddl|event|util|future|selectable|dml|operators|inspection|naming|base)$/.test(
      name,
    )
  ) {
    return { kind: 'module', name: path };
  }
  return unsupported(path);
}

function dialectModule(dialect: string, module: string, name: string, path: string): Value {
  const isModule =
    module === `sqlalchemy.dialects.${dialect}` &&
    [
      'base',
      'json',
      'types',
      'array',
      'ranges',
      'named_types',
      'ext',
      'psycopg2',
      'asyncpg',
      'enumerated',
    ].includes(name);
  if (isModule) return { kind: 'module', name: path };
  return unsupported(path);
}

function unsupported(path: string): Value {
  return opaque(`${path} is not supported`, path, 'construct');
}

/** A module that is not known: an import of the project or of a package. */
export function unknownModule(name: string): Value {
  return unknownMember(name, 'plain');
}

function unknownMember(path: string, nature: OpaqueNature): Value {
  const reason =
    nature === 'harmless'
      ? `value of ${path} is only known when it runs`
      : `value of ${path} is not known without running project code`;
  return opaque(reason, path, nature);
}
