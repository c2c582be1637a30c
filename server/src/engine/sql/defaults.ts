// Column defaults: DEFAULT, GENERATED ... AS IDENTITY, GENERATED ALWAYS AS (...).
import type { Identity, ServerDefault } from '../operations/definition';
import type { Literal } from '../operations/literal';
import type { Compilation } from './compilation';
import { compileExpression, ddlContext } from './expressions';
import { stringLiteral } from './literals';
import { UnknownText } from './signals';

/** What stands behind DEFAULT; undefined for identity and computed, which have a clause of their own. */
export function defaultText(compilation: Compilation, value: ServerDefault | undefined): string | undefined {
  if (!value || value.kind === 'identity' || value.kind === 'computed') return undefined;
  if (value.kind === 'string') return stringLiteral(compilation, value.value);
  // A default is the one part of DDL where columns keep their table.
  const context = { ...ddlContext(value.span), includeTable: true };
  return compileExpression(compilation, value.expression, context);
}

const WITH_NUMBER = [
  ['increment', 'INCREMENT BY'],
  ['start', 'START WITH'],
  ['minvalue', 'MINVALUE'],
  ['maxvalue', 'MAXVALUE'],
] as const;

function isTrue(value: Literal | undefined): boolean {
  return value === true;
}

/** The options of an identity column or sequence, in SQLAlchemy's order. */
export function identityOptions(options: Readonly<Record<string, Literal>>): string {
  const parts: string[] = [];
  const number = (name: string, keyword: string): void => {
    const value = options[name];
    if (value === undefined || value === null) return;
    if (typeof value !== 'bigint') throw new UnknownText(`the option ${name} is not a plain number`);
    parts.push(`${keyword} ${value}`);
  };
  for (const [name, keyword] of WITH_NUMBER) number(name, keyword);
  // SQLAlchemy tests these two for None only: False prints them as well.
  if (options.nominvalue !== undefined && options.nominvalue !== null) parts.push('NO MINVALUE');
  if (options.nomaxvalue !== undefined && options.nomaxvalue !== null) parts.push('NO MAXVALUE');
  number('cache', 'CACHE');
  if (options.cycle !== undefined && options.cycle !== null) parts.push(options.cycle ? 'CYCLE' : 'NO CYCLE');
  return parts.join(' ');
}

/** `GENERATED ALWAYS AS IDENTITY (START WITH 10)`. */
export function identityText(identity: Identity): string {
  const options = identityOptions(identity.options);
  const always = isTrue(identity.options.always) ? 'ALWAYS' : 'BY DEFAULT';
  return `GENERATED ${always} AS IDENTITY${options ? ` (${options})` : ''}`;
}

/** `GENERATED ALWAYS AS (x) STORED`, or undefined when the default is not a computed one. */
export function computedClause(
  compilation: Compilation,
  value: ServerDefault | undefined,
): string | undefined {
  if (value?.kind !== 'computed') return undefined;
  const expression = compileExpression(compilation, value.expression, ddlContext(value.span));
  return compilation.dialect.computedText(expression, value.persisted);
}
