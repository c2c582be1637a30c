// Prints a syntax tree as a compact s-expression: kinds and values, no spans. For tests only.
import type {
  Argument,
  Expression,
  FormattedField,
  ImportedName,
  Module,
  Parameter,
  Statement,
} from '../../server/src/engine/python/syntax';

/** The statements of a module, one to a line; `BROKEN` is the last line of a broken one. */
export function printModule(module: Module): string {
  const lines = module.body.map(printStatement);
  return [...lines, ...(module.broken ? ['BROKEN'] : [])].join('\n');
}

/** `(kind part part ...)`, parts that are absent left out. */
function node(kind: string, ...parts: readonly (string | undefined)[]): string {
  return `(${[kind, ...parts].filter((part) => part !== undefined && part !== '').join(' ')})`;
}

function block(label: string, body: readonly Statement[]): string {
  return body.length === 0 ? '' : node(label, ...body.map(printStatement));
}

/** One statement. */
export function printStatement(statement: Statement): string {
  const { kind } = statement;
  switch (kind) {
    case 'expressionStatement':
      return printExpression(statement.expression);
    case 'assign':
      return node('assign', ...statement.targets.map(printExpression), printExpression(statement.value));
    case 'augmentedAssign':
      return node(
        `${statement.operator}=`,
        printExpression(statement.target),
        printExpression(statement.value),
      );
    case 'annotatedAssign':
      return node(
        'annotate',
        printExpression(statement.target),
        printExpression(statement.annotation),
        optional(statement.value),
      );
    case 'function':
      return node(
        statement.isAsync ? 'async-def' : 'def',
        statement.name,
        ...statement.decorators.map((decorator) => node('@', printExpression(decorator))),
        node('parameters', ...statement.parameters.map(printParameter)),
        statement.returns === undefined ? '' : node('->', printExpression(statement.returns)),
        block('body', statement.body),
      );
    case 'class':
      return node(
        'class',
        statement.name,
        ...statement.decorators.map((decorator) => node('@', printExpression(decorator))),
        ...statement.arguments.map(printArgument),
        block('body', statement.body),
      );
    case 'return':
      return node(kind, optional(statement.value));
    case 'raise':
      return node(kind, optional(statement.exception), optional(statement.cause));
    case 'if':
    case 'while':
      return node(
        kind,
        printExpression(statement.test),
        block('body', statement.body),
        block('else', statement.orElse),
      );
    case 'for':
      return node(
        statement.isAsync ? 'async-for' : 'for',
        printExpression(statement.target),
        printExpression(statement.iterable),
        block('body', statement.body),
        block('else', statement.orElse),
      );
    case 'with':
      return node(
        statement.isAsync ? 'async-with' : 'with',
        ...statement.items.map((item) => node('item', printExpression(item.context), optional(item.target))),
        block('body', statement.body),
      );
    case 'try':
      return node(
        kind,
        block('body', statement.body),
        ...statement.handlers.map((handler) =>
          node('except', optional(handler.type), handler.name, block('body', handler.body)),
        ),
        block('else', statement.orElse),
        block('finally', statement.finally),
      );
    case 'import':
      return node(kind, ...statement.names.map(printImported));
    case 'importFrom':
      return node(
        'from',
        '.'.repeat(statement.level) + statement.module,
        ...statement.names.map(printImported),
      );
    case 'delete':
      return node('del', ...statement.targets.map(printExpression));
    case 'assert':
      return node(kind, printExpression(statement.test), optional(statement.message));
    case 'global':
    case 'nonlocal':
      return node(kind, ...statement.names);
    case 'match':
      return node(
        kind,
        printExpression(statement.subject),
        ...statement.cases.map((body, index) =>
          node('case', optional(statement.guards[index]), block('body', body)),
        ),
      );
    case 'typeAlias':
      return node('type', statement.name, printExpression(statement.value));
    case 'pass':
    case 'break':
    case 'continue':
      return node(kind);
    case 'brokenStatement':
      return node('broken', ...statement.parts.map(printStatement));
  }
}

function optional(expression: Expression | undefined): string | undefined {
  return expression === undefined ? undefined : printExpression(expression);
}

