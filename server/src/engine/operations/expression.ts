// SQLAlchemy Core expressions and statements as data: what a revision passes as default, condition, index element or
// to op.execute. The shapes follow SQLAlchemy's own elements; printing them is the business of sql/.
import type { Span } from '../text/span';
import type { Literal } from './literal';
import type { SqlType } from './sqlType';

/** A table named in an expression; `columns` only for sa.table()/sa.Table, in their order. */
export interface TableReference {
  readonly name: string;
  readonly schema: string | undefined;
  readonly alias: string | undefined;
  readonly columns: readonly TableReferenceColumn[];
  /** True for sa.Table (has a primary key, defaults, implicit returning), false for the light sa.table(). */
  readonly isTable: boolean;
  /** Set where the columns come from a SELECT: `name` is what SQLAlchemy numbers where there is no alias. */
  readonly source?: DerivedSource;
  /** Of a sa.Table: the keys a join without a condition follows. */
  readonly foreignKeys?: ForeignKeysOfTable;
  /** alias() without a name: SQLAlchemy numbers the name of the table. One object for each alias. */
  readonly anonymous?: object;
}

/** Foreign keys by the tables of one MetaData, which `metadata` stands for. */
interface ForeignKeysOfTable {
  readonly metadata: object;
  readonly keys: readonly {
    readonly columns: readonly string[];
    readonly referred: {
      readonly schema: string | undefined;
      readonly table: string;
      readonly columns: readonly string[];
    };
  }[];
}

/** `.subquery()`, or `.cte()`, which stands before the statement. */
export interface DerivedSource {
  readonly kind: 'subquery' | 'cte';
  readonly select: SelectStatement;
  /** WITH RECURSIVE, which names the columns as well. */
  readonly isRecursive?: boolean;
  /** `cte.union_all(...)`: the CTE before, which has the same name and stands for this one inside of it. */
  readonly restates?: DerivedSource;
}

/** `a.join(b, condition)`. */
export interface Join {
  readonly kind: 'join';
  readonly left: FromClause;
  readonly right: FromClause;
  readonly on: SqlExpression;
  readonly form: 'inner' | 'left' | 'full';
}

/** What stands in FROM. */
export type FromClause = TableReference | Join;

/** True for what names one table. */
export function isNamedTable(clause: FromClause): clause is TableReference {
  return !('kind' in clause);
}

/** `select(...).join(right, on)`: what it is joined to depends on the whole SELECT where `left` is not given. */
export interface JoinOfSelect {
  readonly left: FromClause | undefined;
  readonly right: FromClause;
  /** Without a condition the foreign keys say it. */
  readonly on: SqlExpression | undefined;
  readonly form: Join['form'];
  readonly span: Span;
}

export interface TableReferenceColumn {
  readonly name: string;
  readonly key: string;
  readonly type: SqlType | undefined;
  readonly primaryKey: boolean;
  /** A Python-side default exists, so a missing value is printed as NULL by bulk_insert. */
  readonly hasDefault: boolean;
  /** That default where it is SQL, which an INSERT prints. */
  readonly defaultSql?: SqlExpression;
  /** `onupdate=`, which an UPDATE prints: 'value' where it is no SQL expression. */
  readonly onUpdate?: SqlExpression | 'value';
}

/** A value bound into text(). */
export interface TextBind {
  readonly name: string;
  readonly value: Literal;
  readonly type: SqlType | undefined;
}

/** The rows round the current one that a window function sees. */
export interface WindowFrame {
  readonly unit: 'ROWS' | 'RANGE' | 'GROUPS';
  readonly from: bigint | undefined;
  readonly to: bigint | undefined;
}

