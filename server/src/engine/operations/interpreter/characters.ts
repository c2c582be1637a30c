// The characters of a str as Python counts them: code points.

/** One string per code point. */
export function characters(text: string): string[] {
  return Array.from(text);
}
