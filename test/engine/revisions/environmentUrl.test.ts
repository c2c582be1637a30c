// How the address gets through env.py: what SQLAlchemy gets as it stands, and what may be changed on the way.
import { expect, it } from 'vitest';
import { readEnvironment } from '../../../server/src/engine/index';

const ENTRY = 'if context.is_offline_mode():\n    offline()\nelse:\n    online()\n';
const PLAIN = `def offline():
    url = config.get_main_option("sqlalchemy.url")
    context.configure(url=url, literal_binds=True)

def online():
    connectable = engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.")
`;
const GET_URL = 'def get_url():\n    return os.environ["DB"]\n\n';
const FROM_FUNCTION = `def offline():
    context.configure(url=get_url())

def online():
    connectable = create_engine(get_url())
`;

it.each([
  ['', PLAIN, { mendsScheme: false, takesIni: true, variables: [] }],
  ['', PLAIN.replace('engine_from_config', 'async_engine_from_config'), { takesIni: true, variables: [] }],
  [
    'url = os.environ.get("DB")\nif url:\n    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))',
    PLAIN,
    { takesIni: true, variables: ['DB'] },
  ],
  [
    'config.set_main_option("sqlalchemy.url", os.getenv("DB", "sqlite://"))',
    PLAIN,
    { takesIni: false, variables: ['DB'] },
  ],
  ['config.set_main_option("sqlalchemy.url", settings.url)', PLAIN, { takesIni: false, variables: [] }],
  ['', PLAIN.replace('url=url', 'url=url, dialect_name="mysql"'), { takesIni: false, variables: [] }],
  [
    '',
    PLAIN.replace('url=url', 'url=url.replace("postgres://", "postgresql://", 1)'),
    { mendsScheme: true, takesIni: false, variables: [] },
  ],
  [GET_URL, FROM_FUNCTION, { mendsScheme: false, takesIni: false, variables: ['DB'] }],
  [
    GET_URL.replace('os.environ["DB"]', 're.sub("^postgres:", "postgresql:", os.environ["DB"])'),
    FROM_FUNCTION,
    { mendsScheme: true, takesIni: false, variables: [] },
  ],
  [
    'def get_url():\n    if local:\n        return "sqlite://"\n    return os.environ["DB"]\n',
    FROM_FUNCTION,
    { variables: [] },
  ],
])('%j %j', (top, functions, expected) => {
  expect(readEnvironment(`${top}\n${functions}\n${ENTRY}`).url).toMatchObject(expected);
});

it('nothing is known where there is no env.py', () => {
  expect(readEnvironment(undefined).url).toEqual({ mendsScheme: false, takesIni: false, variables: [] });
});