export type SqlExpression =
  /** A plain string in a place where SQLAlchemy makes text() of it, or text() itself; `:name` not yet processed. */
  | { readonly kind: 'text'; readonly text: string; readonly binds: readonly TextBind[]; readonly span: Span }
  /** A bound value: literal(), a Python value inside an expression; `isInline` for op.inline_literal(). */
  | {
      readonly kind: 'bind';
      readonly value: Literal;
      readonly type: SqlType | undefined;
      readonly isInline: boolean;
      /** From bindparam(): a None in it stays a bound value. */
      readonly isParameter?: true;
      readonly span: Span;
    }
  | { readonly kind: 'constant'; readonly value: 'null' | 'true' | 'false' | 'default'; readonly span: Span }
  /** `func.a.b(x)`: names are ['a', 'b']. */
  | {
      readonly kind: 'function';
      readonly names: readonly string[];
      readonly arguments: readonly SqlExpression[];
      readonly type: SqlType | undefined;
      readonly span: Span;
    }
  /** column(), Table.c.x, or literal_column() when `isLiteral` (its name is printed as it is). */
  | {
      readonly kind: 'column';
      readonly name: string;
      readonly table: TableReference | undefined;
      readonly type: SqlType | undefined;
      readonly isLiteral: boolean;
      readonly span: Span;
    }
  /** `operator` is the Python operator name or method: '==', '!=', '<', '+', '||', 'like', 'in', 'is', 'is not', '&&', ... */
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: SqlExpression;
      readonly right: SqlExpression;
      readonly span: Span;
    }
  /** 'not', '-', 'desc', 'asc', 'nulls first', 'nulls last', 'exists', 'distinct', 'asBoolean' (and_() of one value). */
  | {
      readonly kind: 'unary';
      readonly operator: string;
      readonly operand: SqlExpression;
      readonly span: Span;
    }
  /** and_/or_, a tuple, the right side of IN, or postgresql.array(); `type` is the item type of an array. */
  | {
      readonly kind: 'list';
      readonly operator: 'and' | 'or' | 'tuple' | 'in' | 'array';
      readonly items: readonly SqlExpression[];
      readonly type?: SqlType | undefined;
      readonly span: Span;
    }
  /** `column['a']` and `column[('a', 0)]` of a JSON column; `as` is the type of as_string() and others, 'text' is astext. */
  | {
      readonly kind: 'jsonItem';
      readonly operand: SqlExpression;
      readonly path: readonly (string | bigint)[];
      /** A path of several steps in one, which has an operator of its own. */
      readonly isPath: boolean;
      /** The type of the column. */
      readonly type: SqlType;
      readonly as: SqlType | 'json' | 'text';
      readonly span: Span;
    }
  | { readonly kind: 'cast'; readonly operand: SqlExpression; readonly type: SqlType; readonly span: Span }
  | {
      readonly kind: 'case';
      readonly value: SqlExpression | undefined;
      readonly whens: readonly (readonly [SqlExpression, SqlExpression])[];
      readonly otherwise: SqlExpression | undefined;
      readonly span: Span;
    }
  | { readonly kind: 'label'; readonly operand: SqlExpression; readonly name: string; readonly span: Span }
  /** `order_by('name')`: a label or column of the statement it stands in. */
  | { readonly kind: 'nameReference'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'collate';
      readonly operand: SqlExpression;
      readonly collation: string;
      readonly span: Span;
    }
  /** `func.row_number().over(...)`; None at an end of the frame is unbounded, 0 the current row. */
  | {
      readonly kind: 'over';
      readonly operand: SqlExpression;
      readonly partitionBy: readonly SqlExpression[];
      readonly orderBy: readonly SqlExpression[];
      readonly frame: WindowFrame | undefined;
      readonly span: Span;
    }
  /** `func.count().filter(...)`. */
  | {
      readonly kind: 'filter';
      readonly operand: SqlExpression;
      readonly criterion: SqlExpression;
      readonly span: Span;
    }
  | { readonly kind: 'subquery'; readonly select: SelectStatement; readonly span: Span }
  /** Something that cannot be known statically. */
  | { readonly kind: 'opaqueExpression'; readonly reason: string; readonly span: Span };

