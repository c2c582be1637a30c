// The values the evaluator computes with: Python's own, and the SQLAlchemy and Alembic objects a revision handles.
// Python scalars are JavaScript primitives (None is null, int is bigint, float is number).
import type { FunctionDefinition, Lambda } from '../python/syntax';
import type { Span } from '../text/span';
import type { ColumnDefinition, ConstraintDefinition, ForeignKeyDefinition } from './definition';
import type { IndexDefinition, ServerDefault } from './definition';
import type { Join, SqlExpression, SqlStatement, TableReference } from './expression';
import type { Machine } from './interpreter/machine';
import type { Scope } from './interpreter/scope';
import type { Literal } from './literal';
import type { CreateTable, TableName } from './operation';
import type { Step } from './step';
import type { SqlType, TypeModule } from './sqlType';

/** Any value; objects carry a `kind`. Lists, dicts, sets and instances are mutable and shared as in Python. */
export type Value = null | boolean | bigint | number | string | ObjectValue;

/** A value of a type that Literal keeps tagged: bytes, Decimal, datetime, UUID ... */
interface DataValue {
  readonly kind: 'data';
  readonly literal: TaggedLiteral;
}
export type TaggedLiteral = Exclude<
  Extract<Literal, { readonly type: string }>,
  { readonly type: 'list' | 'tuple' | 'set' | 'dict' | 'enumMember' }
>;

/** `unknown` is set when something that could not be evaluated may have changed the contents. */
export interface SequenceValue {
  readonly kind: 'list' | 'tuple' | 'set';
  items: readonly Value[];
  unknown?: string;
}
/** Keyed by a text that is equal for keys Python finds equal. */
export interface DictValue {
  readonly kind: 'dict';
  readonly entries: Map<string, readonly [Value, Value]>;
  unknown?: string;
  /** Set when there are more keys than are known; what is there is certain. */
  readonly partial?: string;
}
/** range, zip, enumerate, generators: items known at once, consumed from `position`. */
interface IteratorValue {
  readonly kind: 'iterator';
  readonly typeName: string;
  readonly items: readonly Value[];
  position: number;
}
export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly definition: FunctionDefinition | Lambda;
  readonly scope: Scope;
  readonly defaults: ReadonlyMap<string, Value>;
  /** The class whose body defines it. */
  readonly owner?: ClassValue;
  /** `class` is handed the class instead of the instance, `static` neither. */
  readonly binding?: 'class' | 'static';
}
/** A callable that this evaluator implements. */
export interface NativeValue {
  readonly kind: 'native';
  readonly name: string;
  readonly call: NativeCall;
  /** True when calling it touches the database or records a step. */
  readonly hasEffect: boolean;
}
export type NativeCall = (machine: Machine, call: CallArguments) => Value;

interface BoundMethodValue {
  readonly kind: 'boundMethod';
  readonly method: FunctionValue;
  readonly self: Value;
}
/** What members are besides enum members: `str` is `class E(str, Enum)`, `text` is StrEnum. */
type EnumKind = 'plain' | 'str' | 'text' | 'int';

