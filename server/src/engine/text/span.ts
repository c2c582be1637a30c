/** A half-open range of a file: UTF-16 offsets, `start` included, `end` excluded. Lines and columns exist only at the edges. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True when `offset` is inside the span or at either edge, as editors ask for it. */
export function spanTouches(span: Span, offset: number): boolean {
  return offset >= span.start && offset <= span.end;
}
