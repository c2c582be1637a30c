// What the four variables of a revision file can hold, and what Alembic makes of such a value.
import type { Span } from '../text/span';
import type { HeaderProblem, WrittenId } from './revision';

/** The variables Alembic reads from a revision file. */
export type HeaderName = 'revision' | 'down_revision' | 'branch_labels' | 'depends_on';

/** A value as far as it can be read. `span` is the literal itself, also when a constant leads to it. */
export type HeaderValue =
  | { readonly kind: 'none'; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'sequence'; readonly items: readonly HeaderValue[]; readonly span: Span }
  | { readonly kind: 'wrongType'; readonly what: string; readonly span: Span }
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      readonly span: Span;
      /** Where it is imported from; without a name it is the module itself. */
      readonly imported?: { readonly module: string; readonly name: string | undefined };
    };

/** The ids a value lists, in order, as Alembic takes them; an empty list for None and for an empty sequence. */
export function idsOf(
  name: HeaderName,
  value: HeaderValue,
  report: (problem: HeaderProblem) => void,
): readonly WrittenId[] {
  switch (value.kind) {
    case 'none':
      return [];
    case 'string':
      return [{ value: value.value, span: value.span }];
    case 'sequence':
      return value.items.flatMap((item) => {
        // A lone None in a sequence is None to Alembic.
        if (item.kind === 'none' && value.items.length === 1) return [];
        if (item.kind === 'string') return [{ value: item.value, span: item.span }];
        reportValue(name, item, report);
        return [];
      });
    default:
      reportValue(name, value, report);
      return [];
  }
}

/** The one id `revision` holds; undefined when it holds none. */
export function revisionOf(
  value: HeaderValue,
  report: (problem: HeaderProblem) => void,
): WrittenId | undefined {
  if (value.kind !== 'string') {
    reportValue('revision', value, report);
    return undefined;
  }
  const illegal = ['+', '-', ':', '@'].filter((character) => value.value.includes(character));
  if (illegal.length > 0) {
    report({
      span: value.span,
      kind: 'illegal-character',
      message: `Character(s) '${illegal.join(', ')}' not allowed in revision identifier '${value.value}'`,
    });
  }
  return { value: value.value, span: value.span };
}

function reportValue(name: HeaderName, value: HeaderValue, report: (problem: HeaderProblem) => void): void {
  if (value.kind === 'unknown') {
    report({
      span: value.span,
      kind: 'not-literal',
      message: `${name} is ${value.reason}, so it is known only when the file runs; write it as a plain string`,
    });
    return;
  }
  const what = { none: 'None', sequence: 'a list', string: 'a string', wrongType: '' }[value.kind];
  const wanted = name === 'revision' ? 'a string' : 'a string, a list or tuple of strings, or None';
  report({
    span: value.span,
    kind: 'wrong-type',
    message: `${name} holds ${value.kind === 'wrongType' ? value.what : what} where Alembic takes ${wanted}`,
  });
}
