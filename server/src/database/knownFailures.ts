// The failures that are recognised, in the words of Alembic, SQLAlchemy, PostgreSQL and SQLite, with what to do about each.
// One table for runs of every kind. docs/troubleshooting.md has a part for each id.

/** One kind of failure. The first that fits is taken, so what is more particular stands first. */
export interface KnownFailure {
  /** The heading in docs/troubleshooting.md. */
  readonly id: string;
  readonly pattern: RegExp;
  readonly nextStep: string;
}

export const KNOWN_FAILURES: readonly KnownFailure[] = [
  // The history.
  {
    id: 'revision-not-found',
    pattern: /Can't locate revision identified by|No such revision or branch/u,
    nextStep:
      'The database, or a file, names a revision that no file declares. Fetch the branch that has it, bring it back with `retort restore-revision ID`, or, when it is gone for good, `retort stamp --purge REV`.',
  },
  {
    id: 'multiple-heads',
    pattern: /Multiple head(?:s| revisions) are present|has multiple heads/u,
    nextStep:
      'Two branches were made on one revision. Merge them (`retort merge`), name one head, or use `heads`.',
  },
  {
    id: 'overlapping-revisions',
    pattern: /Requested revision .* overlaps/u,
    nextStep: 'Name only one of the revisions of a line.',
  },
  {
    id: 'not-a-head',
    pattern: /is not a head revision/u,
    nextStep: 'Name a head with --head, or allow a branch with --splice.',
  },
  {
    id: 'cycle',
    pattern: /Cycle is detected in revisions|Dependency resolution failed|Loop is detected in revisions/u,
    nextStep:
      'A revision stands on itself by way of others: correct a down_revision. `retort lint` shows which.',
  },
  {
    id: 'relative-target',
    pattern: /Relative revision [+-]\d+ didn't produce \d+ migrations|Walked too far/u,
    nextStep:
      'There are fewer revisions in that direction. `alembic upgrade -1` does not exist: going back is `downgrade -1`.',
  },
  {
    id: 'bad-target',
    pattern: /is not a valid (?:up|down)grade target|Not a valid downgrade target/u,
    nextStep: 'Look at `retort history`.',
  },
  {
    id: 'version-rows',
    pattern: /has more than one head present|expected to match one row/u,
    nextStep: 'Look at `retort current`, then stamp the right rows.',
  },
  {
    id: 'revision-id-too-long',
    pattern: /value too long for type character varying\(32\)/u,
    nextStep:
      'The id of the revision does not fit into the version table, which takes 32 characters. Rename it: `retort rename OLD NEW`.',
  },
  // Models and autogenerate.
  {
    id: 'not-up-to-date',
    pattern: /Target database is not up to date/u,
    nextStep:
      'The models are compared with a database that has every revision: run `retort upgrade heads` first. A database that create_all made is stamped instead: `retort stamp head`.',
  },
  {
    id: 'no-metadata',
    pattern: /does not provide a MetaData object/u,
    nextStep:
      'In env.py, import the base class of the models and write `target_metadata = Base.metadata` instead of None.',
  },
  {
    id: 'circular-foreign-keys',
    pattern:
      /unresolvable (?:foreign key dependency|cycles)|CircularDependencyError|Cannot correctly sort tables/u,
    nextStep:
      'Tables refer to each other in a circle. Give one of the foreign keys use_alter=True and a name, or make it with op.create_foreign_key after both tables.',
  },
  {
    id: 'unknown-foreign-table',
    pattern: /NoReferencedTableError|could not find table '[^']*' with which to generate a foreign key/u,
    nextStep: 'Import the module with that table in env.py, or correct the name in the foreign key.',
  },
  {
    id: 'table-defined-twice',
    pattern: /is already defined for this MetaData instance/u,
    nextStep:
      'A module with models is imported under two names, as `models` and `app.models`. Import it in env.py as the application does.',
  },
  {
    id: 'plain-string-execute',
    pattern: /Not an executable object|ObjectNotExecutableError/u,
    nextStep:
      'connection.execute() takes no plain string: write connection.execute(sa.text("...")), or op.execute("...").',
  },
  {
    id: 'missing-import',
    pattern: /NameError: name '[^']+' is not defined/u,
    nextStep:
      'Autogenerate writes types of libraries and not their import: add it to the revision, and to script.py.mako for those that follow.',
  },
  // The environment.
  {
    id: 'url-variable-missing',
    pattern:
      /KeyError: '[A-Z][A-Z0-9_]*(?:URL|URI|DSN)'|Could not parse SQLAlchemy URL from (?:given URL )?string ''|Expected string or URL object, got None/u,
    nextStep:
      'The variable that env.py reads the URL from is not set: set it, or give --database env:NAME with --dotenv FILE.',
  },
  {
    id: 'url-placeholder',
    pattern: /Can't load plugin: sqlalchemy\.dialects:driver\b/u,
    nextStep:
      'sqlalchemy.url of alembic.ini is the example of the template still: write the URL, or let env.py read DATABASE_URL.',
  },
  {
    id: 'unknown-dialect',
    pattern: /Can't load plugin: sqlalchemy\.dialects/u,
    nextStep: 'Install the package that brings this dialect, or correct the URL.',
  },
  {
    id: 'url-not-parsed',
    pattern: /Could not parse SQLAlchemy URL/u,
    nextStep: 'Write it as postgresql://USER@HOST/DATABASE or sqlite:///FILE.db.',
  },
  {
    id: 'percent-in-ini',
    pattern: /invalid interpolation syntax|'%' must be followed by '%' or '\('/u,
    nextStep:
      'A percent sign in alembic.ini is doubled (%%); in set_main_option write url.replace("%", "%%").',
  },
  {
    id: 'async-driver',
    pattern: /MissingGreenlet|greenlet_spawn has not been called|asyncio extension requires an async driver/u,
    nextStep:
      'The URL names an async driver and env.py is not the async one, or the other way round: change the driver, or use the async template.',
  },
  {
    id: 'driver-missing',
    pattern: /No module named '?(?:psycopg2?|asyncpg|pg8000|aiosqlite)/u,
    nextStep: 'Install the driver that the URL names in that environment.',
  },
  {
    id: 'module-not-found',
    pattern: /No module named|cannot import name/u,
    nextStep:
      'For a module of the project: set prepend_sys_path in alembic.ini. For a library: install it in that environment, or choose another with RETORT_ALEMBIC.',
  },
  {
    id: 'no-configuration',
    pattern: /No (?:config file|'script_location' key)|Path doesn't exist: .*init/u,
    nextStep:
      'Run it in the folder of alembic.ini, or name the file with -c. `retort init` begins a project.',
  },
  {
    id: 'read-only',
    pattern: /read-only transaction|ReadOnlySqlTransaction|attempt to write a readonly database/u,
    nextStep:
      'Nothing can be written there. While models are compared it is env.py that writes: take that out. Otherwise the server is a standby, the database or role is set to default_transaction_read_only, or the file is write-protected.',
  },
  // What exists, and what does not.
  {
    id: 'enum-exists',
    pattern: /type "[^"]+" already exists/u,
    nextStep:
      'The enum was left by a downgrade, or another table made it. Drop it in downgrade() (sa.Enum(name=...).drop(op.get_bind())), or write create_type=False.',
  },
  {
    id: 'already-exists',
    pattern: /already exists|duplicate column name/u,
    nextStep:
      'It was made by hand, or by create_all, before the history knew. `retort drift` shows all of it; a database that has the whole revision is stamped, not upgraded.',
  },
  {
    id: 'extension-not-installed',
    pattern: /could not open extension control file|extension "[^"]+" is not available/u,
    nextStep:
      'Install the package of the extension on the server (for PostGIS: postgresql-15-postgis-3), then try again.',
  },
  {
    id: 'extension-missing',
    pattern:
      /type "(?:geometry|geography|raster|citext|hstore|ltree|vector)" does not exist|function (?:\w+\.)?(?:uuid_generate_v[1-5]|gen_random_bytes|crypt|similarity|unaccent|st_\w+)\([^)]*\) does not exist|operator class "gin_trgm_ops" does not exist/iu,
    nextStep:
      'Create its extension first: op.execute("CREATE EXTENSION IF NOT EXISTS ...") before the line that uses it.',
  },
  {
    id: 'no-unique-target',
    pattern: /there is no unique constraint matching given keys|foreign key mismatch/u,
    nextStep:
      'A foreign key refers to a primary key or to columns with a unique constraint: make that one first.',
  },
  {
    id: 'object-missing',
    pattern:
      /(?:column|constraint|index|type|schema|sequence|function|role) "[^"]+"(?: of relation "[^"]+")? does not exist|no such (?:column|index)|No such constraint|Constraint must have a name/u,
    nextStep:
      'Its name in this database is another one, or an earlier revision dropped it. `retort inspect` shows what the table has.',
  },
  {
    id: 'table-missing',
    pattern: /relation "[^"]+" does not exist|no such table|UndefinedTable/u,
    nextStep:
      'Nothing has made it so far: create the referenced table first, or let the revision stand on the one that does. If it was dropped by hand, `retort drift` shows what else is missing.',
  },
  // Rows.
  {
    id: 'rows-without-value',
    pattern:
      /contains null values|violates not-null constraint|NOT NULL constraint failed|Cannot add a NOT NULL column with default value NULL/u,
    nextStep:
      'There are rows without a value. Add the column as nullable or with a server_default, fill it, then alter it to NOT NULL.',
  },
  {
    id: 'rows-not-unique',
    pattern: /could not create unique index|violates unique constraint|UNIQUE constraint failed/u,
    nextStep:
      'There are rows with the same value. Make them different in the same revision, before the unique constraint.',
  },
  {
    id: 'rows-without-parent',
    pattern: /violates foreign key constraint|FOREIGN KEY constraint failed/u,
    nextStep:
      'There are rows that refer to rows which are not there. Correct or delete them first, or add the key as NOT VALID and validate it later.',
  },
  {
    id: 'rows-fail-check',
    pattern: /violates check constraint|is violated by some row|CHECK constraint failed/u,
    nextStep: 'There are rows that do not keep it. Correct them in the same revision, before the constraint.',
  },
  {
    id: 'type-not-converted',
    pattern: /cannot be cast automatically to type|default for column "[^"]+" cannot be cast/u,
    nextStep:
      'Say how: op.alter_column(..., postgresql_using="column::type"), and take a default off before and put it back after.',
  },
  {
    id: 'value-not-converted',
    pattern: /invalid input syntax for type|value too long for type|out of range/u,
    nextStep:
      'There are values that do not fit into the new type. Correct them in the same revision, before the change.',
  },
  {
    id: 'still-needed',
    pattern: /other objects depend on it|used by a view or rule|cannot drop .* because/u,
    nextStep: 'Drop or change what depends on it first, in this revision, and make it again in downgrade().',
  },
  // Transactions and locks.
  {
    id: 'not-in-transaction',
    pattern:
      /cannot run inside a transaction block|cannot be executed from a function|cannot VACUUM from within a transaction/u,
    nextStep: 'Write it inside `with op.get_context().autocommit_block():`.',
  },
  {
    id: 'new-enum-value',
    pattern: /unsafe use of new value/u,
    nextStep:
      'A new value of an enum can be used once it is committed: add it in an autocommit_block, or use it in the next revision.',
  },
  {
    id: 'lock-timeout',
    pattern: /lock timeout|LockNotAvailable/u,
    nextStep: 'Another session holds the table. Let it finish, or end it, then try again.',
  },
  {
    id: 'deadlock',
    pattern: /deadlock detected/u,
    nextStep:
      'Two sessions waited for each other, and this one was rolled back. Try again when the other is done.',
  },
  {
    id: 'disk-full',
    pattern:
      /No space left on device|could not extend file|exceeds temp_file_limit|database or disk is full/u,
    nextStep:
      'There is no room for what the statement writes. Make room, or do it in smaller parts; a table that is written anew needs its size once more.',
  },
  {
    id: 'too-large',
    pattern:
      /index row (?:size \d+ exceeds|requires \d+ bytes)|row is too big|tables can have at most \d+ columns/u,
    nextStep:
      'A value or a row is larger than the server can keep there. Index a hash of it, or a part, as md5(column).',
  },
  {
    id: 'statement-timeout',
    pattern: /canceling statement due to statement timeout/u,
    nextStep: 'Give it more time (--statement-timeout), or do it in smaller parts.',
  },
  {
    id: 'database-locked',
    pattern: /database is locked|database table is locked/u,
    nextStep: 'Another program is writing to the file. Close it, then try again.',
  },
  {
    id: 'transaction-failed',
    pattern: /current transaction is aborted/u,
    nextStep: 'An earlier statement failed and the code went on. Look for an `except` that hides it.',
  },
  // SQLite.
  {
    id: 'sqlite-alter',
    pattern:
      /No support for ALTER of constraints in SQLite|near "(?:ALTER|CONSTRAINT|DROP)": syntax error|Cannot add a (?:PRIMARY KEY|UNIQUE) column|cannot drop (?:PRIMARY KEY|UNIQUE) column|error in (?:index|view|trigger) \S+ after drop column/u,
    nextStep:
      'SQLite alters a table by making it anew: write `with op.batch_alter_table("...") as batch_op:` and set render_as_batch=True in env.py.',
  },
  // The server.
  {
    id: 'encryption',
    pattern:
      /server does not support SSL|pg_hba\.conf entry .*no encryption|SSL connection is required|certificate verify failed/u,
    nextStep:
      'Server and URL do not agree about encryption: sslmode=require where the server asks for it, sslmode=prefer or disable where it offers none, sslrootcert for an authority of your own.',
  },
  {
    id: 'connections-used-up',
    pattern: /too many clients already|remaining connection slots|too many connections for/u,
    nextStep:
      'Every session that the server, the database or this user may have is in use. End idle ones (pg_stat_activity), or let a pool share them.',
  },
  {
    id: 'connection-lost',
    pattern:
      /server closed the connection unexpectedly|terminating connection due to|SSL connection has been closed unexpectedly|Connection terminated unexpectedly|connection was closed in the middle/u,
    nextStep:
      'The server ended the session, and rolled back what was not committed. `retort current` shows where the database stands; the log of the server says why.',
  },
  {
    id: 'no-server',
    pattern:
      /could not connect|Connection refused|connection failed|could not translate host name|Temporary failure in name resolution/u,
    nextStep: 'Check that the server runs and that host and port are right.',
  },
  {
    id: 'login-refused',
    pattern: /password authentication failed|no password supplied|no pg_hba\.conf entry/u,
    nextStep: 'Check the user, and the password in PGPASSWORD, pgpass or the variable.',
  },
  {
    id: 'no-database',
    pattern: /database "[^"]+" does not exist/u,
    nextStep: 'Create the database (`createdb NAME`), or correct its name.',
  },
  {
    id: 'no-file',
    pattern: /unable to open database file/u,
    nextStep:
      'The folder of the file does not exist: a relative path starts at the folder that Alembic runs in.',
  },
  {
    id: 'not-allowed',
    pattern: /permission denied|must be owner of|InsufficientPrivilege/u,
    nextStep: 'Grant the right to this user, or connect as the owner.',
  },
];

/** What a message is about; undefined for one that is not known. */
export function knownFailure(message: string): KnownFailure | undefined {
  return KNOWN_FAILURES.find(({ pattern }) => pattern.test(message));
}
