// Cuts a stream into lines at `\n` only: a JSON line may hold U+2028, where Node's readline would cut it in two.

/** The lines of a text stream as they become complete, empty ones left out; a last line without `\n` counts. */
export async function* linesOf(stream: AsyncIterable<unknown>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  if (rest.trim() !== '') yield rest;
}
