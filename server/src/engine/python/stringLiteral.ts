// String and bytes literals: prefix, quotes, decoded value, and the way back from the value to the source.
// f-strings are formattedString.ts.
import type { Span } from '../text/span';
import { brokenAt, type BuildContext } from './buildContext';
import { decodedUnits, type DecodeMode } from './escapes';
import { buildFormattedString } from './formattedString';
import { scanString } from './stringBounds';
import type { Expression, StringLiteral, StringPart } from './syntax';

/** The literal made of these adjacent parts. A part without closing quotes marks a fault and is read to its end. */
export function buildString(context: BuildContext, spans: readonly Span[]): Expression {
  const parts = spans.map((span) => readPart(context, span));
  const whole = { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
  if (parts.some((part) => /[ft]/i.test(part.prefix))) return buildFormattedString(context, whole, parts);
  const bytes = modeOf(parts[0]?.prefix ?? '').bytes;
  if (parts.some((part) => modeOf(part.prefix).bytes !== bytes)) return brokenAt(context, whole);
  let value = '';
  for (const part of parts) {
    const text = decodeText(context.source, part.contentSpan, modeOf(part.prefix));
    if (text === undefined) return brokenAt(context, whole);
    if (text === null) return { kind: 'brokenExpression', span: whole, parts: [] };
    value += text;
  }
  return bytes ? { kind: 'bytes', span: whole, value } : { kind: 'string', span: whole, value, parts };
}

function readPart(context: BuildContext, span: Span): StringPart {
  const { source } = context;
  let quoteAt = span.start;
  while (quoteAt < span.end && !'\'"'.includes(source.charAt(quoteAt))) quoteAt++;
  const bounds = scanString(source, span.start, quoteAt);
  if (!bounds.closed || bounds.end !== span.end) context.fault = true;
  const contentEnd = Math.min(bounds.contentEnd, span.end);
  return {
    span,
    prefix: bounds.prefix,
    quote: bounds.quote,
    contentSpan: { start: Math.min(bounds.contentStart, contentEnd), end: contentEnd },
  };
}

/** How a literal with this prefix is decoded. */
export function modeOf(prefix: string): DecodeMode {
  return { raw: /r/i.test(prefix), bytes: /b/i.test(prefix) };
}

/** The value of a stretch of content: `undefined` when Python refuses it, `null` when a character's name is not known. */
export function decodeText(source: string, span: Span, mode: DecodeMode): string | null | undefined {
  let value = '';
  for (const unit of decodedUnits(source, span.start, span.end, mode)) {
    if (unit.value === undefined || unit.value === null) return unit.value;
    value += unit.value;
  }
  return value;
}

/**
 * The source offset of the character at `valueIndex` of a literal's value; inside an escape, the start of the escape.
 * An index at or behind the end of the value gives the end of the content of the last part.
 */
export function sourceOffset(literal: StringLiteral, valueIndex: number, source: string): number {
  let index = 0;
  let end = literal.span.start;
  for (const part of literal.parts) {
    const { contentSpan, prefix } = part;
    for (const unit of decodedUnits(source, contentSpan.start, contentSpan.end, modeOf(prefix))) {
      const length = unit.value?.length ?? 0;
      if (valueIndex < index + length)
        return unit.plain ? unit.start + Math.max(0, valueIndex - index) : unit.start;
      index += length;
    }
    end = contentSpan.end;
  }
  return end;
}

/** What `sourceOffset` gives for every index of the value and the one behind it, in one go. */
export function sourceOffsets(literal: StringLiteral, source: string): readonly number[] {
  const offsets: number[] = [];
  let end = literal.span.start;
  for (const { contentSpan, prefix } of literal.parts) {
    for (const unit of decodedUnits(source, contentSpan.start, contentSpan.end, modeOf(prefix))) {
      const length = unit.value?.length ?? 0;
      for (let index = 0; index < length; index++) offsets.push(unit.plain ? unit.start + index : unit.start);
    }
    end = contentSpan.end;
  }
  return [...offsets, end];
}
