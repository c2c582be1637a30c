// SQLAlchemy's operators: text, precedence, negation. The keys are the operator names of SqlExpression.

export interface Operator {
  readonly text: string;
  readonly precedence: number;
  /** `a + b + c` needs no parentheses. */
  readonly isAssociative?: boolean;
  /** The operator that NOT turns it into. */
  readonly negation?: string;
}

/** The operator of the place an expression stands in; 'none' for a place that always groups operators. */
export type Against = string;

export const OPERATORS: Readonly<Record<string, Operator>> = {
  jsonItem: { text: '', precedence: 15 },
  '*': { text: ' * ', precedence: 8, isAssociative: true },
  '%': { text: ' % ', precedence: 8 },
  neg: { text: '-', precedence: 8 },
  '+': { text: ' + ', precedence: 7, isAssociative: true },
  '-': { text: ' - ', precedence: 7 },
  filter: { text: ' FILTER ', precedence: 6 },
  '||': { text: ' || ', precedence: 5, isAssociative: true },
  like: { text: ' LIKE ', precedence: 5, negation: 'not like' },
  'not like': { text: ' NOT LIKE ', precedence: 5, negation: 'like' },
  ilike: { text: ' ILIKE ', precedence: 5, negation: 'not ilike' },
  'not ilike': { text: ' NOT ILIKE ', precedence: 5, negation: 'ilike' },
  in: { text: ' IN ', precedence: 5, negation: 'not in' },
  'not in': { text: ' NOT IN ', precedence: 5, negation: 'in' },
  is: { text: ' IS ', precedence: 5, negation: 'is not' },
  'is not': { text: ' IS NOT ', precedence: 5, negation: 'is' },
  '==': { text: ' = ', precedence: 5, negation: '!=' },
  '!=': { text: ' != ', precedence: 5, negation: '==' },
  '<': { text: ' < ', precedence: 5, negation: '>=' },
  '>': { text: ' > ', precedence: 5, negation: '<=' },
  '<=': { text: ' <= ', precedence: 5, negation: '>' },
  '>=': { text: ' >= ', precedence: 5, negation: '<' },
  between: { text: ' BETWEEN ', precedence: 5, negation: 'not between' },
  'not between': { text: ' NOT BETWEEN ', precedence: 5, negation: 'between' },
  'is distinct from': { text: ' IS DISTINCT FROM ', precedence: 5, negation: 'is not distinct from' },
  'is not distinct from': { text: ' IS NOT DISTINCT FROM ', precedence: 5, negation: 'is distinct from' },
  distinct: { text: 'DISTINCT ', precedence: 5 },
  inv: { text: 'NOT ', precedence: 5 },
  collate: { text: ' COLLATE ', precedence: 4 },
  and: { text: ' AND ', precedence: 3, isAssociative: true },
  desc: { text: ' DESC', precedence: 3 },
  asc: { text: ' ASC', precedence: 3 },
  or: { text: ' OR ', precedence: 2, isAssociative: true },
  custom: { text: '', precedence: 0 },
  exists: { text: 'EXISTS ', precedence: 0 },
  comma: { text: ', ', precedence: -1 },
  asBoolean: { text: '', precedence: -10 },
};

// Operators without a place in SQLAlchemy's table: as an outer one they bind tightest, as an inner one loosest.
const LOOSEST = -100;
const TIGHTEST = 100;

/** Whether an expression with `operator` gets parentheses inside a place of `against`. */
export function needsGroup(operator: string, against: Against): boolean {
  if (against === 'none') return true;
  if (operator === against && OPERATORS[operator]?.isAssociative) return false;
  return (OPERATORS[operator]?.precedence ?? LOOSEST) <= (OPERATORS[against]?.precedence ?? TIGHTEST);
}