export interface SelectStatement {
  readonly kind: 'select';
  readonly columns: readonly SqlExpression[];
  /** What select_from() was given, which stands before the tables of the columns. */
  readonly from: readonly FromClause[];
  /** Tables without columns among the columns; `place` is how many columns stand before one. */
  readonly bare?: readonly { readonly table: TableReference; readonly place: number }[];
  readonly joins?: readonly JoinOfSelect[];
  readonly where: readonly SqlExpression[];
  readonly orderBy: readonly SqlExpression[];
  readonly groupBy: readonly SqlExpression[];
  readonly limit: SqlExpression | undefined;
  readonly offset: SqlExpression | undefined;
  readonly distinct: boolean;
  /** DISTINCT ON of these, which PostgreSQL alone has. */
  readonly distinctOn?: readonly SqlExpression[];
  readonly having?: readonly SqlExpression[];
  /** The words of with_for_update(), as `FOR UPDATE NOWAIT`, which only PostgreSQL prints. */
  readonly rowLock?: string;
  /** correlate(): only these tables are left to the statement around it; by itself SQLAlchemy finds them. */
  readonly correlate?: readonly FromClause[];
  /** A UNION, INTERSECT or EXCEPT of these: it has no columns, tables and conditions of its own. */
  readonly united?: { readonly keyword: string; readonly selects: readonly SelectStatement[] };
  /** Not a select but a lone expression that is executed: text has the expression, a run selects it. */
  readonly isExpression?: true;
  readonly span: Span;
}

/** ON CONFLICT of the insert() of a dialect. */
export interface OnConflict {
  readonly dialect: 'postgresql' | 'sqlite';
  /** The columns or expressions of the index, or the constraint by name; undefined for any conflict. */
  readonly elements: readonly SqlExpression[];
  readonly elementsWhere: SqlExpression | undefined;
  readonly constraint: string | undefined;
  /** DO UPDATE; undefined is DO NOTHING. */
  readonly update:
    | {
        readonly values: readonly (readonly [string, SqlExpression])[];
        readonly where: SqlExpression | undefined;
      }
    | undefined;
}

/** What can be given to op.execute or connection.execute. */
export type SqlStatement =
  | {
      readonly kind: 'textStatement';
      readonly text: SqlExpression & { readonly kind: 'text' };
      readonly span: Span;
    }
  | SelectStatement
  | {
      readonly kind: 'insert';
      readonly table: TableReference;
      /** One row for values(), several for values([...]); the values by column key. */
      readonly rows: readonly Readonly<Record<string, SqlExpression>>[];
      readonly fromSelect:
        { readonly names: readonly string[]; readonly select: SelectStatement } | undefined;
      /** Made by insert() of a dialect, which knows ON CONFLICT. */
      readonly ofDialect?: 'postgresql' | 'sqlite';
      readonly onConflict?: OnConflict;
      readonly returning?: readonly SqlExpression[];
      readonly span: Span;
    }
  | {
      readonly kind: 'update';
      readonly table: TableReference;
      readonly values: readonly (readonly [string, SqlExpression])[];
      readonly where: readonly SqlExpression[];
      readonly returning?: readonly SqlExpression[];
      readonly span: Span;
    }
  | {
      readonly kind: 'delete';
      readonly table: TableReference;
      readonly where: readonly SqlExpression[];
      readonly returning?: readonly SqlExpression[];
      readonly span: Span;
    }
  /** sa.DDL(): Python %-formatting has not been applied yet. */
  | { readonly kind: 'ddlText'; readonly text: string; readonly span: Span }
  | {
      readonly kind: 'createSequence' | 'dropSequence';
      readonly name: string;
      readonly schema: string | undefined;
      readonly options: Readonly<Record<string, Literal>>;
      readonly ifExists: boolean;
      readonly span: Span;
    }
  | {
      readonly kind: 'createSchema' | 'dropSchema';
      readonly name: string;
      readonly ifExists: boolean;
      readonly cascade: boolean;
      readonly span: Span;
    };
