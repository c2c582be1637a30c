// Number literals: exact integers, floats, imaginary numbers.
import type { Span } from '../text/span';
import { brokenAt, type BuildContext } from './buildContext';
import type { Expression } from './syntax';

const INTEGER = /^(?:0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?\d)*)$/;
const DIGITS = '\\d(?:_?\\d)*';
const FLOAT = new RegExp(`^(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?[jJ]?$`);
// CPython reads no longer decimal integers.
const MAX_DIGITS = 4300;

/** The number written in `span`; one that Python refuses (`0777`, `1__0`) is broken. */
export function buildNumber(context: BuildContext, span: Span): Expression {
  const text = context.source.slice(span.start, span.end);
  const digits = text.replaceAll('_', '');
  if (INTEGER.test(text)) {
    if (digits.length > MAX_DIGITS && !/^0[xXoObB]/.test(digits)) return brokenAt(context, span);
    return { kind: 'number', span, value: BigInt(digits), imaginary: false, text };
  }
  if (!FLOAT.test(text) || (/^0\d+$/.test(digits) && !/^0+$/.test(digits))) return brokenAt(context, span);
  const imaginary = /[jJ]$/.test(digits);
  return { kind: 'number', span, value: Number(digits.replace(/[jJ]$/, '')), imaginary, text };
}