function printParameter(parameter: Parameter): string {
  const mark = { positional: '', keywordOnly: 'keyword', star: '*', doubleStar: '**' }[parameter.form];
  const { annotation, defaultValue } = parameter;
  const name = mark === '*' || mark === '**' ? mark + parameter.name : parameter.name;
  const parts = [
    annotation === undefined ? undefined : `: ${printExpression(annotation)}`,
    defaultValue === undefined ? undefined : `= ${printExpression(defaultValue)}`,
  ];
  if (mark === 'keyword') return node('keyword', name, ...parts);
  return parts.every((part) => part === undefined) ? name : node(name, ...parts);
}

function printImported({ name, as }: ImportedName): string {
  return as === undefined ? name : node(name, 'as', as);
}

function printArgument({ form, name, value }: Argument): string {
  const text = printExpression(value);
  if (form === 'keyword') return `${name ?? ''}=${text}`;
  return `${form === 'star' ? '*' : form === 'doubleStar' ? '**' : ''}${text}`;
}

function printPiece(piece: string | FormattedField): string {
  if (typeof piece === 'string') return JSON.stringify(piece);
  const { expression, conversion, format, debug } = piece;
  return node(
    'field',
    debug === undefined ? undefined : JSON.stringify(debug),
    printExpression(expression),
    conversion === undefined ? undefined : `!${conversion}`,
    format === undefined ? undefined : node(':', ...format.map(printPiece)),
  );
}

/** One expression: names and numbers stand for themselves, strings are written as in JSON. */
export function printExpression(expression: Expression): string {
  const { kind } = expression;
  switch (kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return node('.', printExpression(expression.object), expression.name);
    case 'call':
      return node('call', printExpression(expression.function), ...expression.arguments.map(printArgument));
    case 'string':
      return JSON.stringify(expression.value);
    case 'bytes':
      return `b${JSON.stringify(expression.value)}`;
    case 'formattedString':
      return node('f', ...expression.pieces.map(printPiece));
    case 'number':
      return `${String(expression.value)}${expression.imaginary ? 'j' : ''}`;
    case 'constant':
      return expression.value === '...'
        ? '...'
        : { true: 'True', false: 'False', null: 'None' }[`${expression.value}`];
    case 'tuple':
    case 'list':
    case 'set':
      return node(kind, ...expression.elements.map(printExpression));
    case 'dict':
      return node(
        kind,
        ...expression.entries.map(({ key, value }) =>
          key === undefined
            ? `**${printExpression(value)}`
            : `${printExpression(key)}:${printExpression(value)}`,
        ),
      );
    case 'comprehension':
      return node(
        `${expression.form}-of`,
        optional(expression.key),
        printExpression(expression.element),
        ...expression.clauses.map((clause) =>
          node(
            clause.isAsync ? 'async-for' : 'for',
            printExpression(clause.target),
            printExpression(clause.iterable),
            ...clause.conditions.map((condition) => node('if', printExpression(condition))),
          ),
        ),
      );
    case 'subscript':
      return node('[]', printExpression(expression.object), printExpression(expression.index));
    case 'slice':
      return node(
        'slice',
        ...[expression.lower, expression.upper, expression.step].map((bound) => optional(bound) ?? '_'),
      );
    case 'unary':
      return node(expression.operator, printExpression(expression.operand));
    case 'binary':
      return node(expression.operator, printExpression(expression.left), printExpression(expression.right));
    case 'boolean':
      return node(expression.operator, ...expression.operands.map(printExpression));
    case 'comparison':
      return node(
        'compare',
        printExpression(expression.left),
        ...expression.rest.flatMap(({ operator, right }) => [operator, printExpression(right)]),
      );
    case 'conditional':
      return node(
        'if-else',
        printExpression(expression.test),
        printExpression(expression.then),
        printExpression(expression.otherwise),
      );
    case 'lambda':
      return node(
        kind,
        node('parameters', ...expression.parameters.map(printParameter)),
        printExpression(expression.body),
      );
    case 'starred':
      return node('*', printExpression(expression.value));
    case 'assignment':
      return node(':=', printExpression(expression.target), printExpression(expression.value));
    case 'await':
    case 'yield':
    case 'yieldFrom':
      return node(kind, optional(expression.value));
    case 'brokenExpression':
      return node('broken', ...expression.parts.map(printExpression));
  }
}
