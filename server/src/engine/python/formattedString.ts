// f-strings: text between the fields decoded, each field with its expression, conversion and format.
import type { Span } from '../text/span';
import { brokenAt, type BuildContext } from './buildContext';
import { buildFromRange } from './expressionFromTokens';
import { formatStretches, type FieldBounds } from './stringBounds';
import { decodeText, modeOf } from './stringLiteral';
import type { Expression, FormattedField, FormattedString, StringPart } from './syntax';

type Piece = string | FormattedField;

/**
 * The f-string made of these parts, at least one of them formatted. A template string (`t'...'`) is a broken expression
 * with the f-string of the same text in it, and no fault: it is legal, but no str.
 */
export function buildFormattedString(
  context: BuildContext,
  span: Span,
  parts: readonly StringPart[],
): Expression {
  const reader = new FormatReader(context);
  const pieces: Piece[] = [];
  let isValid = parts.every((part) => !modeOf(part.prefix).bytes);
  for (const part of parts) isValid = reader.readPart(part, pieces) && isValid;
  const whole: FormattedString = { kind: 'formattedString', span, pieces, parts };
  if (!isValid) return brokenAt(context, span, [whole]);
  const isTemplate = parts.some((part) => /t/i.test(part.prefix));
  return isTemplate || !reader.isKnown ? { kind: 'brokenExpression', span, parts: [whole] } : whole;
}

/** Reads the parts of one literal into pieces. Methods answer false for what Python refuses. */
class FormatReader {
  readonly #context: BuildContext;
  #isKnown = true;

  constructor(context: BuildContext) {
    this.#context = context;
  }

  /** False when the value cannot be known here, although it is legal. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  readPart(part: StringPart, pieces: Piece[]): boolean {
    if (/[ft]/i.test(part.prefix)) return this.#readFormat(part, part.contentSpan.start, pieces, false);
    return this.#addText(part.contentSpan, /r/i.test(part.prefix), pieces);
  }

  /** Reads from `start` to the closing quotes, or to the brace that ends a format specifier. */
  #readFormat(part: StringPart, start: number, pieces: Piece[], inSpecifier: boolean): boolean {
    const { raw } = modeOf(part.prefix);
    const stretches = formatStretches(this.#context.source, start, part.quote, raw, inSpecifier);
    if (stretches === undefined) return false;
    let isValid = true;
    for (const stretch of stretches) {
      if (stretch.kind === 'field') pieces.push(this.#buildField(part, stretch.field));
      else {
        for (const span of inSpecifier ? [stretch] : this.#withoutDoubles(stretch, raw)) {
          isValid = this.#addText(span, raw, pieces) && isValid;
        }
      }
    }
    return isValid;
  }

  /** The spans of text of which doubled braces stand for one. */
  #withoutDoubles(text: Span, raw: boolean): readonly Span[] {
    const { source } = this.#context;
    const spans: Span[] = [];
    let from = text.start;
    for (let at = text.start; at < text.end; at++) {
      const character = source.charAt(at);
      if (character === '\\' && !raw) {
        if (source.startsWith('N{', at + 1)) at = source.indexOf('}', at);
        else if (source.charAt(at + 1) === '\\') at++;
      } else if ((character === '{' || character === '}') && source.charAt(at + 1) === character) {
        spans.push({ start: from, end: at + 1 });
        at++;
        from = at + 1;
      }
    }
    if (from < text.end) spans.push({ start: from, end: text.end });
    return spans;
  }

  #addText(span: Span, raw: boolean, pieces: Piece[]): boolean {
    const { source } = this.#context;
    // A backslash in front of a brace stands for itself.
    const slashes = raw ? 0 : (/(?<!\\)\\+$/.exec(source.slice(span.start, span.end))?.[0].length ?? 0);
    const end = slashes % 2 === 1 ? span.end - 1 : span.end;
    const text = decodeText(source, { start: span.start, end }, { raw, bytes: false });
    if (text === undefined) return false;
    if (text === null) this.#isKnown = false;
    const whole = (text ?? '') + source.slice(end, span.end);
    const last = pieces.at(-1);
    if (typeof last === 'string') pieces[pieces.length - 1] = last + whole;
    else if (whole !== '') pieces.push(whole);
    return true;
  }

  #buildField(part: StringPart, field: FieldBounds): FormattedField {
    const { source } = this.#context;
    const expression = buildFromRange(this.#context, field.expressionStart, field.expressionEnd);
    const shown =
      field.debugEnd === undefined ? undefined : source.slice(field.expressionStart, field.debugEnd);
    // Python leaves comments out of the text it shows; where they are is not worth finding out.
    if (shown?.includes('#') === true && /[\r\n]/.test(shown)) this.#isKnown = false;
    let format: Piece[] | undefined;
    if (field.specStart !== undefined) {
      format = [];
      if (!this.#readFormat(part, field.specStart, format, true)) this.#context.fault = true;
    }
    return {
      span: { start: field.start, end: field.end },
      expression,
      // `{x=}` alone shows the representation.
      conversion: field.conversion ?? (shown !== undefined && format === undefined ? 'r' : undefined),
      format,
      debug: shown,
    };
  }
}
