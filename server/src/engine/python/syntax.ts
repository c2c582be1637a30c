// The typed syntax tree of one Python file. A value: no parents, no semantics, nothing of the parser behind it.
// Every node has a span in the offsets of the original text. What could not be read is a `broken` node, never a throw.
// Spans leave out parentheses that only group: `(a)` is the name alone, and so is a generator that is the only argument
// of a call. A tuple and a generator in parentheses of their own include them; a larger expression includes the
// parentheses of its parts (`(a) + b` starts at the parenthesis).
import type { Span } from '../text/span';

interface Node {
  readonly span: Span;
}

/**
 * A whole file. `broken` is true when any part could not be read, so Python would not load the file (or it is beyond the
 * limits of this reader); everything else is still there.
 */
export interface Module extends Node {
  readonly kind: 'module';
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  readonly broken: boolean;
}

/** One `# ...` comment, `text` from the hash to the end of the line. */
export interface Comment extends Node {
  readonly text: string;
}

export type Statement =
  | ExpressionStatement
  | Assign
  | AugmentedAssign
  | AnnotatedAssign
  | FunctionDefinition
  | ClassDefinition
  | Return
  | Raise
  | If
  | For
  | While
  | With
  | Try
  | Import
  | ImportFrom
  | Delete
  | Assert
  | Scope
  | Match
  | TypeAlias
  | Simple
  | BrokenStatement;

