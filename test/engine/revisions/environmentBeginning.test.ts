import { expect, it } from 'vitest';
import { readEnvironment } from '../../../server/src/engine/index';

const beginning = (source: string) => {
  const { logging, variables, loadsFile } = readEnvironment(source).beginning;
  const [online, offline] = [variables.online, variables.offline].map((found) =>
    found.map(({ name }) => name),
  );
  return { logging: logging !== undefined, variables: online, offline, loadsFile };
};

it.each([
  ['fileConfig(config.config_file_name)', true],
  ['if config.config_file_name is not None:\n    fileConfig(config.config_file_name)', true],
  [
    'if config.config_file_name:\n    logging.config.fileConfig(config.config_file_name, disable_existing_loggers=False)',
    true,
  ],
  ['if not quiet:\n    fileConfig(config.config_file_name)', false],
  ['try:\n    fileConfig(config.config_file_name)\nexcept KeyError:\n    pass', false],
  ['def later():\n    fileConfig(config.config_file_name)', false],
  ['fileConfig("other.ini")', false],
])('logging is surely set up by %j: %s', (source, logging) => {
  expect(beginning(source).logging).toBe(logging);
});

it.each([
  ['URL = os.environ["X"]', ['X']],
  ['config.set_main_option("sqlalchemy.url", environ["X"].replace("%", "%%"))', ['X']],
  ['URL = os.environ.get("X")', []],
  ['URL = os.environ.get("Y") or os.environ["X"]', []],
  ['URL = os.environ["X"] if deployed else "sqlite://"', []],
  ['def url():\n    return os.environ["X"]', []],
  ['def url():\n    return os.environ["X"]\nURL = url()', ['X']],
  ['def url():\n    if local:\n        return "sqlite://"\n    return os.environ["X"]\nURL = url()', []],
  ['def url():\n    return url() + os.environ["X"]\nURL = url()', ['X']],
  ['def url():\n    return os.environ["X"]\nURL = url() if deployed else ""', []],
  ['if deployed:\n    URL = os.environ["X"]', []],
])('the variables it surely asks for in %j are %j', (source, variables) => {
  expect(beginning(source).variables).toEqual(variables);
});

it('what one mode alone asks for does not count for the other', () => {
  const source = `
def url():
    return os.environ["URL"]

def run_migrations_offline():
    context.configure(url=url(), schema=os.environ["OFFLINE"])

def run_migrations_online():
    connectable = create_engine(url())
    with connectable.connect() as connection:
        context.configure(connection=connection)

if context.is_offline_mode():
    run_migrations_offline()
else:
    run_migrations_online()
`;
  expect(beginning(source)).toMatchObject({ variables: ['URL'], offline: ['URL', 'OFFLINE'] });
});

it('a .env file may set them', () => {
  expect(beginning('from dotenv import load_dotenv\nload_dotenv()\nURL = os.environ["X"]').loadsFile).toBe(
    true,
  );
});
