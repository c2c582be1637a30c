// Python values that can stand in an operation as data: binds, rows of bulk_insert, type arguments, dialect options.

/** A Python value as plain data. Integers are bigint; a float is a number; everything with a class of its own is tagged. */
export type Literal =
  | null
  | boolean
  | bigint
  | number
  | string
  | { readonly type: 'bytes'; /** One character per byte. */ readonly value: string }
  | { readonly type: 'decimal'; /** As `str(Decimal)` prints it. */ readonly text: string }
  | {
      readonly type: 'datetime';
      readonly year: number;
      readonly month: number;
      readonly day: number;
      readonly hour: number;
      readonly minute: number;
      readonly second: number;
      readonly microsecond: number;
      /** Seconds east of UTC; undefined for a naive value. */
      readonly utcOffset: number | undefined;
    }
  | { readonly type: 'date'; readonly year: number; readonly month: number; readonly day: number }
  | {
      readonly type: 'time';
      readonly hour: number;
      readonly minute: number;
      readonly second: number;
      readonly microsecond: number;
      readonly utcOffset: number | undefined;
    }
  | {
      readonly type: 'timedelta';
      readonly days: number;
      readonly seconds: number;
      readonly microseconds: number;
    }
  | { readonly type: 'uuid'; /** 32 lower-case hex digits with dashes. */ readonly text: string }
  | { readonly type: 'list' | 'tuple' | 'set'; readonly items: readonly Literal[] }
  | { readonly type: 'dict'; readonly entries: readonly (readonly [Literal, Literal])[] }
  | {
      readonly type: 'enumMember';
      readonly enumName: string;
      readonly name: string;
      readonly value: Literal;
    };
