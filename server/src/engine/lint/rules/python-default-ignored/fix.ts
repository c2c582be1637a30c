// Turns default= into server_default= where the value means the same in SQL.
import type { Fix } from '../../finding';
import type { RevisionContext } from '../../rule';
import { callWithSpan } from '../../writing/calls';
import { fixWriter } from '../../writing/fix';
import { writeString } from '../../writing/literals';
import type { ColumnDefinition } from '../../../operations/definition';
import type { Literal } from '../../../operations/literal';
import { dottedName, expressionWithSpan, keywordArgument } from '../../../python/find';
import type { Expression } from '../../../python/syntax';
import type { Span } from '../../../text/span';

/** The fix; undefined for a callable or a value that has no plain SQL. */
export function serverDefaultEdits(
  column: ColumnDefinition,
  operation: Span,
  revision: RevisionContext,
): Fix | undefined {
  const outer = expressionWithSpan(revision.module, operation);
  const call = outer === undefined ? undefined : callWithSpan(outer, column.span);
  const argument = call === undefined ? undefined : keywordArgument(call, 'default');
  if (argument === undefined) return undefined;
  const { names, fix } = fixWriter(revision);
  const value = writtenValue(argument.value, column.clientDefault, names.sa, revision.source);
  if (value === undefined) return undefined;
  return fix(`Change it to server_default=${value}`, true, [
    { span: argument.span, text: `server_default=${value}` },
  ]);
}

function writtenValue(
  expression: Expression,
  literal: Literal | undefined,
  sa: string,
  source: string,
): string | undefined {
  if (literal === true || literal === false) return `${sa}.${literal ? 'true' : 'false'}()`;
  if (typeof literal === 'bigint') return writeString(literal.toString());
  if (typeof literal === 'number' && Number.isFinite(literal)) return writeString(String(literal));
  if (typeof literal === 'string') return writeString(literal);
  const name = expression.kind === 'call' ? dottedName(expression.function) : dottedName(expression);
  if (name === undefined) return undefined;
  if (/(?:^|\.)(?:utcnow|now)$/.test(name)) return `${sa}.func.now()`;
  const isSql =
    expression.kind === 'call' && (name === `${sa}.text` || name === `${sa}.true` || name === `${sa}.false`);
  return isSql ? source.slice(expression.span.start, expression.span.end) : undefined;
}
