// A long warning of a plan in two parts: the first sentence, and what is read by those who open it.

/** A shorter warning is read faster than it is opened. */
const SHORT = 140;
/** The first sentence ends where the next one begins: a capital, or something quoted. */
const NEXT_SENTENCE = /(?<=[.!?]["')]?)\s+(?=[A-Z"'`(])/u;

/** `more` is empty when `text` says all. */
export function foldLong(text: string): { readonly text: string; readonly more: string } {
  if (text.length <= SHORT) return { text, more: '' };
  const [first = text] = text.split(NEXT_SENTENCE, 1);
  return { text: first, more: text.slice(first.length).trim() };
}