/** A class of the file. `enumKind` is set when it derives from enum.Enum; its members are then enum members. */
export interface ClassValue {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly Value[];
  readonly members: Map<string, Value>;
  readonly enumKind: EnumKind | undefined;
  unknown?: string;
}
export interface InstanceValue {
  readonly kind: 'instance';
  readonly class: ClassValue;
  readonly attributes: Map<string, Value>;
  /** What the __init__() of SQLAlchemy's type was called with; there for instances of type classes of the file. */
  readonly typeCalls?: CallArguments[];
  unknown?: string;
}
/** `super()` in a method: what the classes after `owner` in the line of `self` have. */
export interface SuperValue {
  readonly kind: 'super';
  readonly owner: ClassValue | TypeClassValue;
  readonly self: InstanceValue;
}
export interface EnumMemberValue {
  readonly kind: 'enumMember';
  readonly class: ClassValue;
  readonly name: string;
  readonly value: Value;
}
/** A module whose contents this evaluator knows, by dotted name. */
interface ModuleValue {
  readonly kind: 'module';
  readonly name: string;
}
/** A module of the project whose source is at hand. */
interface SourceModuleValue {
  readonly kind: 'sourceModule';
  readonly name: string;
  readonly scope: Scope;
}
/** A value that is not known. `path` is the dotted name where it comes from, for types and messages. */
export interface OpaqueValue {
  readonly kind: 'opaque';
  readonly reason: string;
  readonly path: string | undefined;
  /**
   * harmless: calling it or its attributes cannot touch the database (loggers, clocks).
   * construct: of SQLAlchemy and not followed; calling it reaches no database, but may raise or change what it is given.
   * live: it may hold a connection, so any call with it may touch the database (an ORM session).
   */
  readonly nature: OpaqueNature;
}
/** True for what reaches no database when it is called. */
export function isWithoutEffect({ nature }: OpaqueValue): boolean {
  return nature === 'harmless' || nature === 'construct';
}
export type OpaqueNature = 'plain' | 'harmless' | 'construct' | 'live';
interface ExceptionClassValue {
  readonly kind: 'exceptionClass';
  readonly name: string;
}
export interface ExceptionValue {
  readonly kind: 'exception';
  readonly name: string;
  readonly arguments: readonly Value[];
}
export interface SliceValue {
  readonly kind: 'slice';
  readonly lower: Value;
  readonly upper: Value;
  readonly step: Value;
}
interface MarkerValue {
  readonly kind: 'ellipsis' | 'notImplemented' | 'defaultKeyword';
}

/** A class of SQLAlchemy that makes types; `decorated` names the class of the file that wraps it. */
export interface TypeClassValue {
  readonly kind: 'typeClass';
  readonly module: TypeModule;
  readonly name: string;
}
interface TypeValue {
  readonly kind: 'type';
  type: SqlType;
}
export interface ColumnValue {
  readonly kind: 'column';
  readonly definition: ColumnDefinition;
  /** Set once the column belongs to a table: `t.c.x`. */
  table: TableReference | undefined;
  /** An expression was made of it before it belonged to a table. */
  isUsed?: true;
  /** Constraints and indexes made of it before it belonged to a table. */
  waiting?: Value[];
  unknown?: string;
}
export interface ConstraintValue {
  readonly kind: 'constraint';
  readonly definition: ConstraintDefinition;
  /** Constraints are printed in the order their objects were made. */
  readonly order: number;
  /** The columns of a foreign key take the types of the columns it refers to, which were given as objects. */
  readonly givesTypes?: true;
  /** Set when the constraint stands in a table whose MetaData may name it. */
  unknown?: string;
}
interface ForeignKeyValue {
  readonly kind: 'foreignKey';
  readonly definition: ForeignKeyDefinition;
  /** The type of the referred column where that was given as an object. */
  readonly referred?: { readonly type: SqlType | undefined };
}
interface IndexValue {
  readonly kind: 'index';
  readonly definition: IndexDefinition;
}
interface GeneratedValue {
  readonly kind: 'generated';
  readonly value: ServerDefault;
}
interface SequenceObjectValue {
  readonly kind: 'sequenceObject';
  readonly name: string;
  readonly schema: string | undefined;
  readonly optional: boolean;
  readonly options: Readonly<Record<string, Literal>>;
}
export interface MetadataValue {
  readonly kind: 'metadata';
  readonly schema: string | undefined;
  readonly tables: TableValue[];
  /** What its tables know it by. */
  readonly identity: object;
  readonly isPlain: boolean;
  /** Why it may hold other tables than `tables`. */
  unknown?: string;
}
/** sa.Table, sa.table() and what op.create_table returns. `definition` is there for the first and the last. */
export interface TableValue {
  readonly kind: 'table';
  readonly reference: TableReference;
  readonly definition: Pick<CreateTable, 'table' | 'items' | 'options' | 'comment' | 'prefixes'> | undefined;
  /** The MetaData a sa.Table was put into. */
  readonly metadata?: MetadataValue;
  unknown?: string;
}
/** What join() makes of two tables. */
interface JoinValue {
  readonly kind: 'join';
  readonly join: Join;
}
/** `table.c`. */
interface ColumnsValue {
  readonly kind: 'columns';
  readonly table: TableReference;
}
interface ExpressionValue {
  readonly kind: 'expression';
  /** Replaced when a column() is put into a table. */
  expression: SqlExpression;
  /** Another expression was made of it while it belonged to no table. */
  isUsed?: true;
}
/** `sa.func.a.b` before it is called. */
interface FunctionNameValue {
  readonly kind: 'functionName';
  readonly names: readonly string[];
}
interface StatementValue {
  readonly kind: 'statement';
  readonly statement: SqlStatement;
}
/** A bind parameter made by sa.bindparam(); without a value it has none. */
interface BindParameterValue {
  readonly kind: 'bindParameter';
  readonly name: string;
  readonly value: Value | undefined;
  readonly type: SqlType | undefined;
}
/** op.f('x'): a str that no naming convention touches. */
interface FinalNameValue {
  readonly kind: 'finalName';
  readonly text: string;
}
/** What op.get_bind(), op.get_context(), its dialect, and so on return. */
interface EnvironmentValue {
  readonly kind: 'bind' | 'migrationContext' | 'dialect' | 'alembicContext' | 'inspector' | 'autocommitBlock';
}
/** `begin_transaction()`, `nullcontext()` and similar: entering gives `value`, leaving does nothing. */
interface ContextManagerValue {
  readonly kind: 'contextManager';
  readonly value: Value;
}
/** What calling a function decorated with contextlib.contextmanager gives: entering runs its body up to the yield. */
export interface GeneratorContextValue {
  readonly kind: 'generatorContext';
  readonly function: FunctionValue;
  readonly call: CallArguments;
}
/** The object of `with op.batch_alter_table(...)`; steps are recorded in `steps` until the block ends. */
export interface BatchValue {
  readonly kind: 'batch';
  readonly table: TableName;
  readonly steps: Step[];
  readonly close: (steps: readonly Step[]) => Step;
  isOpen: boolean;
}

