// What Python does with plain text and TypeScript does differently: strip, splitlines, repr.

// str.isspace() of CPython; JavaScript's trim() differs in U+FEFF, U+0085 and U+001C to U+001F.
const BLANKS = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const LEADING_BLANKS = new RegExp(`^[${BLANKS}]+`);
const BLANK = new RegExp(`[${BLANKS}]`);
const LINE_END = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;

/** `str.strip()`. */
export function pythonStrip(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK.test(text.charAt(end - 1))) end--;
  return text.slice(0, end).replace(LEADING_BLANKS, '');
}

/** `str.splitlines()`. */
export function pythonLines(text: string): string[] {
  const lines = text.split(LINE_END);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** `repr()` of a string without unprintable characters other than line ends and tabs. */
export function pythonQuote(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return quote + escaped + quote;
}

/** `repr()` of a tuple of strings. */
export function pythonTuple(values: readonly string[]): string {
  return `(${values.map(pythonQuote).join(', ')}${values.length === 1 ? ',' : ''})`;
}
