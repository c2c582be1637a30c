// textwrap.dedent.

/** Removes the white space that all lines share; lines of white space alone become empty. */
export function dedent(text: string): string {
  const lines = text.split('\n').map((line) => (/^[ \t]*$/.test(line) ? '' : line));
  let margin: string | undefined;
  for (const line of lines) {
    if (line === '') continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    if (margin === undefined) margin = indent;
    else {
      let shared = 0;
      while (shared < margin.length && margin.charAt(shared) === indent.charAt(shared)) shared++;
      margin = margin.slice(0, shared);
    }
  }
  const size = margin?.length ?? 0;
  return lines.map((line) => (line === '' ? line : line.slice(size))).join('\n');
}
