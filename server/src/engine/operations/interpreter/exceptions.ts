// The exception classes of Python and SQLAlchemy that try statements name, and what each derives from.

const CHILDREN: Readonly<Record<string, string>> = {
  BaseException: 'Exception SystemExit KeyboardInterrupt GeneratorExit',
  Exception:
    'ArithmeticError AssertionError AttributeError ImportError LookupError NameError OSError RuntimeError StopIteration SQLAlchemyError TypeError ValueError Warning CommandError',
  ArithmeticError: 'OverflowError ZeroDivisionError',
  ImportError: 'ModuleNotFoundError',
  LookupError: 'IndexError KeyError',
  OSError: 'FileNotFoundError PermissionError',
  RuntimeError: 'NotImplementedError RecursionError',
  ValueError: 'UnicodeDecodeError UnicodeEncodeError',
  Warning: 'DeprecationWarning UserWarning',
  SQLAlchemyError:
    'ArgumentError CompileError IdentifierError InvalidRequestError NoReferenceError StatementError TimeoutError UnboundExecutionError',
  ArgumentError:
    'ConstraintColumnNotFoundError DuplicateColumnError NoForeignKeysError ObjectNotExecutableError',
  CompileError: 'UnsupportedCompilationError',
  InvalidRequestError:
    'NoInspectionAvailable NoResultFound NoSuchColumnError NoSuchTableError PendingRollbackError ResourceClosedError',
  NoReferenceError: 'NoReferencedColumnError NoReferencedTableError',
  StatementError: 'DBAPIError',
  DBAPIError: 'DatabaseError InterfaceError',
  DatabaseError: 'DataError IntegrityError InternalError NotSupportedError OperationalError ProgrammingError',
};

const PARENTS = new Map(
  Object.entries(CHILDREN).flatMap(([parent, names]) =>
    names.split(' ').map((name) => [name, parent] as const),
  ),
);

/** The class an exception class derives from; undefined at the top and for classes that are not known. */
export function parentOf(name: string): string | undefined {
  return PARENTS.get(name);
}

/** True for classes whose bases are known. */
export function isKnownException(name: string): boolean {
  return PARENTS.has(name);
}

/** True for errors that only a database raises. */
export function isDatabaseError(name: string): boolean {
  for (let current: string | undefined = name; current !== undefined; current = PARENTS.get(current)) {
    if (current === 'DBAPIError') return true;
  }
  return false;
}

/** True for a class that sqlalchemy.exc exports. */
export function isSqlalchemyException(name: string): boolean {
  for (let current: string | undefined = name; current !== undefined; current = PARENTS.get(current)) {
    if (current === 'SQLAlchemyError') return true;
  }
  return false;
}