export interface ExpressionStatement extends Node {
  readonly kind: 'expressionStatement';
  readonly expression: Expression;
}
/** `a = b = value`: one target each. */
export interface Assign extends Node {
  readonly kind: 'assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}
/** `target op= value`; `operator` without the equals sign. */
export interface AugmentedAssign extends Node {
  readonly kind: 'augmentedAssign';
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression;
}
export interface AnnotatedAssign extends Node {
  readonly kind: 'annotatedAssign';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}
export interface Parameter extends Node {
  readonly name: string;
  readonly form: 'positional' | 'keywordOnly' | 'star' | 'doubleStar';
  readonly annotation: Expression | undefined;
  readonly defaultValue: Expression | undefined;
}
/** `span` starts at the first decorator; `nameSpan` is the name; `headerEnd` is just behind the colon. */
export interface FunctionDefinition extends Node {
  readonly kind: 'function';
  readonly name: string;
  readonly nameSpan: Span;
  readonly isAsync: boolean;
  readonly decorators: readonly Expression[];
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | undefined;
  readonly headerEnd: number;
  readonly body: readonly Statement[];
}
export interface ClassDefinition extends Node {
  readonly kind: 'class';
  readonly name: string;
  readonly nameSpan: Span;
  readonly decorators: readonly Expression[];
  readonly arguments: readonly Argument[];
  readonly body: readonly Statement[];
}
export interface Return extends Node {
  readonly kind: 'return';
  readonly value: Expression | undefined;
}
export interface Raise extends Node {
  readonly kind: 'raise';
  readonly exception: Expression | undefined;
  readonly cause: Expression | undefined;
}
/** `elif` is an `if` alone in `orElse`. */
export interface If extends Node {
  readonly kind: 'if';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orElse: readonly Statement[];
}
export interface For extends Node {
  readonly kind: 'for';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly orElse: readonly Statement[];
}
export interface While extends Node {
  readonly kind: 'while';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orElse: readonly Statement[];
}
export interface WithItem extends Node {
  readonly context: Expression;
  readonly target: Expression | undefined;
}
export interface With extends Node {
  readonly kind: 'with';
  readonly isAsync: boolean;
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}
export interface ExceptHandler extends Node {
  readonly type: Expression | undefined;
  readonly name: string | undefined;
  readonly body: readonly Statement[];
}
export interface Try extends Node {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orElse: readonly Statement[];
  readonly finally: readonly Statement[];
}
/** `name` is dotted as written, `as` the local name if one is given. */
export interface ImportedName extends Node {
  readonly name: string;
  readonly as: string | undefined;
}
export interface Import extends Node {
  readonly kind: 'import';
  readonly names: readonly ImportedName[];
}
/** `from ..module import a as b`: `level` counts the dots; `names` holds one `*` for a star import. */
export interface ImportFrom extends Node {
  readonly kind: 'importFrom';
  readonly module: string;
  readonly level: number;
  readonly names: readonly ImportedName[];
}
export interface Delete extends Node {
  readonly kind: 'delete';
  readonly targets: readonly Expression[];
}
export interface Assert extends Node {
  readonly kind: 'assert';
  readonly test: Expression;
  readonly message: Expression | undefined;
}
export interface Scope extends Node {
  readonly kind: 'global' | 'nonlocal';
  readonly names: readonly string[];
}
/** A `match` statement; its cases are kept as bodies and guards, patterns are not analysed. */
export interface Match extends Node {
  readonly kind: 'match';
  readonly subject: Expression;
  readonly cases: readonly (readonly Statement[])[];
  /** One for each case: the expression behind its `if`. */
  readonly guards: readonly (Expression | undefined)[];
}
/** `type name = value`, whose value Python evaluates on first use; type parameters are not kept. */
export interface TypeAlias extends Node {
  readonly kind: 'typeAlias';
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}
export interface Simple extends Node {
  readonly kind: 'pass' | 'break' | 'continue';
}
/** A statement that could not be read. `parts` is a best guess for editor features and never to be evaluated. */
export interface BrokenStatement extends Node {
  readonly kind: 'brokenStatement';
  readonly parts: readonly Statement[];
}

export type Expression =
  | Name
  | Attribute
  | Call
  | StringLiteral
  | BytesLiteral
  | FormattedString
  | NumberLiteral
  | NamedConstant
  | Collection
  | Dictionary
  | Comprehension
  | Subscript
  | Slice
  | Unary
  | Binary
  | BooleanOperation
  | Comparison
  | Conditional
  | Lambda
  | Starred
  | Assignment
  | Suspension
  | BrokenExpression;

export interface Name extends Node {
  readonly kind: 'name';
  readonly name: string;
}
/** `object.name`; `nameSpan` covers the name alone. */
export interface Attribute extends Node {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}
/** An argument: positional, `name=value`, `*value` or `**value`. `span` covers the whole of it. */
export interface Argument extends Node {
  readonly form: 'positional' | 'keyword' | 'star' | 'doubleStar';
  readonly name: string | undefined;
  readonly value: Expression;
}
/** `argumentsSpan` covers the parentheses; `closed` is false when the last one is missing. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly closed: boolean;
  readonly function: Expression;
  readonly arguments: readonly Argument[];
  readonly argumentsSpan: Span;
}
/** Where a piece of a string literal stands in the source: `span` without prefix and quotes. */
export interface StringPart extends Node {
  readonly prefix: string;
  readonly quote: string;
  readonly contentSpan: Span;
}
/** A str, decoded exactly as CPython does (as UTF-16); implicit concatenation is one node with several parts. */
export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
  readonly parts: readonly StringPart[];
}
/** `value` holds one character per byte. */
export interface BytesLiteral extends Node {
  readonly kind: 'bytes';
  readonly value: string;
}
/** An f-string (or concatenation with one): decoded text and replacement fields in order. */
export interface FormattedString extends Node {
  readonly kind: 'formattedString';
  readonly pieces: readonly (string | FormattedField)[];
  readonly parts: readonly StringPart[];
}
/** `{expression!conversion:format}`; `format` is undefined when absent; `debug` holds the text of `{x=}`. */
export interface FormattedField extends Node {
  readonly expression: Expression;
  readonly conversion: 's' | 'r' | 'a' | undefined;
  readonly format: readonly (string | FormattedField)[] | undefined;
  readonly debug: string | undefined;
}
/** Integers are bigint so that none loses digits; `imaginary` numbers keep their float part. */
export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: bigint | number;
  readonly imaginary: boolean;
  readonly text: string;
}
export interface NamedConstant extends Node {
  readonly kind: 'constant';
  readonly value: true | false | null | '...';
}
export interface Collection extends Node {
  readonly kind: 'tuple' | 'list' | 'set';
  readonly elements: readonly Expression[];
}
/** A dict display; a `**other` entry has no key. */
export interface Dictionary extends Node {
  readonly kind: 'dict';
  readonly entries: readonly { readonly key: Expression | undefined; readonly value: Expression }[];
}
export interface ComprehensionClause {
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}
/** `key` only in dict comprehensions. */
export interface Comprehension extends Node {
  readonly kind: 'comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  readonly key: Expression | undefined;
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
}
export interface Subscript extends Node {
  readonly kind: 'subscript';
  readonly object: Expression;
  readonly index: Expression;
}
export interface Slice extends Node {
  readonly kind: 'slice';
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}
export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: 'not' | '-' | '+' | '~';
  readonly operand: Expression;
}
export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}
export interface BooleanOperation extends Node {
  readonly kind: 'boolean';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Expression[];
}
/** `left op right op right ...`; operators are those of Python, `not in` and `is not` with one blank. */
export interface Comparison extends Node {
  readonly kind: 'comparison';
  readonly left: Expression;
  readonly rest: readonly { readonly operator: string; readonly right: Expression }[];
}
export interface Conditional extends Node {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}
export interface Lambda extends Node {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}
export interface Starred extends Node {
  readonly kind: 'starred';
  readonly value: Expression;
}
/** `target := value`. */
export interface Assignment extends Node {
  readonly kind: 'assignment';
  readonly target: Expression;
  readonly value: Expression;
}
export interface Suspension extends Node {
  readonly kind: 'await' | 'yield' | 'yieldFrom';
  readonly value: Expression | undefined;
}
/**
 * An expression that could not be read, or whose value cannot be known: a string with an unknown `\N{name}`, a
 * template string. `parts` is a best guess for editor features and never to be evaluated.
 */
export interface BrokenExpression extends Node {
  readonly kind: 'brokenExpression';
  readonly parts: readonly Expression[];
}