export type ObjectValue =
  | DataValue
  | SequenceValue
  | DictValue
  | IteratorValue
  | FunctionValue
  | NativeValue
  | BoundMethodValue
  | ClassValue
  | InstanceValue
  | SuperValue
  | EnumMemberValue
  | ModuleValue
  | SourceModuleValue
  | OpaqueValue
  | ExceptionClassValue
  | ExceptionValue
  | SliceValue
  | MarkerValue
  | TypeClassValue
  | TypeValue
  | ColumnValue
  | ConstraintValue
  | ForeignKeyValue
  | IndexValue
  | GeneratedValue
  | SequenceObjectValue
  | MetadataValue
  | TableValue
  | JoinValue
  | ColumnsValue
  | ExpressionValue
  | FunctionNameValue
  | StatementValue
  | BindParameterValue
  | FinalNameValue
  | EnvironmentValue
  | ContextManagerValue
  | GeneratorContextValue
  | BatchValue;

/** The evaluated arguments of one call. `span` is the call as the reader sees it in the revision file. */
export interface CallArguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly span: Span;
}

/** An unknown value; the reason is a clause a person understands. */
export function opaque(reason: string, path?: string, nature: OpaqueNature = 'plain'): OpaqueValue {
  return { kind: 'opaque', reason, path, nature };
}

export function list(items: readonly Value[]): SequenceValue {
  return { kind: 'list', items };
}

export function tuple(items: readonly Value[]): SequenceValue {
  return { kind: 'tuple', items };
}

/** True for objects, false for Python scalars. */
export function isObject(value: Value): value is ObjectValue {
  return typeof value === 'object' && value !== null;
}

/** The text of a str or of a str subclass that SQLAlchemy makes (op.f); undefined for anything else. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return undefined;
  if (value.kind === 'finalName') return value.text;
  if (value.kind === 'enumMember' && typeof value.value === 'string') {
    return value.class.enumKind === 'str' || value.class.enumKind === 'text' ? value.value : undefined;
  }
  return undefined;
}

/** A callable of this evaluator that only computes. */
export function native(name: string, call: NativeCall): NativeValue {
  return { kind: 'native', name, call, hasEffect: false };
}

/** The reason why a value, or what it holds, is not known; undefined for a known one. */
export function unknownReason(value: Value): string | undefined {
  if (!isObject(value)) return undefined;
  if (value.kind === 'opaque') return value.reason;
  return (value as { readonly unknown?: string }).unknown;
}
