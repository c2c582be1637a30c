// Constraints of columns and tables.
import type {
  CheckDefinition,
  ConstraintDefinition,
  DialectOptions,
  ForeignKeyDefinition,
  WrittenName,
} from '../operations/definition';
import type { Literal } from '../operations/literal';
import type { Span } from '../text/span';
import { inBrackets, textExpression } from './expressions';
import { closing, parts, rangeName, tokenIndex, upToComma, type StatementText } from './statementText';
import { listOf, nodeOf, stringsOf, tagged, textOf, type SqlNode } from './tree';

const ACTIONS: Readonly<Record<string, string>> = {
  r: 'RESTRICT',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

const nameOf = (node: SqlNode): WrittenName | undefined => {
  const text = textOf(node['conname']);
  return text === undefined ? undefined : { text, isFinal: true };
};

const list = (items: readonly string[]): Literal => ({ type: 'list', items });

/** What a constraint says besides its columns; attributes behind a column's constraint are merged in by the caller. */
function common(node: SqlNode, span: Span): Omit<CheckDefinition, 'kind' | 'condition'> {
  const options: Record<string, DialectOptions[string]> = {};
  if (node['skip_validation'] === true) options['postgresql_not_valid'] = true;
  if (node['nulls_not_distinct'] === true) options['postgresql_nulls_not_distinct'] = true;
  const including = stringsOf(node['including']);
  if (including.length > 0) options['postgresql_include'] = list(including);
  return {
    name: nameOf(node),
    deferrable: node['deferrable'] === true ? true : undefined,
    initially: node['initdeferred'] === true ? 'DEFERRED' : undefined,
    options,
    span,
  };
}

function foreignKey(text: StatementText, node: SqlNode, span: Span): ForeignKeyDefinition {
  const target = rangeName(text, node['pktable']);
  return {
    ...common(node, span),
    kind: 'foreignKey',
    columns: stringsOf(node['fk_attrs']),
    referred: { schema: target.schema, table: target.name, columns: stringsOf(node['pk_attrs']) },
    onDelete: ACTIONS[textOf(node['fk_del_action']) ?? ''],
    onUpdate: ACTIONS[textOf(node['fk_upd_action']) ?? ''],
    match: node['fk_matchtype'] === 'f' ? 'FULL' : undefined,
    useAlter: false,
  };
}

function exclude(text: StatementText, node: SqlNode, span: Span, from: number): ConstraintDefinition {
  const open = text.tokens.findIndex((token, index) => index >= from && token.text === '(');
  const spans = open < 0 ? [] : parts(text, open + 1, closing(text, open));
  const elements = listOf(node['exclusions']).map((item, index) => {
    const [, pair] = tagged(item);
    const [element, operator] = listOf(pair['items']);
    const { name } = tagged(element)[1];
    const [, operatorList] = tagged(operator);
    const whole = spans[index] ?? span;
    // `expression WITH operator`: the operator is all that follows the word.
    const first = tokenIndex(text, whole.start);
    const withAt = text.tokens.findIndex(
      (token, at) => at > first && token.text === 'with' && token.start < whole.end,
    );
    const end = text.tokens[withAt - 1]?.end ?? whole.end;
    const written = { start: whole.start, end };
    const expression =
      typeof name === 'string'
        ? {
            kind: 'column' as const,
            name,
            table: undefined,
            type: undefined,
            isLiteral: false,
            span: written,
          }
        : textExpression(text, written);
    return { expression, operator: stringsOf(operatorList['items']).at(-1) ?? '' };
  });
  const where = node['where_clause'] === undefined ? undefined : inBrackets(text, 'where', from);
  return {
    ...common(node, span),
    kind: 'exclude',
    elements,
    using: textOf(node['access_method']),
    where: where && textExpression(text, where),
  };
}

/** The constraint of a Constraint node; undefined for those that are properties of a column (NOT NULL, DEFAULT, ...). */
export function constraint(text: StatementText, node: SqlNode): ConstraintDefinition | undefined {
  const at = text.at(node['location']);
  const from = at === undefined ? 0 : tokenIndex(text, at);
  const span = at === undefined ? text.span : upToComma(text, from);
  switch (node['contype']) {
    case 'CONSTR_PRIMARY':
      return { ...common(node, span), kind: 'primaryKey', columns: stringsOf(node['keys']) };
    case 'CONSTR_UNIQUE':
      return { ...common(node, span), kind: 'unique', columns: stringsOf(node['keys']) };
    case 'CONSTR_CHECK': {
      const inside = inBrackets(text, 'check', from) ?? span;
      return { ...common(node, span), kind: 'check', condition: textExpression(text, inside) };
    }
    case 'CONSTR_FOREIGN':
      return foreignKey(text, node, span);
    case 'CONSTR_EXCLUSION':
      return exclude(text, node, span, from);
    default:
      return undefined;
  }
}

/** DEFERRABLE and INITIALLY DEFERRED behind a column's constraint belong to it. */
export function withAttribute<T extends ConstraintDefinition>(definition: T, contype: unknown): T {
  switch (contype) {
    case 'CONSTR_ATTR_DEFERRABLE':
      return { ...definition, deferrable: true };
    case 'CONSTR_ATTR_DEFERRED':
      return { ...definition, deferrable: true, initially: 'DEFERRED' };
    default:
      return definition;
  }
}

/** The Constraint nodes of a column. */
export function columnConstraintNodes(column: SqlNode): readonly SqlNode[] {
  return listOf(column['constraints']).map((item) => nodeOf(tagged(item)[1]));
}
